// Hand-overs of medical teams
// Answers: states to which several units have sent medical teams, and these units in the order of their start
MATCH (u:Entity)-[r:TWINNED_WITH]->(s:State)
WHERE r.kind = 'medical_team'
WITH s, u, r
ORDER BY s.name, coalesce(r.start, '9999'), u.name
WITH s, collect(u.name + coalesce(' (' + r.start + ')', '')) AS units
WHERE size(units) > 1
RETURN s.name AS state, size(units) AS n, units AS units
ORDER BY n DESC, state
