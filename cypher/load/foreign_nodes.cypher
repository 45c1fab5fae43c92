// Nodes of others under our ids
// Answers: ids that nodes without the mark of Subties bear already
// Template: __LABEL__: Entity, Document or Statement
// Parameter: ids: list of ids
UNWIND $ids AS id
MATCH (n:`__LABEL__` {id: id})
WHERE n.subties IS NULL
RETURN id
LIMIT 5
