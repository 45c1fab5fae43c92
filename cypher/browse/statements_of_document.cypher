// What a document says
// Answers: a document, what it states, and whom that is about, as a picture
// Parameter: document = "teams": part of the document's name
MATCH p = (d:Document)-[:STATES]->(s:Statement)-[:SUBJECT|OBJECT]->(:Entity)
WHERE d.name CONTAINS $document
RETURN p
ORDER BY s.id
LIMIT 200
