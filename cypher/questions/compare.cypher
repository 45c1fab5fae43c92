// Two places side by side
// Answers: question 18 for places: the partners of either, and by which layers each has them
// Parameter: one = "CN-YN": id of one
// Parameter: other = "CN-HA": id of the other
MATCH (p:Entity)-[r]-(o:Entity)
WHERE p.id IN [$one, $other] AND r.layer IS NOT NULL AND o.id <> p.id
WITH DISTINCT o, p.id AS side, r.layer AS layer
ORDER BY o.id, layer
WITH o, collect(CASE WHEN side = $one THEN layer END) AS layers_one,
     collect(CASE WHEN side = $other THEN layer END) AS layers_other
RETURN o.id AS id, o.name AS what, layers_one AS layers_one, layers_other AS layers_other,
       CASE WHEN size(layers_one) > 0 AND size(layers_other) > 0 THEN 'both'
            WHEN size(layers_one) > 0 THEN 'one' ELSE 'other' END AS where
ORDER BY where, what, id
