// A state and who reaches it
// Answers: the units of other countries that have ties with a state or anything in it, as a picture
// Parameter: state = "LA": id of the state
MATCH p = (there:Entity)-[r]-(u:Entity)
WHERE (there.id = $state OR there.country = $state)
  AND r.layer IS NOT NULL
  AND u.kind IN ['Province', 'LocalGovernment', 'ForeignSNG']
  AND u.country <> $state
RETURN p
ORDER BY u.id, r.layer, r.id
LIMIT 300
