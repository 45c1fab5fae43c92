// Successions
// Answers: what was followed by what under another name or in other borders: two entities, never one
MATCH (before:Entity)-[r:SUCCEEDED_BY]->(after:Entity)
RETURN before.name AS before, r.when AS when, after.name AS after, r.note AS note, before.id AS before_id,
       after.id AS after_id
ORDER BY when, before_id, after_id
