// Where firms of one province meet
// Answers: the observed part of question 15: foreign states in which two or more firms of a province operate
MATCH (home:Entity)-[h:OWNS|BASED_IN]-(firm:Entity)
WHERE home.level = 'first' AND firm.kind IN ['SOE', 'Enterprise']
  AND ((type(h) = 'OWNS' AND startNode(h).id = home.id) OR (type(h) = 'BASED_IN' AND endNode(h).id = home.id))
WITH DISTINCT home, firm
MATCH (firm)-[:OPERATES_IN]->(place:Entity)
WITH DISTINCT home, firm, CASE WHEN place.kind = 'State' THEN place.id ELSE place.country END AS state
WHERE state IS NOT NULL AND state <> coalesce(firm.country, '')
WITH home, firm, state
ORDER BY firm.name
WITH home, state, collect(firm.name) AS names
WHERE size(names) > 1
RETURN home.id AS province_id, home.name AS province, state AS state_id, size(names) AS firms, names AS names
ORDER BY firms DESC, province_id, state_id
