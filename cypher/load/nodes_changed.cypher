// Nodes that have changed
// Answers: sets their properties anew
// Template: __LABEL__: Entity, Document or Statement
// Parameter: rows: each with id and properties
UNWIND $rows AS row
MATCH (n:`__LABEL__` {id: row.id})
WHERE n.subties IS NOT NULL
SET n = row.properties
