// Entities by name
// Answers: makes looking up an entity by its name fast
CREATE INDEX subties_Entity_name IF NOT EXISTS
FOR (n:Entity) ON (n.name)
