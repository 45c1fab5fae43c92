// Pairs tied by several layers
// Answers: the pairs that most different layers join
MATCH (a:Entity)-[r]-(b:Entity)
WHERE r.layer IS NOT NULL AND a.id < b.id
WITH a, b, r
ORDER BY a.id, b.id, r.layer
WITH a, b, count(DISTINCT r.layer) AS n_layers, collect(DISTINCT r.layer) AS layers
WHERE n_layers > 1
RETURN a.name AS one, b.name AS other, n_layers AS n_layers, layers AS layers, a.id AS one_id, b.id AS other_id
ORDER BY n_layers DESC, one_id, other_id
LIMIT 100
