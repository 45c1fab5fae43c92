// Documents and the statements that they make
// Answers: makes the relationships or sets their properties anew. The pattern begins at the statement, which has few of
//   them: the embedded store looks for the relationship on all those of the node that the pattern begins with
// Parameter: rows: each with id, source, target and properties
UNWIND $rows AS row
MATCH (d:Document {id: row.source})
MATCH (s:Statement {id: row.target})
MERGE (s)<-[r:STATES {id: row.id}]-(d)
SET r = row.properties
RETURN count(r) AS written
