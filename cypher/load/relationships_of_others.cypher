// Relationships of others
// Answers: ids of relationships that bear one of our types without the mark of Subties
// Template: __TYPE__: a tie type or a link of the schema
MATCH ()-[r:`__TYPE__`]->()
WHERE r.subties IS NULL AND r.id IS NOT NULL
RETURN r.id AS id
