// A place with its ties
// Answers: everything that a place has ties with, as a picture
// Parameter: place = "CN-YN": id of the place
MATCH p = (a:Entity {id: $place})-[r]-(b:Entity)
WHERE r.layer IS NOT NULL
RETURN p
ORDER BY r.layer, b.id
LIMIT 300
