// Relationships of others under our ids
// Answers: ids that relationships without the mark of Subties bear already
// Template: __TYPE__: a tie type or a link of the schema
// Parameter: ids: list of ids
UNWIND $ids AS id
MATCH ()-[r:`__TYPE__` {id: id}]->()
WHERE r.subties IS NULL
RETURN id
LIMIT 5
