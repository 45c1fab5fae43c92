"""Which of a sentence's candidate ties stay: the surest of each pair, without what another says better."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from graph.model import Mode
from graph.schema import schema
from ingest.prose.ties import Tie

_TOGETHER = frozenset(["PARTICIPATES_IN", "MEMBER_OF", "ESTABLISHED", "HOSTS"])
_MANY = 5  # who do something together that none of them does with one other
# What lies beside or within another has that whatever they do together; a clear cooperation stands beside occasions.
_BESIDE = frozenset(["BORDERS", "PART_OF"])
_OCCASIONS = frozenset(["VISITED", "TRADES_WITH", "INVESTS_IN", "AIDS"])
_CLEAR = 0.6


def best_of(found: Iterable[Tie]) -> list[Tie]:
    """One tie of each pair and type, without what another one says better, in the order of the sentence."""
    kept = _without_general(_surest(found))
    kept = _without_partners(kept)
    kept = _without_rounds(kept)
    return sorted(kept, key=lambda t: (t.at, t.subject.start, t.object.start, t.trigger.id))


def _pair(tie: Tie) -> frozenset[str]:
    return frozenset((tie.subject.key, tie.object.key))


def _surest(found: Iterable[Tie]) -> list[Tie]:
    """The surest tie of each pair and type."""
    types = schema().ties
    best: dict[tuple[str, str, str], Tie] = {}
    for tie in found:
        ends = (tie.subject.key, tie.object.key)
        if types[tie.trigger.tie].symmetric:
            ends = (min(ends), max(ends))
        key = (ends[0], tie.trigger.tie, ends[1])
        old = best.get(key)
        if old is None or _sureness(tie) > _sureness(old):
            best[key] = tie
    return list(best.values())


def _sureness(tie: Tie) -> tuple[bool, float, int]:
    """What is done comes before what is planned, the surer before the less sure, the first before the next."""
    return tie.mode is not Mode.PLANNED, tie.confidence, -tie.at


def _without_general(ties: list[Tie]) -> list[Tie]:
    """The ties without the general ones of pairs that have a special one."""
    special: dict[frozenset[str], set[str]] = {}
    for tie in ties:
        if not tie.trigger.general:
            special.setdefault(_pair(tie), set()).add(tie.trigger.tie)
    return [t for t in ties if not t.trigger.general or not _yields(t, special.get(_pair(t), set()))]


def _yields(tie: Tie, special: set[str]) -> bool:
    """Whether a general tie yields to those special types of its pair; broken ones stand beside their conflict."""
    types = special - _BESIDE
    if tie.trigger.tie == "COOPERATES_WITH" and tie.confidence >= _CLEAR:
        types = types - _OCCASIONS
    return bool(types - {"CONFLICTS_WITH"} if tie.mode is Mode.ENDED else types)


def _without_partners(ties: list[Tie]) -> list[Tie]:
    """The ties without those between two partners of a third: "A signed agreements with B in 1998 and C in 2001"."""
    by_words: dict[tuple[str, int], list[Tie]] = {}
    for tie in ties:
        by_words.setdefault((tie.trigger.tie, tie.at), []).append(tie)
    return [t for t in ties if not _are_partners(t, by_words[t.trigger.tie, t.at])]


def _are_partners(tie: Tie, beside: list[Tie]) -> bool:
    """Whether a surer reading of the same words joins both ends of a tie with one and the same third."""
    if "+" in tie.pattern or len(beside) < 3:
        return False
    surer = [_pair(t) for t in beside if t.trigger.id != tie.trigger.id and t.confidence > tie.confidence]
    ends = (tie.subject.key, tie.object.key)
    of_one, of_other = ({end for pair in surer if own in pair for end in pair - {own}} for own in ends)
    return not of_one.isdisjoint(of_other)


def _without_rounds(ties: list[Tie]) -> list[Tie]:
    """The ties without those of everybody with everybody, where many act together ("A, B, C, D and E signed").

    Each is then a party to what they signed or held; so are fewer of whom the sentence says to what they belong.
    """
    rounds: dict[tuple[str, str, int], list[Tie]] = {}
    for tie in ties:
        if tie.trigger.tie == "COOPERATES_WITH" and tie.trigger.general and "+" in tie.pattern:
            rounds.setdefault((tie.trigger.id, tie.pattern, tie.at), []).append(tie)
    joined = {t.subject.key for t in ties if t.trigger.tie in _TOGETHER}
    dropped: set[int] = set()
    for round_ in rounds.values():
        members = frozenset[str]().union(*map(_pair, round_))
        everybody = len(round_) >= _all_pairs(round_) and not _about_one(round_)
        if everybody and (len(members) >= _MANY or (len(members) > 2 and members <= joined)):
            dropped.update(map(id, round_))
    return [t for t in ties if id(t) not in dropped]


def _all_pairs(ties: list[Tie]) -> int:
    """How many pairs those of the ties can make; of several states, only those over a border."""
    country = {n.key: n.land for t in ties for n in (t.subject, t.object)}
    abroad = all(country[t.subject.key] != country[t.object.key] for t in ties)
    return sum(not abroad or country[a] != country[b] for a, b in combinations(country, 2))


def _about_one(ties: list[Tie]) -> bool:
    """Whether one and the same is an end of all the ties: "between A and B, C and D"."""
    return bool(frozenset.intersection(*map(_pair, ties)))
