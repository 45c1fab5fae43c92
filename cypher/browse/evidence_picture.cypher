// Evidence of a tie, as a picture
// Answers: from a tie to its documents: the two ends, the statements that the tie stands on, and who makes them
// Parameter: tie = "tie:18133707f51ba16a": id of the tie
MATCH (:Entity)-[r {id: $tie}]->(:Entity)
WHERE r.layer IS NOT NULL
UNWIND r.statements AS statement
MATCH p = (:Document)-[:STATES]->(s:Statement {id: statement})-[:SUBJECT|OBJECT]->(:Entity)
RETURN p
ORDER BY s.id
