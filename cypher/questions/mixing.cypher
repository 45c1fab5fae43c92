// Mixing by level
// Answers: the table of question 9: joined pairs by the levels of the two, an edge counting once
// Parameter: layer = null: tie type, or type and kind, or null for all
MATCH (a:Entity)-[r]-(b:Entity)
WHERE r.layer IS NOT NULL AND ($layer IS NULL OR r.layer = $layer OR type(r) = $layer)
  AND a.id < b.id AND a.level IS NOT NULL AND b.level IS NOT NULL
WITH DISTINCT a, b
WITH CASE WHEN a.level < b.level THEN a.level ELSE b.level END AS one,
     CASE WHEN a.level < b.level THEN b.level ELSE a.level END AS two
RETURN one AS a, two AS b, count(one) AS edges
ORDER BY edges DESC, a, b
