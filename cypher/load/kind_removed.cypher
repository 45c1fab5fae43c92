// Entities whose kind has changed: the old label
// Answers: takes it from them
// Template: __WAS__: a node kind of the schema
// Parameter: ids: list of ids
UNWIND $ids AS id
MATCH (n:Entity {id: id})
WHERE n.subties IS NOT NULL
REMOVE n:`__WAS__`
