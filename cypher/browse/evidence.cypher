// Evidence of a tie
// Answers: the sentences and rows that a tie stands on: document, words, how they were read
// Parameter: tie = "tie:18133707f51ba16a": id of the tie
MATCH (:Entity)-[r {id: $tie}]->(:Entity)
WHERE r.layer IS NOT NULL
UNWIND r.statements AS statement
MATCH (d:Document)-[:STATES]->(s:Statement {id: statement})
RETURN d.name AS document, s.page AS page, s.text AS text, s.mode AS mode, s.when AS dates, s.rule AS rule,
       s.confidence AS confidence, s.source AS source, s.id AS statement
ORDER BY document, page, statement
