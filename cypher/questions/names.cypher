// Names as printed
// Answers: question 17: the forms under which statements print an entity, in how many statements and documents
// Parameter: place = "CN-YN": id of the entity
MATCH (d:Document)-[:STATES]->(s:Statement)-[e:SUBJECT|OBJECT]->(:Entity {id: $place})
WITH DISTINCT d, s, CASE WHEN type(e) = 'SUBJECT' THEN s.subject ELSE s.object END AS printed
RETURN printed AS printed, count(DISTINCT s.id) AS statements, count(DISTINCT d.id) AS documents
ORDER BY statements DESC, printed
