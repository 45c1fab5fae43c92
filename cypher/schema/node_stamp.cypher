// Nodes by their stamp
// Answers: makes finding what may have changed since the last load fast
// Template: __LABEL__: Entity, Document or Statement
CREATE INDEX subties___LABEL___stamp IF NOT EXISTS
FOR (n:`__LABEL__`) ON (n.subties)
