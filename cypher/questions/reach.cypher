// Who reaches a state
// Answers: question 2, the units of other jurisdictions that have ties with a state or anything of its country, and by
//   how many layers (multiplexity)
// Parameter: state = "ZM": id of the state
MATCH (there:Entity)-[r]-(u:Entity)
WHERE (there.id = $state OR there.country = $state)
  AND r.layer IS NOT NULL
  AND u.kind IN ['Province', 'LocalGovernment', 'ForeignSNG']
  AND coalesce(u.country, '') <> $state
  AND coalesce(u.jurisdiction, u.country, '') <> $state
WITH u, r, there
ORDER BY u.id, r.layer, r.id
WITH u, collect(DISTINCT r.layer) AS layers, count(DISTINCT r.id) AS n_ties, collect(DISTINCT r.id) AS ties
RETURN u.id AS unit_id, u.name AS unit, u.kind AS kind, u.country AS country,
       size(layers) AS n_layers, layers AS layers, n_ties AS n_ties, ties AS ties
ORDER BY n_layers DESC, n_ties DESC, unit_id
