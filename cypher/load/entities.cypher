// New entities of one kind
// Answers: makes those that are not there yet; running it twice makes nothing twice. MERGE with two labels would do the
//   same, but the embedded store finds no index for it and reads all nodes for each row
// Template: __KIND__: a node kind of the schema
// Parameter: rows: each with id and properties
UNWIND $rows AS row
OPTIONAL MATCH (there:Entity {id: row.id})
WITH row, there
WHERE there IS NULL
CREATE (n:Entity:`__KIND__`)
SET n = row.properties
