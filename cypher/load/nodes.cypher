// New documents or statements
// Answers: makes those that are not there yet
// Template: __LABEL__: Document or Statement
// Parameter: rows: each with id and properties
UNWIND $rows AS row
MERGE (n:`__LABEL__` {id: row.id})
SET n = row.properties
