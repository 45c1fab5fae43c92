// Nodes that Subties wrote before, by the index over their stamps
// Answers: id, stamp and kind of each whose stamp begins with one of the prefixes; with `whole` all properties as well
// Template: __LABEL__: Entity, Document or Statement
// Parameter: prefixes: list of hexadecimal digits, all equally many; one empty prefix stands for all nodes
// Parameter: whole: whether the properties are wanted
UNWIND $prefixes AS prefix
MATCH (n:`__LABEL__`)
WHERE n.subties STARTS WITH prefix
RETURN n.id AS id, n.subties AS stamp, n.kind AS kind, CASE WHEN $whole THEN properties(n) END AS properties
