// Nodes that Subties wrote before
// Answers: id, stamp and kind of each; of some groups only when `groups` is given
// Template: __LABEL__: Entity, Document or Statement
// Parameter: groups: list of three hexadecimal digits each, or null for all
MATCH (n:`__LABEL__`)
WHERE n.subties IS NOT NULL AND ($groups IS NULL OR substring(n.subties, 0, 3) IN $groups)
RETURN n.id AS id, n.subties AS stamp, n.kind AS kind
