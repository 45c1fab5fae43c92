// How many states of a region each unit reaches
// Answers: the counts of question 8: foreign states that units reach, and how many of them lie in the region
// Parameter: states = ["BN", "KH", "ID", "LA", "MY", "MM", "PH", "SG", "TH", "TL", "VN"]: ids of the region's states
// Parameter: kind = "Province": node kind of the units
MATCH (a:Entity)-[r]-(o:Entity)
WHERE r.layer IS NOT NULL AND a.kind = $kind AND a.id <> o.id
WITH DISTINCT a, CASE WHEN o.kind = 'State' THEN o.id ELSE o.country END AS state
WHERE state IS NOT NULL AND state <> coalesce(a.country, '')
RETURN a.id AS place_id, a.name AS place, sum(CASE WHEN state IN $states THEN 1 ELSE 0 END) AS inside, count(state) AS n
ORDER BY inside DESC, place_id
