// Entities whose kind has changed
// Answers: gives them their new label, keeping what is tied to them
// Template: __KIND__: a node kind of the schema
// Template: __WAS__: a node kind of the schema
// Parameter: ids: list of ids
UNWIND $ids AS id
MATCH (n:Entity {id: id})
WHERE n.subties IS NOT NULL
REMOVE n:`__WAS__`
SET n:`__KIND__`
