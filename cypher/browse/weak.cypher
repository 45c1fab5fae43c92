// Ties on thin ice
// Answers: ties that one statement alone supports, the least sure reading first
MATCH (a:Entity)-[r]->(b:Entity)
WHERE r.layer IS NOT NULL AND r.n_statements = 1
RETURN r.confidence AS confidence, a.name AS subject, r.layer AS layer, b.name AS object, r.id AS tie
ORDER BY confidence, tie
LIMIT 100
