"""A user's own table as statements, by a mapping that is data."""
