// Who sent medical teams to a state, and when
// Answers: the units that were paired with a state one after the other: each hand-over is a line
// Parameter: state = "TZ": id of the state
MATCH (u:Entity)-[r:TWINNED_WITH]->(:State {id: $state})
WHERE r.kind = 'medical_team'
RETURN coalesce(r.start, '?') AS start, r.end AS end, u.name AS unit, r.intervals AS intervals, r.status AS status,
       r.id AS tie
ORDER BY start, unit
