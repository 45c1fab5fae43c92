// Whether Subties has written anything before
// Answers: one row when a node of a label is there
// Template: __LABEL__: Entity, Document or Statement
MATCH (n:`__LABEL__`)
WHERE n.subties IS NOT NULL
RETURN n.id AS id
LIMIT 1
