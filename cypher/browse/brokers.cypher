// Brokers
// Answers: units through which others meet: how many pairs of their partners, from different countries, have no tie with
//   each other
MATCH (a:Entity)-[r]-(u:Entity)-[q]-(b:Entity)
WHERE u.kind IN ['Province', 'LocalGovernment', 'ForeignSNG']
  AND r.layer IS NOT NULL AND q.layer IS NOT NULL
  AND a.id < b.id AND a.country <> b.country
WITH DISTINCT u, a, b
WHERE NOT EXISTS { MATCH (a)-[t]-(b) WHERE t.layer IS NOT NULL }
RETURN u.name AS unit, u.kind AS kind, u.country AS country, count(*) AS pairs, u.id AS id
ORDER BY pairs DESC, id
LIMIT 50
