// Who is in most mechanisms
// Answers: question 12, entities of one kind by the number of mechanisms that they are in
// Parameter: kind = "Province": node kind
MATCH (m:Entity)-[:MEMBER_OF|PARTICIPATES_IN]->(mechanism:Mechanism)
WHERE m.kind = $kind
WITH DISTINCT m, mechanism
ORDER BY m.id, mechanism.name
RETURN m.id AS id, m.name AS name, m.kind AS kind, count(mechanism) AS n, collect(mechanism.name) AS mechanisms
ORDER BY n DESC, id
