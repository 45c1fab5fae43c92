// What was loaded last
// Answers: the fingerprint of the ledger that the graph was made from, and the sums of its groups of records
MATCH (s:SubtiesState {id: 'state'})
RETURN s.fingerprint AS fingerprint, s.sums AS sums, s.subties AS subties
