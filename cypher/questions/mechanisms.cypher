// Mechanisms by size
// Answers: question 12 for all mechanisms: how many are in each, and how many of them are provinces, other units, states
MATCH (m:Entity)-[r:MEMBER_OF|PARTICIPATES_IN]->(mechanism:Mechanism)
WITH DISTINCT mechanism, m
RETURN mechanism.id AS id, mechanism.name AS name, count(m) AS members,
       sum(CASE WHEN m.kind = 'Province' THEN 1 ELSE 0 END) AS provinces,
       sum(CASE WHEN m.kind IN ['LocalGovernment', 'ForeignSNG'] THEN 1 ELSE 0 END) AS units,
       sum(CASE WHEN m.kind = 'State' THEN 1 ELSE 0 END) AS states
ORDER BY members DESC, id
