// The simple network
// Answers: what question 7 (communities) is computed from: one edge for each pair, its weight is the number of ties
// Parameter: layer = null: tie type, or type and kind, or null for all
MATCH (a:Entity)-[r]-(b:Entity)
WHERE r.layer IS NOT NULL
  AND a.id < b.id
  AND ($layer IS NULL OR r.layer = $layer OR type(r) = $layer)
RETURN a.id AS a, b.id AS b, count(r) AS weight
ORDER BY a, b
