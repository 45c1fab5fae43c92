// Documents
// Answers: what was read, how many statements each document makes, and how many of them became ties
MATCH (d:Document)
OPTIONAL MATCH (d)-[:STATES]->(s:Statement)
RETURN d.name AS document, d.title AS title, d.dataset AS dataset, count(s) AS statements,
       sum(CASE WHEN s.outcome = 'tie' THEN 1 ELSE 0 END) AS in_ties, d.id AS id
ORDER BY statements DESC, id
