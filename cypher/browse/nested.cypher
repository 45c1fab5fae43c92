// Cities beside their provinces
// Answers: a unit and the unit that it lies in, where both have ties with one country, and by which layers each
MATCH (small:Entity)-[:LOCATED_IN]->(large:Entity)
WHERE large.kind IN ['Province', 'ForeignSNG']
MATCH (small)-[r]-(one:Entity)
WHERE r.layer IS NOT NULL AND one.country <> small.country
MATCH (large)-[q]-(other:Entity)
WHERE q.layer IS NOT NULL AND other.country = one.country
WITH large, small, one, q, r
ORDER BY q.layer, r.layer
RETURN large.name AS unit, small.name AS part, one.country AS country, collect(DISTINCT q.layer) AS layers_of_unit,
       collect(DISTINCT r.layer) AS layers_of_part, large.id AS unit_id, small.id AS part_id
ORDER BY unit_id, part_id, country
