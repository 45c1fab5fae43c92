"""A mapping with rules of every kind."""

RULES = """
skip:
  - when: {sort: list}
    reason: a list, not a tie
confidence: {column: sure}
source: [s1, s2]
emit:
  - name: team
    when: {sort: {matches: team$}}
    tie: TWINNED_WITH
    kind: medical_team
    subject: &unit {column: a}
    object: &state {column: b, kind: State}
    mechanism: Chinese medical teams
    mode: {column: mode, values: {over: ended}, default: done}
    detail: [{column: note, label: said}]
  - name: trade
    when: {sort: {is: [trade, Exports]}, b: {not: Laos, empty: false}}
    tie: TRADES_WITH
    subject: *unit
    object: *state
    value: {column: value}
    unit: {column: value, pick: '([a-z]+)$', replace: [{pattern: '[0-9., ]+'}]}
    currency: USD
    share: {column: share}
    flow: {column: sort, values: {Exports: export}, default: total}
"""
