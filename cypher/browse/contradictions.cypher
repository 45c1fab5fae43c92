// Contradictions between sources
// Answers: ties whose sources do not agree, what they contradict each other in, and how many documents speak of them
MATCH (a:Entity)-[r]->(b:Entity)
WHERE r.contested
RETURN a.name AS subject, r.layer AS layer, b.name AS object, r.contradictions AS contradictions,
       r.n_documents AS documents, r.id AS tie
ORDER BY subject, layer, object, tie
