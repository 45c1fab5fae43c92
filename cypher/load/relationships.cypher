// Relationships of one type
// Answers: makes them or sets their properties anew
// Template: __TYPE__: a tie type or a link of the schema
// Template: __SOURCE__: Entity, Document or Statement
// Template: __TARGET__: Entity, Document or Statement
// Parameter: rows: each with id, source, target and properties
UNWIND $rows AS row
MATCH (a:`__SOURCE__` {id: row.source})
MATCH (b:`__TARGET__` {id: row.target})
MERGE (a)-[r:`__TYPE__` {id: row.id}]->(b)
SET r = row.properties
RETURN count(r) AS written
