// Roles of brokers
// Answers: the roles of question 6 by country: open two-paths from one over the broker to another
// Parameter: layer = null: tie type, or type and kind, or null for all
MATCH (a:Entity)-[r]-(b:Entity)
WHERE r.layer IS NOT NULL AND ($layer IS NULL OR r.layer = $layer OR type(r) = $layer)
  AND a.id <> b.id AND (r.symmetric OR endNode(r).id = b.id)
  AND a.country IS NOT NULL AND b.country IS NOT NULL
WITH DISTINCT a, b
MATCH (b)-[q]-(c:Entity)
WHERE q.layer IS NOT NULL AND ($layer IS NULL OR q.layer = $layer OR type(q) = $layer)
  AND c.id <> b.id AND c.id <> a.id AND (q.symmetric OR startNode(q).id = b.id)
  AND c.country IS NOT NULL
WITH DISTINCT a, b, c
OPTIONAL MATCH (a)-[t]-(c)
WHERE t.layer IS NOT NULL AND ($layer IS NULL OR t.layer = $layer OR type(t) = $layer)
  AND (t.symmetric OR startNode(t).id = a.id)
WITH a, b, c, count(t) AS closed
WHERE closed = 0
RETURN b.id AS id, b.name AS name,
       sum(CASE WHEN a.country = b.country AND b.country = c.country THEN 1 ELSE 0 END) AS coordinator,
       sum(CASE WHEN a.country <> b.country AND b.country = c.country THEN 1 ELSE 0 END) AS gatekeeper,
       sum(CASE WHEN a.country = b.country AND b.country <> c.country THEN 1 ELSE 0 END) AS representative,
       sum(CASE WHEN a.country = c.country AND a.country <> b.country THEN 1 ELSE 0 END) AS consultant,
       sum(CASE WHEN a.country <> b.country AND b.country <> c.country AND a.country <> c.country
                THEN 1 ELSE 0 END) AS liaison,
       count(c) AS brokerage
ORDER BY brokerage DESC, id
