// Nodes that are gone from the ledger
// Answers: removes them and all relationships that are drawn to them
// Template: __LABEL__: Entity, Document or Statement
// Parameter: ids: list of ids
UNWIND $ids AS id
MATCH (n:`__LABEL__` {id: id})
WHERE n.subties IS NOT NULL
DETACH DELETE n
