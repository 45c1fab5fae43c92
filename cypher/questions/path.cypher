// Length of the shortest way
// Answers: question 14: how many steps of ties lie between two actors
// Parameter: actor = "CN-JX": id of one
// Parameter: other = "TH": id of the other
MATCH (a:Entity {id: $actor}), (b:Entity {id: $other})
MATCH p = shortestPath((a)-[:SISTER_OF|TWINNED_WITH|PARTICIPATES_IN|MEMBER_OF|HOSTS|VISITED|TRADES_WITH|INVESTS_IN|OPERATES_IN|BASED_IN|CLUSTERS_IN|OWNS|COOPERATES_WITH|AIDS|FUNDS|SUPPLIES|IMPLEMENTS|PART_OF|BORDERS|INFLUENCES|CONFLICTS_WITH|REPRESENTED_IN|ESTABLISHED*..12]-(b))
RETURN length(p) AS length
