// History of a pair
// Answers: question 10 for two: every dated stretch and occasion of their ties, undated ties last
// Parameter: place = "CN-HA": id of one
// Parameter: other = "ZM": id of the other
MATCH (a:Entity {id: $place})-[r]-(b:Entity {id: $other})
WHERE r.layer IS NOT NULL
WITH r, coalesce(r.intervals, []) + coalesce(r.occasions, []) AS dates
UNWIND CASE WHEN size(dates) = 0 THEN [null] ELSE dates END AS when
RETURN when AS when, r.layer AS layer, r.status AS status, r.id AS tie
ORDER BY coalesce(when, '9999'), layer, tie
