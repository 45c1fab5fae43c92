"""Ties in a parsed sentence: triggers, the roles about them, and pairs of names that the schema allows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from graph.model import Mode
from ingest.kinds import PLACES
from ingest.names.coreference import takes_place
from ingest.names.name import Name
from ingest.parse.parse import Parsed
from ingest.parse.role_finder import RoleFinder
from ingest.parse.roles import Arg, Roles, faces_the_rest
from ingest.parse.trigger_places import (
    alone,
    by_nobody,
    directly,
    done_by_another,
    done_in,
    has_object,
    is_of_a_firm,
    of_another,
    one_of_them,
    says_with_whom,
    stands,
)
from ingest.prose.best import best_of
from ingest.prose.continuation import centre
from ingest.prose.couples import coupled
from ingest.prose.elliptic import gapped, next_pairs, paralleled, ranked
from ingest.prose.pending import Pending
from ingest.prose.tie_mode import tie_mode
from ingest.prose.ties import Tie, may_join
from ingest.triggers.trigger import Pattern, Trigger, TriggerHit, Triggers
from ingest.words.forms import inflected
from ingest.words.lexicon import any_of, phrases
from ingest.words.lexicon import words as word_list

MAX_PAIRS = 24  # pairs of one sentence: beyond that it is a table in disguise
_COST = 0.93
_NOTHING: Mapping[str, Name] = {}
_PAPERS = inflected(phrases("papers"))
_OTHERS = word_list("other_side")
_ABOUT = _PAPERS | inflected(word_list("treats_of"))
_NO_TRADE = re.compile(rf"\b{any_of(phrases('named_for_trade'))}\b")
_THINGS = frozenset(["Project", "SOE", "Enterprise"])
_NEAR = 6  # words between "border" and "between"
_OF_NO_FIRMS = frozenset(["AIDS", "CONFLICTS_WITH", "HOSTS", "INFLUENCES", "MEMBER_OF", "PARTICIPATES_IN", "VISITED"])
_SAID = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


class RelationReader:
    """Reads the ties of parsed sentences. `contains` says whether a place lies in another."""

    def __init__(self, triggers: Triggers, contains: Callable[[Name, Name], bool]) -> None:
        self._triggers = triggers
        self._contains = contains

    def read(self, item: Pending, parsed: Parsed, left_out: set[Name], before: list[Name]) -> list[Tie]:
        """The ties of a sentence, the surest reading of each pair and type, special types before general ones.

        `left_out` are names that are no ends, `before` is what its pronouns may mean.
        """
        text, topic = item.text, centre(before) or item.topic
        names = [n for n in item.names if n not in left_out]
        own = _pair(names)
        both = own or _pair(item.near)
        doc = parsed.doc
        words = ["" if t.i in parsed.slots else t.lower_ for t in doc]
        plain = _without_things(text, names).lower()
        said = frozenset(_SAID.findall(_NO_TRADE.sub(" ", plain) if "trade " in plain else plain))
        finder = RoleFinder(parsed, left_out, before, item.entry.own)
        cache: dict[tuple[str, int, int], Roles] = {}
        found: list[Tie] = []
        for hit in self._triggers.find(words):
            if not stands(hit, parsed, said) or (hit.trigger.headed and not hit.trigger.headed & item.heading):
                continue
            many = hit.trigger.many_persons
            if many is not None and hit.pos == "verb" and finder.many_persons(doc[hit.anchor]) is not many:
                continue
            key = (hit.pos, hit.first, hit.last)
            roles = cache.get(key)
            if roles is None:
                anchor = doc[hit.anchor]
                roles = finder.of_noun(anchor, hit.first) if hit.pos == "noun" else finder.of_verb(anchor)
                if hit.pos == "verb" and hit.last > hit.first:
                    for role, args in finder.prepositions(doc[hit.last]):
                        roles.add(role, args)
                self._left_unsaid(roles, hit, parsed, text, topic, item.met)
                _of_the_event_before(roles, hit, parsed, names)
                if hit.pos == "noun":
                    at = _span(parsed, hit)
                    shared = [] if any(a.cost == 0 for a in roles.get("with")) else both
                    roles.add("both", [Arg(n if own else _implied(n, text, at), 2, k) for k, n in enumerate(shared)])
                cache[key] = roles
            if hit.trigger.object_words and not has_object(hit, roles, parsed):
                continue
            if hit.trigger.under and not (hit.trigger.under & {g.lower() for g in roles.governing}):
                continue
            inside = item.contained if hit.trigger.whole else ()
            whole = {c.inner.key: c.outer for c in inside if c.inner.kind != "Province"}
            found += self._of_trigger(hit, roles, parsed, words, whole)
            if hit.pos == "noun" and (roles.get("between") or roles.reached == "dobj"):
                for again in finder.repeated(doc[hit.anchor]):
                    found += self._of_trigger(hit, again, parsed, words)
        found = paralleled(coupled(found, text), text, names)
        more = gapped(found, text, names) + ranked(found, text, names) + next_pairs(found, text, names)
        return best_of(found + more)[:MAX_PAIRS]

    @staticmethod
    def _left_unsaid(
        roles: Roles, hit: TriggerHit, parsed: Parsed, text: str, topic: Name | None, met: Name | None
    ) -> None:
        """Adds what other sentences spoke of, where this one may mean it: the place they are about, an event."""
        doc, at = parsed.doc, _span(parsed, hit)
        if met is not None and (hit.pos == "noun" or alone(doc[hit.anchor], parsed)):
            roles.add("told", [Arg(_implied(met, text, at), 2, -1)])
            roles.add("met", roles.get("told") if takes_place(met) else [])
        if topic is None:
            return
        about = [Arg(_implied(topic, text, at), 3, -1)]
        if hit.pos == "verb" and alone(doc[hit.anchor], parsed):
            roles.add("here", about)
        if hit.pos == "noun" and not done_by_another(roles, doc):
            roles.add("topic", about)
        if by_nobody(roles, doc):
            roles.add("unsaid", about)

    def _of_trigger(
        self, hit: TriggerHit, roles: Roles, parsed: Parsed, words: list[str], whole: Mapping[str, Name] = _NOTHING
    ) -> list[Tie]:
        mode: Mode | None = None
        found: list[Tie] = []
        trigger = hit.trigger
        for rank, pattern in enumerate(trigger.patterns):
            if not (roles.has(pattern.left) and roles.has(pattern.right)):
                continue
            if _tells_of_others(pattern, hit, roles, parsed):
                continue
            pairs = self._pairs(pattern, roles, "respectively" in words)
            if trigger.mutual:
                pairs = [pair for a, b, order in pairs for pair in ((a, b, order), (b, a, order))]
            countries = {a.name.land for a in roles.get(pattern.left)} - {None}
            several = len(countries) > 1 if trigger.tie == "COOPERATES_WITH" else len(roles.get(pattern.left)) > 2
            joins_states = pattern.paired and trigger.tie in ("COOPERATES_WITH", "SISTER_OF") and several
            for left, right, order in pairs:
                if whole:
                    left, right = (replace(a, name=whole.get(a.name.key, a.name)) for a in (left, right))
                if joins_states and left.name.land == right.name.land:
                    continue  # a meeting of several states' units joins them over the border; "sisters: A, B and C"
                if trigger.tie == "BORDERS" and pattern.left == "between" and abs(left.within - hit.last) > _NEAR:
                    continue  # "under an agreement between A and B, ... along the border": of something else
                if not self._may_be_ends(trigger, left, right, parsed):
                    continue
                mode = mode or tie_mode(hit, roles, parsed)
                sure = round(trigger.confidence * _COST ** (left.cost + right.cost + (1 if rank > 4 else 0)), 3)
                at, stop = parsed.offset(hit.first), parsed.offset(hit.last)
                found.append(Tie(trigger, str(pattern), left.name, right.name, mode, sure, at, stop, zipped=order))
            if found and not trigger.every:
                break  # patterns stand in order: the first that holds is what the sentence says
        return found

    def _may_be_ends(self, trigger: Trigger, left: Arg, right: Arg, parsed: Parsed) -> bool:
        """Whether a trigger may join two names as they stand in the sentence."""
        one, other = left.name, right.name
        if one.key == other.key or not may_join(trigger, one, other, self._contains):
            return False
        if (trigger.person and not one.person) or (trigger.abroad and one.land == other.land):
            return False
        if trigger.tie in _OF_NO_FIRMS and (_is_guessed(one) or _is_guessed(other)):
            return False
        return trigger.tie != "COOPERATES_WITH" or not any(
            a.name.kind == "State" and a.token >= 0 and is_of_a_firm(parsed.doc[a.token]) for a in (left, right)
        )

    @staticmethod
    def _pairs(pattern: Pattern, roles: Roles, respectively: bool) -> Iterable[tuple[Arg, Arg, int | None]]:
        left = roles.get(pattern.left)
        if pattern.paired:
            if pattern.left == "subj" and roles.reached and not directly(roles):
                return []
            held = Counter(a.token for a in left)
            across = len(held) == 2 and max(held.values()) >= 3  # "between A and B, C and D": A with each of them
            mod = pattern.left == "mod"
            one_side = pattern.left == "between" and faces_the_rest(left)  # "between Texas and China and Japan"
            return [
                (a, b, None)
                for i, a in enumerate(left)
                for b in left[i + 1 :]
                if (mod or a.group != b.group or a.group < 0)
                and (not across or a.token != b.token)
                and not (one_side and i)
                and a.within == b.within
                and not (a.token == b.token and "these " in a.name.printed.lower())  # of each with a third
            ]
        right = [a for a in roles.get(pattern.right) if a.cost == 0 or not pattern.direct]
        if pattern.left == "with" and len(left) > 1 and len(right) > 1:
            return []  # "partnerships in A with B, in C with D": each in its own state, not in the other's
        one = pattern.left == pattern.right  # "Ohio's Tokyo office": whose it is stands first
        if respectively and len(left) == len(right) > 1:
            return [(a, b, i) for i, (a, b) in enumerate(zip(left, right, strict=True))]
        return [
            (a, b, (i if len(left) > 1 else j) if respectively else None)
            for i, a in enumerate(left)
            for j, b in enumerate(right)
            if (a.token < b.token if one else a.token != b.token) or a.token < 0  # not "the partner regions A and B"
        ][: MAX_PAIRS * 2]


def _tells_of_others(pattern: Pattern, hit: TriggerHit, roles: Roles, parsed: Parsed) -> bool:
    """Whether what stands in the roles of a pattern is not what the trigger joins in this sentence."""
    trigger, ends = hit.trigger, str(pattern)
    owned = hit.pos == "noun" and any(a.cost == 0 and not a.name.anaphor for a in roles.get("poss"))
    if owned and pattern.left == "subj" and trigger.reads("poss", pattern.right):
        return True  # "C praised A's cooperation with B": not C's
    if pattern.left == "poss" and roles.get("subj") and "first" in roles.governing:
        return True  # "A signed China's first agreement with B": not China's
    if ends == "subj>in" and roles.get("between"):
        return True  # "the agreement between A and B in C": not with C
    if ends == "subj>with" and trigger.object_words and of_another(hit, parsed):
        return True  # "C cancelled A's agreement with B": not C's
    if pattern.paired and pattern.left == "subj" and (says_with_whom(hit, parsed) or one_of_them(hit, parsed)):
        return True
    if pattern.paired and pattern.left == "obj" and roles.get("poss"):
        return True  # "Kunming counts A and B among its sister cities": not each other's
    if ends in ("subj>poss", "subj+subj") and _with_others(hit, roles, parsed):
        return True
    if ends == "subj+subj" and _of_another(hit, roles, parsed):
        return True
    about = _ABOUT if "subj" in (pattern.left, pattern.right) else _PAPERS
    # "signed an agreement on trade", "deepen exchanges in trade": on that
    return trigger.tie == "TRADES_WITH" and bool(about & (roles.governing | done_in(roles, parsed)))


def _of_the_event_before(roles: Roles, hit: TriggerHit, parsed: Parsed, names: list[Name]) -> None:
    """ "The fair opened in A, and B attended": the event of the clause before, where a verb says nothing of what."""
    if roles.get("met") or hit.pos != "verb" or not alone(parsed.doc[hit.anchor], parsed):
        return
    at = parsed.offset(hit.first)
    events = {n.key: n for n in names if n.kind == "Event" and n.end <= at and takes_place(n)}
    if len(events) == 1:
        roles.add("met", [Arg(name, 1, -1) for name in events.values()])


def _is_guessed(name: Name) -> bool:
    """A firm of one word that nothing but its capital tells: it may be a person, "Yamamoto warned of a war"."""
    return name.provisional and name.kind == "Enterprise" and name.printed.isalpha()


def _without_things(text: str, names: list[Name]) -> str:
    """The text without the names of works and firms: the "Friendship Bridge" makes nobody friends."""
    for name in names:
        if name.kind in _THINGS and text[name.start : name.end] == name.printed:
            text = text[: name.start] + " " * (name.end - name.start) + text[name.end :]
    return text


def _span(parsed: Parsed, hit: TriggerHit) -> tuple[int, int]:
    """Where the trigger's words stand in the sentence."""
    return parsed.offset(hit.first), parsed.offset(hit.last) + len(parsed.doc[hit.last].text)


def _implied(name: Name, text: str, at: tuple[int, int]) -> Name:
    """A name of another sentence where this one implies it: the trigger's words are printed in its place."""
    return replace(name, start=at[0], end=at[1], printed=text[at[0] : at[1]], anaphor=True)


def _pair(names: list[Name]) -> list[Name]:
    """The two places that a text speaks of, where it speaks of two: "bilateral trade" is theirs."""
    places = list({n.key: n for n in reversed(names) if n.kind in PLACES and n.kind != "Region"}.values())
    return places[::-1] if len(places) == 2 else []


def _with_others(hit: TriggerHit, roles: Roles, parsed: Parsed) -> bool:
    """ "A and B signed with their partners abroad": theirs, so that the partners are others."""
    if hit.pos != "noun" or parsed.doc[hit.anchor].lower_ not in _OTHERS:
        return False
    owners = {a.name.key for a in roles.get("poss")}
    return bool(owners) and owners <= {a.name.key for a in roles.get("subj")}


def _of_another(hit: TriggerHit, roles: Roles, parsed: Parsed) -> bool:
    """ "A and B are rivals of the coast", "A, B and C became partners", "A and B have sister cities, including C": of
    others, or of one who is not said."""
    if hit.pos != "noun":
        return False
    if any(a.name.kind in PLACES for a in roles.get("incl")):
        return True
    if parsed.doc[hit.anchor].lower_ not in _OTHERS:
        return False
    after = parsed.doc[hit.anchor + 1 : hit.anchor + 2]
    return any(t.lower_ == "of" for t in after) or len({a.name.key for a in roles.get("subj")}) > 2
