// Entities of one kind
// Answers: makes them or sets their properties anew
// Template: __KIND__: a node kind of the schema
// Parameter: rows: each with id and properties
UNWIND $rows AS row
MERGE (n:Entity:`__KIND__` {id: row.id})
SET n = row.properties
