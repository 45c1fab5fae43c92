// Trade of a place
// Answers: with whom a place trades, and the figures that its sources give
// Parameter: place = "CN-YN": id of the place
MATCH (:Entity {id: $place})-[r:TRADES_WITH]-(other:Entity)
RETURN other.name AS other, r.figures AS figures, r.value AS value, r.unit AS unit, r.currency AS currency, r.id AS tie
ORDER BY other, tie
