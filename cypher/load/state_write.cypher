// Remember what is loaded
// Answers: keeps fingerprint and sums; both are empty while a load is under way
// Parameter: fingerprint: that of the resolved state
// Parameter: sums: sum of the stamps of each group, as JSON
MERGE (s:SubtiesState {id: 'state'})
SET s.subties = 'state', s.name = 'Subties', s.fingerprint = $fingerprint, s.sums = $sums
