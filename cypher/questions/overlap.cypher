// Pairs that two layers share
// Answers: the observed part of question 3: units and foreign states that both layers join
// Parameter: layer = "AIDS:expert_team": tie type, or type and kind
// Parameter: other = "TWINNED_WITH:medical_team": the other layer
MATCH (a:Entity)-[r]-(o:Entity)
WHERE r.layer IS NOT NULL AND (r.layer = $layer OR type(r) = $layer)
  AND a.kind IN ['Province', 'LocalGovernment', 'ForeignSNG'] AND a.id <> o.id
WITH DISTINCT a, CASE WHEN o.kind = 'State' THEN o.id ELSE o.country END AS state
WHERE state IS NOT NULL AND state <> coalesce(a.country, '')
MATCH (a)-[q]-(p:Entity)
WHERE q.layer IS NOT NULL AND (q.layer = $other OR type(q) = $other)
  AND a.id <> p.id AND state = CASE WHEN p.kind = 'State' THEN p.id ELSE p.country END
WITH DISTINCT a, state
OPTIONAL MATCH (s:Entity {id: state})
RETURN a.id AS a, a.name AS a_name, state AS b, coalesce(s.name, state) AS b_name
ORDER BY a, b
