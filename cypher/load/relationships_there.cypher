// Relationships that Subties wrote before
// Answers: id, stamp and ends of each; of some groups only when `groups` is given
// Template: __TYPE__: a tie type or a link of the schema
// Parameter: groups: list of three hexadecimal digits each, or null for all
MATCH (a)-[r:`__TYPE__`]->(b)
WHERE r.subties IS NOT NULL AND ($groups IS NULL OR substring(r.subties, 0, 3) IN $groups)
RETURN r.id AS id, r.subties AS stamp, a.id AS source, b.id AS target
