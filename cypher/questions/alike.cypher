// Who shares how many states
// Answers: the observed part of question 5: pairs of one kind of actor, and how many foreign states both reach
// Parameter: kind = "Province": node kind of the two
// Parameter: layer = null: tie type, or type and kind, or null for all
MATCH (n:Entity)-[r]-(o:Entity)
WHERE r.layer IS NOT NULL AND ($layer IS NULL OR r.layer = $layer OR type(r) = $layer)
  AND n.kind = $kind AND n.id <> o.id
WITH DISTINCT n, CASE WHEN o.kind = 'State' THEN o.id ELSE o.country END AS state
WHERE state IS NOT NULL AND state <> coalesce(n.country, '')
WITH state, collect(n) AS actors
UNWIND actors AS a
UNWIND actors AS b
WITH a, b, state
WHERE a.id < b.id
RETURN a.id AS a, a.name AS a_name, b.id AS b, b.name AS b_name, count(state) AS shared
ORDER BY shared DESC, a, b
