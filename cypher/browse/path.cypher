// Path between two actors
// Answers: a shortest way from one to the other through ties, as a picture
// Parameter: one = "CN-YN": id of one
// Parameter: other = "ZM": id of the other
MATCH (a:Entity {id: $one}), (b:Entity {id: $other})
MATCH p = shortestPath((a)-[:SISTER_OF|TWINNED_WITH|PARTICIPATES_IN|MEMBER_OF|HOSTS|VISITED|TRADES_WITH|INVESTS_IN|OPERATES_IN
                   |BASED_IN|CLUSTERS_IN|OWNS|COOPERATES_WITH|AIDS|FUNDS|SUPPLIES|IMPLEMENTS|PART_OF|BORDERS|INFLUENCES
                   |CONFLICTS_WITH|REPRESENTED_IN|ESTABLISHED*..6]-(b))
RETURN p
