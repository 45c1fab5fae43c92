// Sectors abroad
// Answers: in which sectors firms operate in which countries
MATCH (f:Entity)-[r:OPERATES_IN]->(place:Entity)
RETURN coalesce(r.sector, 'not stated') AS sector, coalesce(place.country, place.id) AS country, count(r) AS ties,
       count(DISTINCT f.id) AS firms
ORDER BY ties DESC, sector, country
