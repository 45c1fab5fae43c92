// Who meets whom in mechanisms
// Answers: question 12, pairs of one kind (provinces, say) that are in the same mechanisms, and in how many
// Parameter: kind = "Province": node kind of the two
MATCH (a:Entity)-[:MEMBER_OF|PARTICIPATES_IN]->(mechanism:Mechanism)<-[:MEMBER_OF|PARTICIPATES_IN]-(b:Entity)
WHERE a.kind = $kind AND b.kind = $kind AND a.id < b.id
WITH DISTINCT a, b, mechanism
ORDER BY a.id, b.id, mechanism.name
RETURN a.id AS a, a.name AS a_name, b.id AS b, b.name AS b_name, count(mechanism) AS n,
       collect(mechanism.name) AS mechanisms
ORDER BY n DESC, a, b
