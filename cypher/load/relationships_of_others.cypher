// Relationships of others
// Answers: types and ids of relationships that bear one of our types without the mark of Subties
// Parameter: types: list of tie types and links
MATCH ()-[r]->()
WHERE r.subties IS NULL AND r.id IS NOT NULL AND type(r) IN $types
RETURN type(r) AS type, r.id AS id
