// Medical teams
// Answers: which unit sends medical teams to which state, as a picture
MATCH p = (:Entity)-[r:TWINNED_WITH]->(:State)
WHERE r.kind = 'medical_team'
RETURN p
ORDER BY r.id
LIMIT 300
