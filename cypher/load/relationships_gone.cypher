// Relationships that are gone from the ledger
// Answers: removes them
// Template: __TYPE__: a tie type or a link of the schema
// Parameter: ids: list of ids
UNWIND $ids AS id
MATCH ()-[r:`__TYPE__` {id: id}]->()
WHERE r.subties IS NOT NULL
DELETE r
