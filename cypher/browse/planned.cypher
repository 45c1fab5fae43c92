// Planned and denied
// Answers: what was announced or denied, and is no tie therefore
MATCH (d:Document)-[:STATES]->(s:Statement)
WHERE s.mode IN ['planned', 'denied']
RETURN s.mode AS mode, s.subject AS subject, s.tie AS tie, s.object AS object, s.when AS dates, s.text AS text,
       d.name AS document, s.id AS statement
ORDER BY mode, subject, object, statement
