// States that similar units reach
// Answers: a score of question 16: paths from the unit over a state and another unit to a state it does not reach yet
// Parameter: place = "CN-YN": id of the unit
MATCH (u:Entity {id: $place})-[r]-(o:Entity)
WHERE r.layer IS NOT NULL AND u.id <> o.id
WITH DISTINCT u, CASE WHEN o.kind = 'State' THEN o.id ELSE o.country END AS state
WHERE state IS NOT NULL AND state <> coalesce(u.country, '')
WITH u, collect(state) AS own
MATCH (v:Entity)-[q]-(p:Entity)
WHERE q.layer IS NOT NULL AND v.kind = u.kind AND v.id <> u.id AND v.id <> p.id
WITH DISTINCT own, v, CASE WHEN p.kind = 'State' THEN p.id ELSE p.country END AS reached
WHERE reached IS NOT NULL AND reached <> coalesce(v.country, '')
WITH own, v, collect(reached) AS theirs
WITH own, theirs, size([s IN theirs WHERE s IN own]) AS shared
WHERE shared > 0
UNWIND theirs AS state
WITH state, shared, own
WHERE NOT state IN own
RETURN state AS state_id, sum(shared) AS score
ORDER BY score DESC, state_id
