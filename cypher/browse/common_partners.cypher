// What two places have in common
// Answers: partners with which both have ties, and by which layers each
// Parameter: one = "CN-YN": id of one
// Parameter: other = "CN-GX": id of the other
MATCH (:Entity {id: $one})-[r]-(partner:Entity)-[q]-(:Entity {id: $other})
WHERE r.layer IS NOT NULL AND q.layer IS NOT NULL
WITH partner, r, q
ORDER BY partner.id, r.layer, q.layer
RETURN partner.name AS partner, partner.kind AS kind, collect(DISTINCT r.layer) AS layers_of_one,
       collect(DISTINCT q.layer) AS layers_of_other, partner.id AS id
ORDER BY partner, id
