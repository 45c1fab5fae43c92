// Nodes that Subties wrote before, for a store that finds no index for many prefixes
// Answers: as nodes_there, in one pass over all nodes of the label
// Template: __LABEL__: Entity, Document or Statement
// Parameter: prefixes: list of hexadecimal digits, all equally many; one empty prefix stands for all nodes
// Parameter: digits: how many digits the prefixes have
// Parameter: whole: whether the properties are wanted
MATCH (n:`__LABEL__`)
WHERE n.subties IS NOT NULL AND substring(n.subties, 0, $digits) IN $prefixes
RETURN n.id AS id, n.subties AS stamp, n.kind AS kind, CASE WHEN $whole THEN properties(n) END AS properties
