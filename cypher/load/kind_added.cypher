// Entities whose kind has changed: the new label
// Answers: gives them their new label, keeping what is tied to them. The old one goes in a transaction of its own: the
//   embedded store moves a node whose labels change, and refuses to move it twice in one transaction
// Template: __KIND__: a node kind of the schema
// Parameter: ids: list of ids
UNWIND $ids AS id
MATCH (n:Entity {id: id})
WHERE n.subties IS NOT NULL
SET n:`__KIND__`
