// Relationships that Subties wrote before
// Answers: type, id, stamp and ends of each; of some groups only when `groups` is given
// Parameter: groups: list of three hexadecimal digits each, or null for all
MATCH (a)-[r]->(b)
WHERE r.subties IS NOT NULL AND ($groups IS NULL OR substring(r.subties, 0, 3) IN $groups)
RETURN type(r) AS type, r.id AS id, r.subties AS stamp, a.id AS source, b.id AS target
