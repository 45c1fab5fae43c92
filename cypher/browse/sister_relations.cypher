// Sister relations
// Answers: which units are sisters, as a picture; provinces in one colour, units of other countries in another
MATCH p = (:Entity)-[r:SISTER_OF]->(:Entity)
RETURN p
ORDER BY r.id
LIMIT 300
