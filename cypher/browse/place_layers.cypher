// A place by layers
// Answers: how many ties a place has in each layer, with how many partners, and from when to when
// Parameter: place = "CN-YN": id of the place
MATCH (a:Entity {id: $place})-[r]-(b:Entity)
WHERE r.layer IS NOT NULL
RETURN r.layer AS layer, count(r) AS ties, count(DISTINCT b.id) AS partners,
       min(r.start) AS first, sum(CASE WHEN r.since IS NULL THEN 1 ELSE 0 END) AS undated
ORDER BY ties DESC, layer
