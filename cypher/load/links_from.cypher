// Relationships that Subties wrote before, by the nodes that they start from
// Answers: type, id, stamp and ends of each; with `whole` all properties as well
// Template: __LABEL__: Entity or Statement
// Parameter: ids: list of ids
// Parameter: whole: whether the properties are wanted
UNWIND $ids AS id
MATCH (n:`__LABEL__` {id: id})-[r]->(m)
WHERE r.subties IS NOT NULL
RETURN type(r) AS type, r.id AS id, r.subties AS stamp, n.id AS source, m.id AS target,
       CASE WHEN $whole THEN properties(r) END AS properties
