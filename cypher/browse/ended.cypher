// Ended ties
// Answers: ties that are over, with their years
MATCH (a:Entity)-[r]->(b:Entity)
WHERE r.layer IS NOT NULL AND r.status = 'ended'
RETURN a.name AS subject, r.layer AS layer, b.name AS object, r.start AS start, r.end AS end, r.id AS tie
ORDER BY end, subject, object, tie
