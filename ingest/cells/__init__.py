"""What a cell or a column head of a table may mean, before any table is read."""
