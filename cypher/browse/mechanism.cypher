// A mechanism and its members
// Answers: who is in a mechanism, as a picture
// Parameter: mechanism = "mech:gms": id of the mechanism
MATCH p = (:Entity)-[r:MEMBER_OF|PARTICIPATES_IN]->(:Entity {id: $mechanism})
RETURN p
ORDER BY r.id
LIMIT 300
