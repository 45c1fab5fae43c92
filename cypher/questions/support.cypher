// Support of ties
// Answers: question 13: how many statements and documents speak of each tie, and what they contradict each other in
// Parameter: layer = null: tie type, or type and kind, or null for all
MATCH (a:Entity)-[r]->(b:Entity)
WHERE r.layer IS NOT NULL AND ($layer IS NULL OR r.layer = $layer OR type(r) = $layer)
RETURN r.id AS id, a.name AS subject, r.layer AS layer, b.name AS object, r.n_statements AS statements,
       r.n_documents AS documents, r.confidence AS confidence, coalesce(r.contradictions, []) AS contradictions
ORDER BY size(contradictions) DESC, documents, statements, id
