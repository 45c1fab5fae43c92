// What is said of a pair
// Answers: documents, statements and the two that they are about, as a picture
// Parameter: one = "CN-YN": id of one
// Parameter: other = "LA": id of the other
MATCH p = (d:Document)-[:STATES]->(s:Statement)-[:SUBJECT|OBJECT]->(e:Entity)
WHERE e.id IN [$one, $other]
  AND EXISTS { (s)-[:SUBJECT|OBJECT]->(:Entity {id: $one}) }
  AND EXISTS { (s)-[:SUBJECT|OBJECT]->(:Entity {id: $other}) }
RETURN p
ORDER BY s.id, e.id
LIMIT 300
