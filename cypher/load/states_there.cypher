// Documents of statements that Subties wrote before
// Answers: type, id, stamp and ends of each STATES; with `whole` all properties as well
// Parameter: ids: list of ids of statements
// Parameter: whole: whether the properties are wanted
UNWIND $ids AS id
MATCH (n:Statement {id: id})<-[r:STATES]-(d)
WHERE r.subties IS NOT NULL
RETURN type(r) AS type, r.id AS id, r.subties AS stamp, d.id AS source, n.id AS target,
       CASE WHEN $whole THEN properties(r) END AS properties
