// Countries by those who reach them
// Answers: how many Chinese units have ties with each country or anything in it, and by how many layers
MATCH (u:Entity)-[r]-(there:Entity)
WHERE u.kind IN ['Province', 'LocalGovernment']
  AND r.layer IS NOT NULL
  AND there.country IS NOT NULL AND there.country <> u.country
WITH there.country AS country, u, r
OPTIONAL MATCH (s:State {id: country})
RETURN coalesce(s.name, country) AS name, count(DISTINCT u.id) AS units, count(DISTINCT r.layer) AS layers,
       count(DISTINCT r.id) AS ties, country AS id
ORDER BY units DESC, ties DESC, id
