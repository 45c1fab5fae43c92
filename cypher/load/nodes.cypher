// Documents or statements
// Answers: makes them or sets their properties anew
// Template: __LABEL__: Document or Statement
// Parameter: rows: each with id and properties
UNWIND $rows AS row
MERGE (n:`__LABEL__` {id: row.id})
SET n = row.properties
