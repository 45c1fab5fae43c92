// Relationships that are gone from the ledger
// Answers: removes them
// Template: __TYPE__: a tie type or a link of the schema
// Template: __SOURCE__: Entity, Document or Statement
// Template: __TARGET__: Entity, Document or Statement
// Parameter: rows: each with id, source and target
UNWIND $rows AS row
MATCH (:`__SOURCE__` {id: row.source})-[r:`__TYPE__` {id: row.id}]->(:`__TARGET__` {id: row.target})
WHERE r.subties IS NOT NULL
DELETE r
