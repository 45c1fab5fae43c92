// Timeline of a pair
// Answers: what happened between two, in the order in which it began
// Parameter: one = "CN-YN": id of one
// Parameter: other = "LA": id of the other
MATCH (a:Entity {id: $one})-[r]-(b:Entity {id: $other})
WHERE r.layer IS NOT NULL
UNWIND coalesce(r.intervals, r.occasions, ['undated']) AS dates
RETURN dates AS dates, r.layer AS layer, startNode(r).name AS subject, endNode(r).name AS object, r.status AS status,
       r.figures AS figures, r.id AS tie
ORDER BY dates, layer, tie
