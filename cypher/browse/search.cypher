// Search for a name
// Answers: entities by words of their names and aliases, best first
// Parameter: words = "Yunnan": words to look for; `*` stands for the rest of a word
// Parameter: index = "subties_names": the full-text index, Entity[search_text] in the embedded store, or null for the store's own
CALL db.index.fulltext.queryNodes($index, $words) YIELD node, score
RETURN node.id AS id, node.name AS name, node.kind AS kind, node.country AS country, node.aliases AS aliases,
       score AS score
ORDER BY score DESC, id
LIMIT 50
