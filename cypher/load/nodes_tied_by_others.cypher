// Nodes to be removed that others have tied something to
// Answers: id and type of relationship of the first of them; removing the node would remove what is not ours
// Template: __LABEL__: Entity, Document or Statement
// Parameter: ids: list of ids
UNWIND $ids AS id
MATCH (n:`__LABEL__` {id: id})-[r]-()
WHERE n.subties IS NOT NULL AND r.subties IS NULL
RETURN n.id AS id, type(r) AS type
ORDER BY id, type
LIMIT 1
