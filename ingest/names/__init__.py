"""The names of a text: what stands where, of what kind it is, and whom it means."""
