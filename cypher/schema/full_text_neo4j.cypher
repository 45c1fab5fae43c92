// Entities by words of their names, in Neo4j
// Answers: full-text index over names, aliases and ids; the embedded store makes its own (full_text_embedded.sql)
CREATE FULLTEXT INDEX subties_names IF NOT EXISTS
FOR (n:Entity) ON EACH [n.search_text]
