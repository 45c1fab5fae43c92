"""A plain text as lines: pages, footnotes, captions, headings, items, and clean text made from them."""
