// Meetings and their hosts
// Answers: who hosts which event or mechanism, and who takes part in it, as a picture
MATCH p = (:Entity)-[r:HOSTS]->(:Entity)<-[q:PARTICIPATES_IN|MEMBER_OF]-(:Entity)
RETURN p
ORDER BY r.id, q.id
LIMIT 200
