"""Tables as statements: what a table is about, and the shapes in which its rows tell ties."""
