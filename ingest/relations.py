"""Ties in a parsed sentence: triggers, the roles about them, and pairs of names that the schema allows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace

from graph.model import Mode
from ingest.coreference import takes_place
from ingest.lexicon import phrases
from ingest.lexicon import words as word_list
from ingest.names import PLACES, Name
from ingest.parse import Parsed
from ingest.role_finder import RoleFinder
from ingest.roles import Arg, Roles, is_verb, misread_verb
from ingest.tie_mode import tie_mode
from ingest.ties import Tie, best_of, gapped, may_join, next_pairs, paralleled, ranked
from ingest.tokens import Token
from ingest.triggers import Pattern, TriggerHit, Triggers
from ingest.word_forms import noun_forms

MAX_PAIRS = 24  # pairs of one sentence: beyond that it is a table in disguise
_COST = 0.93
_SAID = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


class RelationReader:
    """Reads the ties of parsed sentences. `contains` says whether a place lies in another."""

    def __init__(self, triggers: Triggers, contains: Callable[[Name, Name], bool]) -> None:
        self._triggers = triggers
        self._contains = contains

    def read(
        self,
        parsed: Parsed,
        text: str,
        names: list[Name],
        left_out: set[Name],
        before: list[Name],
        topic: Name | None = None,
        near: list[Name] | None = None,
        noting: Name | None = None,
        met: Name | None = None,
        heading: frozenset[str] = frozenset(),
    ) -> list[Tie]:
        """The ties of a sentence, the surest reading of each pair and type, special types before general ones."""
        names = [n for n in names if n not in left_out]
        own = _pair(names)
        both = own or _pair(near or [])
        doc = parsed.doc
        words = ["" if t.i in parsed.slots else t.lower_ for t in doc]
        said = frozenset(_SAID.findall(text.lower()))
        finder = RoleFinder(parsed, left_out, before, noting)
        cache: dict[tuple[str, int, int], Roles] = {}
        found: list[Tie] = []
        for hit in self._triggers.find(words):
            if not self._stands(hit, parsed, said) or (hit.trigger.headed and not hit.trigger.headed & heading):
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
                self._left_unsaid(roles, hit, parsed, text, topic, met)
                if hit.pos == "noun":
                    at = _span(parsed, hit)
                    roles.add("both", [Arg(n if own else _implied(n, text, at), 2, k) for k, n in enumerate(both)])
                cache[key] = roles
            if hit.trigger.object_words and not _has_object(hit, roles, parsed):
                continue
            if hit.trigger.under and not (hit.trigger.under & {g.lower() for g in roles.governing}):
                continue
            found += self._of_trigger(hit, roles, parsed, words)
            if hit.pos == "noun" and roles.get("between"):
                for again in finder.repeated(doc[hit.anchor]):
                    found += self._of_trigger(hit, again, parsed, words)
        found = paralleled(found, text, names)
        more = gapped(found, text, names) + ranked(found, text, names) + next_pairs(found, text, names)
        return best_of(found + more)[:MAX_PAIRS]

    @staticmethod
    def _left_unsaid(
        roles: Roles, hit: TriggerHit, parsed: Parsed, text: str, topic: Name | None, met: Name | None
    ) -> None:
        """Adds what other sentences spoke of, where this one may mean it: the place they are about, an event."""
        doc, at = parsed.doc, _span(parsed, hit)
        if met is not None and (hit.pos == "noun" or _alone(doc[hit.anchor], parsed)):
            roles.add("told", [Arg(_implied(met, text, at), 2, -1)])
            roles.add("met", roles.get("told") if takes_place(met) else [])
        if topic is None:
            return
        about = [Arg(_implied(topic, text, at), 3, -1)]
        if hit.pos == "verb" and _alone(doc[hit.anchor], parsed):
            roles.add("here", about)
        if hit.pos == "noun" and not _done_by_another(roles, doc):
            roles.add("topic", about)
        if _by_nobody(roles, doc):
            roles.add("unsaid", about)

    @staticmethod
    def _stands(hit: TriggerHit, parsed: Parsed, said: frozenset[str]) -> bool:
        """Whether the part of speech fits, and of the words `said` those that the trigger asks for are there."""
        token = parsed.doc[hit.anchor]
        if hit.pos == "verb" and not (is_verb(token) or misread_verb(token, parsed.slots)):
            return False
        if hit.pos == "verb" and token.dep_ in ("amod", "compound"):
            return False
        if hit.pos == "noun" and hit.first == hit.last and token.tag_.startswith("VB") and token.tag_ != "VBG":
            return False
        if hit.trigger.without_words & said:
            return False
        if hit.pos == "noun" and _modifies_another(token):
            return False
        return not hit.trigger.with_words or bool(hit.trigger.with_words & said)

    def _of_trigger(self, hit: TriggerHit, roles: Roles, parsed: Parsed, words: list[str]) -> list[Tie]:
        mode: Mode | None = None
        found: list[Tie] = []
        owned = hit.pos == "noun" and any(a.cost == 0 and not a.name.anaphor for a in roles.get("poss"))
        for rank, pattern in enumerate(hit.trigger.patterns):
            if owned and pattern.left == "subj" and hit.trigger.reads("poss", pattern.right):
                continue  # "C praised A's cooperation with B": not C's
            if str(pattern) == "subj>with" and hit.trigger.object_words and _of_another(hit, parsed):
                continue  # "C cancelled A's agreement with B": not C's
            if (
                pattern.paired
                and pattern.left == "subj"
                and (_says_with_whom(hit, parsed) or _one_of_them(hit, parsed))
            ):
                continue
            pairs = self._pairs(pattern, roles, "respectively" in words)
            if (
                hit.trigger.tie == "TRADES_WITH"
                and (_ABOUT if "subj" in (pattern.left, pattern.right) else _PAPERS) & roles.governing
            ):
                continue  # "signed an agreement on trade" tells of the agreement
            countries = {_country(a.name) for a in roles.get(pattern.left)}
            abroad = hit.trigger.tie == "COOPERATES_WITH" and len(countries - {None}) > 1
            for left, right, order in pairs:
                if left.name.key == right.name.key or not may_join(hit.trigger, left.name, right.name, self._contains):
                    continue
                if hit.trigger.abroad and _country(left.name) == _country(right.name):
                    continue
                if pattern.paired and abroad and _country(left.name) == _country(right.name):
                    continue  # a meeting of several states' units joins them over the border
                mode = mode or tie_mode(hit, roles, parsed)
                cost = left.cost + right.cost + (1 if rank > 4 else 0)
                start = parsed.offset(hit.first)
                found.append(
                    Tie(
                        hit.trigger, str(pattern), left.name, right.name, mode,
                        round(hit.trigger.confidence * _COST**cost, 3), start, parsed.offset(hit.last), zipped=order,
                    )
                )  # fmt: skip
            if found and not hit.trigger.every:
                break  # patterns stand in order: the first that holds is what the sentence says
        return found

    @staticmethod
    def _pairs(pattern: Pattern, roles: Roles, respectively: bool) -> Iterable[tuple[Arg, Arg, int | None]]:
        left = roles.get(pattern.left)
        if pattern.paired:
            if pattern.left == "subj" and roles.reached and not _directly(roles):
                return []
            held = Counter(a.token for a in left)
            across = len(held) == 2 and max(held.values()) >= 3  # "between A and B, C and D": A with each of them
            mod = pattern.left == "mod"
            return [
                (a, b, None)
                for i, a in enumerate(left)
                for b in left[i + 1 :]
                if (mod or a.group != b.group or a.group < 0)
                and (not across or a.token != b.token)
                and a.within == b.within
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


def _says_with_whom(hit: TriggerHit, parsed: Parsed) -> bool:
    """ "A and B are cases of cooperation between towns and the centre": not with each other."""
    after = parsed.doc[hit.anchor + 1 : hit.anchor + 2]
    return hit.pos == "noun" and any(t.lower_ in ("between", "with", "among") for t in after)


def _one_of_them(hit: TriggerHit, parsed: Parsed) -> bool:
    """ "A is the largest partner, followed by B": one partner, not two of each other."""
    token = parsed.doc[hit.anchor]
    single = hit.pos == "noun" and token.dep_ == "attr" and token.tag_ == "NN"
    return single and any(c.lower_ in ("the", "its", "their") or c.tag_ == "JJS" for c in token.children)


def _done_by_another(roles: Roles, doc: list[Token]) -> bool:
    """ "He said that the club had an agreement with B": whoever the subject is, it is not the section's topic."""
    if roles.get("subj"):
        return True
    if roles.verb is None or roles.reached in ("nsubj", "nsubjpass"):
        return False
    return any(c.dep_ == "nsubj" and c.i not in roles.chain for c in doc[roles.verb].children)


_WHOSE = ("subj", "poss", "between", "among", "mod", "by", "of", "from", "both")


def _by_nobody(roles: Roles, doc: list[Token]) -> bool:
    """ "In 2004 an office was opened in A": the passive leaves out by whom."""
    if roles.verb is None or any(roles.get(role) for role in _WHOSE):
        return False
    verb = doc[roles.verb]
    if roles.reached not in ("", "nsubjpass") or not any(c.dep_ == "auxpass" for c in verb.children):
        return False
    return not any(c.dep_ == "agent" for c in verb.children)


def _implied(name: Name, text: str, at: tuple[int, int]) -> Name:
    """A name of another sentence where this one implies it: the trigger's words are printed in its place."""
    return replace(name, start=at[0], end=at[1], printed=text[at[0] : at[1]], anaphor=True)


def _alone(verb: Token, parsed: Parsed) -> bool:
    """ "A and B attended.": the verb says nothing of what; "attended a dinner", "took part in the talks" do."""
    return not any(
        c.dep_ in ("dobj", "xcomp", "ccomp")
        or (c.dep_ == "nsubjpass" and not any(t.i in parsed.slots for t in c.subtree))
        or (c.dep_ == "prep" and c.lower_ in ("in", "at", "to"))
        for c in verb.children
        if c.lower_ not in ("part", "place")
    ) and not any(c.dep_ == "prep" for n in verb.children if n.lower_ == "part" for c in n.children)


def _pair(names: list[Name]) -> list[Name]:
    """The two places that a text speaks of, where it speaks of two: "bilateral trade" is theirs."""
    places = list({n.key: n for n in reversed(names) if n.kind in PLACES and n.kind != "Region"}.values())
    return places[::-1] if len(places) == 2 else []


def _modifies_another(token: Token) -> bool:
    """ "investment offices", "trade and tourism fair", "minister of trade": it says of what kind another matter is."""
    above = token.head
    if token.dep_ == "pobj" and above.lower_ == "of" and above.head.lower_ in _MATTERS:
        return True
    while token.dep_ == "conj" and token.head.dep_ in ("compound", "nmod", "amod"):
        token = token.head
    return token.dep_ in ("compound", "nmod", "amod") and token.head.lower_ in _MATTERS


def _country(name: Name) -> str | None:
    return name.entity if name.kind == "State" else name.country


def _has_object(hit: TriggerHit, roles: Roles, parsed: Parsed) -> bool:
    """Whether the object of a verb, a name or a plain noun, ends in one of the words that the trigger asks for."""
    words = {a.name.printed.split()[-1].lower() for a in roles.get("obj")}
    objects = [c for c in parsed.doc[hit.anchor].children if c.dep_ in ("dobj", "nsubjpass")]
    words |= {c.lower_ for c in objects}
    return bool(hit.trigger.object_words & words)


def _of_another(hit: TriggerHit, parsed: Parsed) -> bool:
    """Whether the object of a verb is another's, who is named."""
    objects = [c for c in parsed.doc[hit.anchor].children if c.dep_ in ("dobj", "nsubjpass")]
    return hit.pos == "verb" and any(c.dep_ == "poss" and c.i in parsed.slots for o in objects for c in o.children)


def _directly(roles: Roles) -> bool:
    """Whether the subjects do it with each other: "A and B signed a treaty", not "A and B rank high in exchanges"."""
    as_such = roles.reached == "prep" and "as" in roles.governing  # "celebrated ten years as sister cities"
    near = roles.reached in ("dobj", "nsubjpass", "attr", "acomp", "oprd") or as_such
    return roles.steps <= 2 and (near or bool(_LIGHT & roles.governing))


_LIGHT = frozenset(phrases("light_verb_forms"))
_MATTERS = word_list("matters_of_their_own")
_PAPERS = frozenset(form for noun in phrases("papers") for form in noun_forms(noun))
_ABOUT = _PAPERS | frozenset(form for noun in word_list("treats_of") for form in noun_forms(noun))
