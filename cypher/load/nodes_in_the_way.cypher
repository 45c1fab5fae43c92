// Nodes of others under given ids
// Answers: ids of nodes that bear one of our labels without the mark of Subties; for when the label's index is there
// Template: __LABEL__: Entity, Document or Statement
// Parameter: ids: list of ids
UNWIND $ids AS id
MATCH (n:`__LABEL__` {id: id})
WHERE n.subties IS NULL
RETURN n.id AS id
