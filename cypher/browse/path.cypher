// Path between two actors
// Answers: a shortest way from one to the other through ties, as a picture
// Parameter: one = "CN-YN": id of one
// Parameter: other = "ZM": id of the other
MATCH (a:Entity {id: $one}), (b:Entity {id: $other})
MATCH p = shortestPath((a)-[*..6]-(b))
WHERE all(r IN relationships(p) WHERE r.layer IS NOT NULL)
RETURN p
