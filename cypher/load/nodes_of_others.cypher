// Nodes of others
// Answers: ids of nodes that bear one of our labels without the mark of Subties
// Template: __LABEL__: Entity, Document or Statement
MATCH (n:`__LABEL__`)
WHERE n.subties IS NULL AND n.id IS NOT NULL
RETURN n.id AS id
