// Births per year
// Answers: question 11: how many ties began in each year; starts that are vaguer than a year are left out
// Parameter: layer = null: tie type, or type and kind, or null for all
MATCH (a:Entity)-[r]->(b:Entity)
WHERE r.layer IS NOT NULL AND ($layer IS NULL OR r.layer = $layer OR type(r) = $layer)
  AND r.start IS NOT NULL AND substring(r.start, 3, 1) <> 'X'
WITH toInteger(substring(r.start, 0, 4)) AS year, r
RETURN year AS year, count(r) AS births
ORDER BY year
