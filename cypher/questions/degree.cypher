// Degree and strength
// Answers: the part of question 4 that Cypher can say: with how many others each entity has ties, and how many ties
// Parameter: layer = null: tie type, or type and kind such as TWINNED_WITH:medical_team, or null for all
MATCH (n:Entity)-[r]-(m:Entity)
WHERE r.layer IS NOT NULL
  AND n.id <> m.id
  AND ($layer IS NULL OR r.layer = $layer OR type(r) = $layer)
RETURN n.id AS id, n.name AS name, n.kind AS kind, n.country AS country,
       count(DISTINCT m.id) AS degree, count(r) AS strength
ORDER BY degree DESC, id
