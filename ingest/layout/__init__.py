"""A document as blocks in reading order: paragraphs, headings, items, tables, notes."""
