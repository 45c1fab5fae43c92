// Members of a mechanism
// Answers: question 12 for one mechanism, body or event: who is in it, by which tie, since when
// Parameter: mechanism = "mech:gms": id of the mechanism
MATCH (m:Entity)-[r:MEMBER_OF|PARTICIPATES_IN]->(:Entity {id: $mechanism})
RETURN m.id AS id, m.name AS name, m.kind AS kind, m.country AS country, r.id AS tie, type(r) AS type,
       r.start AS start, r.end AS end, r.status AS status
ORDER BY kind, name, id, type, tie
