// Ties of a place
// Answers: question 1, the ties of a place, alive in a year, by layer; a tie without dates is alive in no year
// Parameter: place = "CN-YN": id of the place
// Parameter: type = null: tie type such as SISTER_OF, or null for all
// Parameter: year = null: calendar year, or null for all times
MATCH (p:Entity {id: $place})-[r]-(o:Entity)
WHERE r.layer IS NOT NULL
  AND ($type IS NULL OR type(r) = $type)
  AND ($year IS NULL OR any(i IN range(0, size(coalesce(r.since, [])) - 1)
                            WHERE r.since[i] <= $year AND $year <= r.until[i]))
RETURN r.id AS id, type(r) AS type, r.kind AS kind,
       CASE WHEN r.symmetric THEN 'both' WHEN startNode(r).id = $place THEN 'out' ELSE 'in' END AS direction,
       o.id AS other_id, o.name AS other, o.kind AS other_kind, o.country AS other_country,
       r.start AS start, r.end AS end, r.status AS status, r.contested AS contested, r.confidence AS confidence,
       r.n_documents AS n_documents
ORDER BY type, coalesce(kind, ''), start, other_id
