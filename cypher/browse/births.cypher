// When ties began
// Answers: how many dated ties of each layer began in each year
MATCH (:Entity)-[r]->(:Entity)
WHERE r.layer IS NOT NULL AND r.start IS NOT NULL
RETURN substring(r.start, 0, 4) AS year, r.layer AS layer, count(r) AS ties
ORDER BY year, layer
