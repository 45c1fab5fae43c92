// Firms of a province, by sector
// Answers: the firms that a province owns or is the seat of, where they operate, and in which sector
// Parameter: province = "CN-JX": id of the province
MATCH (p:Entity {id: $province})-[:OWNS|BASED_IN]-(f:Entity)
WHERE f.kind IN ['SOE', 'Enterprise']
WITH DISTINCT f
OPTIONAL MATCH (f)-[r:OPERATES_IN]->(place:Entity)
RETURN coalesce(r.sector, 'not stated') AS sector, f.name AS firm, f.kind AS kind, place.name AS operates_in,
       r.start AS start, f.id AS id
ORDER BY sector, firm, operates_in
