"""Ties in a parsed sentence: triggers, the roles about them, and pairs of names that the schema allows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from graph.model import Mode
from graph.schema import schema
from ingest.mode import mode_of
from ingest.names import PLACES, Name
from ingest.parse import Parsed
from ingest.role_finder import RoleFinder
from ingest.roles import Arg, Roles, is_verb, misread_verb
from ingest.triggers import Pattern, Trigger, TriggerHit, Triggers
from ingest.word_forms import noun_forms, verb_forms

MAX_PAIRS = 24  # pairs of one sentence: beyond that it is a table in disguise
_ENDS = 16  # names of a sentence that are tried before it is parsed
_COST = 0.93
_SAID = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_DATE = r"in\s+(?:[A-Z][a-z]+\s+)?\d{4}"
_SIDE = (
    r"(?:(?:to|in|on|along)\s+(?:the|its)\s+)(?:(?:far\s+)?(?:north|south|east|west)[a-z-]*)"
    r"(?:\s+and\s+(?:north|south|east|west)[a-z-]*)?"
)
_GAP = re.compile(
    rf"^\s+(?:{_DATE}|{_SIDE})\s*,?\s*(?:and\s+|(?P<followed>followed\s+by\s+))?(?:with\s+)?(?:the\s+)?$|^\s*,\s*(?P<after>followed\s+by\s+)$"
)
_DATED = re.compile(rf"^(?:\s*\([^()]*\))?\s+(?:{_DATE}|{_SIDE})")
_LISTED = re.compile(r"^(?:\s*\([^()]*\))?(?:\s*,\s*|\s*,?\s*and\s+)(?:the\s+)?$")


def _listed_from(names: list[Name], text: str) -> list[Name]:
    """The names of the list that the first of them opens."""
    out = [names[0]]
    for name in names[1:]:
        if not _LISTED.match(text[out[-1].end : name.start]):
            break
        out.append(name)
    return out


@dataclass(frozen=True, slots=True)
class Tie:
    """A candidate tie of a sentence. `at` and `stop` are the trigger's offsets in it, for dates and values."""

    trigger: Trigger
    pattern: str
    subject: Name
    object: Name
    mode: Mode
    confidence: float
    at: int
    stop: int
    left_rank: int = 0
    zipped: int | None = None  # which of the dates of a "respectively" list is its own


def fits_ends(trigger: Trigger, subject: Name, object_: Name) -> bool:
    """Whether the trigger's and the schema's ends allow the two names, in that order."""
    declared = schema()
    tie = declared.ties[trigger.tie]
    for name, kinds in ((subject, trigger.subject_kinds), (object_, trigger.object_kinds)):
        if name.kind is None or not declared.fits(kinds, name.kind, name.entity):
            return False
    return declared.allows(subject.kind or "", tie.name, object_.kind or "", subject.entity, object_.entity)


class RelationReader:
    """Reads the ties of parsed sentences."""

    def __init__(self, triggers: Triggers, contains: Callable[[Name, Name], bool]) -> None:
        self._triggers = triggers
        self._contains = contains

    def possible(self, words: list[str], names: list[Name]) -> bool:
        """Whether any trigger among the words could join two of the names, by their kinds: parsing costs the most."""
        ends = list({n.key: n for n in names}.values())[:_ENDS]
        seen: set[str] = set()
        for hit in self._triggers.find(words):
            if hit.trigger.id in seen:
                continue
            seen.add(hit.trigger.id)
            for left in ends:
                for right in ends:
                    if left is not right and self._joins(hit.trigger, left, right):
                        return True
        return False

    def _joins(self, trigger: Trigger, left: Name, right: Name) -> bool:
        if not fits_ends(trigger, left, right):
            return False
        nested = self._contains(left, right) or self._contains(right, left)
        return not nested or trigger.tie in _MAY_CONTAIN

    def read(
        self,
        parsed: Parsed,
        text: str,
        names: list[Name],
        left_out: set[Name],
        before: list[Name],
        topic: Name | None = None,
        near: list[Name] | None = None,
    ) -> list[Tie]:
        """The ties of a sentence, the surest reading of each pair and type, special types before general ones."""
        names = [n for n in names if n not in left_out]
        own = _pair(names)
        both = own or _pair(near or [])
        doc = parsed.doc
        words = ["" if t.i in parsed.slots else t.lower_ for t in doc]
        said = frozenset(_SAID.findall(text.lower()))
        finder = RoleFinder(parsed, left_out, before)
        cache: dict[tuple[str, int, int], Roles] = {}
        found: list[Tie] = []
        for hit in self._triggers.find(words):
            if not self._stands(hit, parsed, said):
                continue
            key = (hit.pos, hit.first, hit.last)
            roles = cache.get(key)
            if roles is None:
                anchor = doc[hit.anchor]
                roles = finder.of_noun(anchor, hit.first) if hit.pos == "noun" else finder.of_verb(anchor)
                if hit.pos == "verb" and hit.last > hit.first:
                    for role, args in finder.prepositions(doc[hit.last]):
                        roles.add(role, args)
                if hit.pos == "noun":
                    at = _span(parsed, hit)
                    roles.add("topic", [Arg(_implied(topic, text, at), 3, -1)] if topic is not None else [])
                    roles.add("both", [Arg(n if own else _implied(n, text, at), 2, k) for k, n in enumerate(both)])
                cache[key] = roles
            if hit.trigger.object_words and not _has_object(hit, roles, parsed):
                continue
            if hit.trigger.under and not (hit.trigger.under & {g.lower() for g in roles.governing}):
                continue
            found += self._of_trigger(hit, roles, parsed, words)
        return _best(found + self._gapped(found, text, names))[:MAX_PAIRS]

    @staticmethod
    def _gapped(found: list[Tie], text: str, names: list[Name]) -> list[Tie]:
        """ "with A in 1990, B and C in 1991": what goes on without its verb."""
        out: list[Tie] = []
        for tie in found:
            last = max(tie.subject.end, tie.object.end)
            following = [n for n in names if n.start >= last and not n.demonym]
            while following and (gap := _GAP.match(text[last : following[0].start])):
                more = _listed_from(following, text)
                if not _DATED.match(text[more[-1].end : more[-1].end + 30]):
                    break
                if tie.pattern in ("between+between", "subj+subj"):
                    pairs = [(more[0], more[1])] if len(more) == 2 and gap["followed"] else []
                else:
                    pairs = [(tie.subject, n) for n in more if tie.object.start < n.start]
                out += [
                    weakened(replace(tie, subject=a, object=b), 0.9)
                    for a, b in pairs
                    if a.key != b.key and fits_ends(tie.trigger, a, b)
                ]
                last = more[-1].end
                following = [n for n in following if n.start >= last]
        return out

    @staticmethod
    def _stands(hit: TriggerHit, parsed: Parsed, said: frozenset[str]) -> bool:
        """Whether the part of speech fits, and of the words `said` those that the trigger asks for are there."""
        token = parsed.doc[hit.anchor]
        if hit.pos == "verb" and not (
            is_verb(token) or token.tag_.startswith("VB") or misread_verb(token, parsed.slots)
        ):
            return False
        if hit.pos == "verb" and token.dep_ in ("amod", "compound"):
            return False
        if hit.pos == "noun" and hit.first == hit.last and token.tag_.startswith("VB") and token.tag_ != "VBG":
            return False
        if hit.trigger.without_words & said:
            return False
        return not hit.trigger.with_words or bool(hit.trigger.with_words & said)

    def _of_trigger(self, hit: TriggerHit, roles: Roles, parsed: Parsed, words: list[str]) -> list[Tie]:
        mode: Mode | None = None
        found: list[Tie] = []
        for rank, pattern in enumerate(hit.trigger.patterns):
            pairs = self._pairs(pattern, roles, "respectively" in words)
            if hit.trigger.tie == "TRADES_WITH" and pattern.paired and _PAPERS & roles.governing:
                continue  # "signed an agreement on trade" tells of the agreement
            countries = {_country(a.name) for a in roles.get(pattern.left)}
            abroad = hit.trigger.tie == "COOPERATES_WITH" and len(countries - {None}) > 1
            for left, right, order in pairs:
                if left.name.key == right.name.key or not fits_ends(hit.trigger, left.name, right.name):
                    continue
                if hit.trigger.abroad and _country(left.name) == _country(right.name):
                    continue
                if pattern.paired and abroad and _country(left.name) == _country(right.name):
                    continue  # a meeting of several states' units joins them over the border
                nested = self._contains(left.name, right.name) or self._contains(right.name, left.name)
                if nested and hit.trigger.tie not in _MAY_CONTAIN:
                    continue
                mode = mode or _mode(hit, roles, parsed)
                cost = left.cost + right.cost + (1 if rank > 4 else 0)
                start = parsed.offset(hit.first)
                found.append(
                    Tie(
                        hit.trigger, str(pattern), left.name, right.name, mode,
                        round(hit.trigger.confidence * _COST**cost, 3), start, parsed.offset(hit.last), zipped=order,
                    )
                )  # fmt: skip
            if found:
                break  # patterns stand in order: the first that holds is what the sentence says
        return found

    @staticmethod
    def _pairs(pattern: Pattern, roles: Roles, respectively: bool) -> Iterable[tuple[Arg, Arg, int | None]]:
        left = roles.get(pattern.left)
        if pattern.paired:
            if pattern.left == "subj" and roles.reached and not _directly(roles):
                return []
            mod = pattern.left == "mod"
            return [
                (a, b, None)
                for i, a in enumerate(left)
                for b in left[i + 1 :]
                if mod or a.group != b.group or a.group < 0
            ][:MAX_PAIRS]
        right = [a for a in roles.get(pattern.right) if a.cost == 0 or not pattern.direct]
        if respectively and len(left) == len(right) > 1:
            return [(a, b, i) for i, (a, b) in enumerate(zip(left, right, strict=True))]
        return [
            (a, b, (i if len(left) > 1 else j) if respectively else None)
            for i, a in enumerate(left)
            for j, b in enumerate(right)
        ][: MAX_PAIRS * 2]


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


def _country(name: Name) -> str | None:
    return name.entity if name.kind == "State" else name.country


def _has_object(hit: TriggerHit, roles: Roles, parsed: Parsed) -> bool:
    """Whether the object of a verb, a name or a plain noun, ends in one of the words that the trigger asks for."""
    words = {a.name.printed.split()[-1].lower() for a in roles.get("obj")}
    objects = [c for c in parsed.doc[hit.anchor].children if c.dep_ in ("dobj", "nsubjpass")]
    words |= {c.lower_ for c in objects}
    return bool(hit.trigger.object_words & words)


def _directly(roles: Roles) -> bool:
    """Whether the subjects do it with each other: "A and B signed a treaty", not "A and B rank high in exchanges"."""
    light = {
        "been",
        "is",
        "are",
        "was",
        "were",
        "engage",
        "engaged",
        "entered",
        "enter",
        "entering",
        "participated",
        "agreed",
    }
    return roles.steps <= 2 and (roles.reached in ("dobj", "attr", "acomp", "oprd") or bool(light & roles.governing))


# Types that a text may well state between a place and what it lies in.
_MAY_CONTAIN = frozenset(["PART_OF", "OWNS", "CONFLICTS_WITH", "INFLUENCES", "MEMBER_OF", "FUNDS"])


def _mode(hit: TriggerHit, roles: Roles, parsed: Parsed) -> Mode:
    if hit.trigger.mode:
        return Mode(hit.trigger.mode)
    verb = roles.verb if hit.pos == "noun" else hit.anchor
    if hit.pos == "adj":
        verb = roles.verb
    mode = mode_of(parsed.doc, hit.anchor, verb, roles.chain)
    if mode is Mode.PLANNED and hit.pos == "noun" and _presupposed(hit, roles, parsed):
        return Mode.DONE
    return mode


def _presupposed(hit: TriggerHit, roles: Roles, parsed: Parsed) -> bool:
    """ "sought to revise its agreement with B": what is planned is about a tie that is there already."""
    if roles.reached in ("nsubj", "nsubjpass") and not _CREATED & roles.governing:
        return any(c.lower_ in _DEFINITE or c.dep_ == "poss" for i in roles.chain for c in parsed.doc[i].children)
    owned = any(c.dep_ == "poss" for i in range(hit.first, hit.last + 1) for c in parsed.doc[i].children)
    if _GROWING & roles.governing:
        return True  # "vowed to deepen cooperation": what is deepened is there
    return (roles.steps >= 1 and (owned or roles.reached == "prep")) or (owned and not _MAKING & roles.governing)


_GROWING = frozenset(
    ["expand", "strengthen", "deepen", "enhance", "boost", "intensify", "continue", "consolidate", "further", "upgrade"]
)
_PAPERS = frozenset(
    form
    for noun in ("agreement", "memorandum", "mou", "treaty", "pact", "contract", "accord", "deal")
    for form in noun_forms(noun)
)
_MAKING = frozenset(
    ["sign", "establish", "develop", "conclude", "launch", "create", "build", "set", "start", "form", "reach", "begin"]
)
# "The agreement between A and B will boost trade" speaks of one that is there; "will be signed" of one that is not.
_DEFINITE = frozenset(["the", "this", "these", "that", "existing", "current"])
_CREATED = frozenset(f for verb in [*_MAKING, "hold", "take", "open", "happen", "be"] for f in verb_forms(verb))


def _best(found: list[Tie]) -> list[Tie]:
    """One tie of each pair and type; a general tie yields to a special one of the same pair."""
    symmetric = {name for name, tie in schema().ties.items() if tie.symmetric}
    best: dict[tuple[str, str, str], Tie] = {}
    for tie in found:
        ends = (tie.subject.key, tie.object.key)
        if tie.trigger.tie in symmetric:
            ends = (min(ends), max(ends))
        key = (ends[0], tie.trigger.tie, ends[1])
        old = best.get(key)
        if old is None or (tie.confidence, -tie.at) > (old.confidence, -old.at):
            best[key] = tie
    special: dict[frozenset[str], set[str]] = {}
    for tie in best.values():
        if not tie.trigger.general:
            special.setdefault(frozenset((tie.subject.key, tie.object.key)), set()).add(tie.trigger.tie)
    kept = [t for t in best.values() if not t.trigger.general or not _hidden(t, special)]
    return sorted(kept, key=lambda t: (t.at, t.subject.start, t.object.start, t.trigger.id))


# What lies beside or within another has that whatever they do together.
_BESIDE = frozenset(["BORDERS", "PART_OF"])


def _hidden(tie: Tie, special: dict[frozenset[str], set[str]]) -> bool:
    """Whether a general tie yields to a special one of its pair; broken ones stand beside their conflict."""
    types = special.get(frozenset((tie.subject.key, tie.object.key)), set()) - _BESIDE
    return bool(types - {"CONFLICTS_WITH"} if tie.mode is Mode.ENDED else types)


def weakened(tie: Tie, by: float) -> Tie:
    """The same tie, less sure."""
    return replace(tie, confidence=round(tie.confidence * by, 3))
