// What waits for review
// Answers: provisional entities: named in a document, known to no list, and how many ties they have
MATCH (n:Entity)
WHERE n.status = 'provisional'
OPTIONAL MATCH (n)-[r]-(:Entity)
WHERE r.layer IS NOT NULL
RETURN n.name AS name, n.kind AS kind, n.country AS country, count(r) AS ties, n.id AS id
ORDER BY ties DESC, id
