"""What carries over from one sentence to the next: whom "it", "he" and "they" may mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.kinds import MEETINGS, PLACES, UNITS
from ingest.names.name import Name
from ingest.parse.clauses import Clauses
from ingest.parse.parse import Parsed
from ingest.prose.pending import Pending
from ingest.prose.ties import Tie
from ingest.words.lexicon import any_of, phrases, unit_nouns, words
from ingest.words.tokens import Token

_TITLES = words("titles")
# What stands before the subject of a sentence that needed no parse: "In 1986, the state of "
_OPENS = re.compile(
    rf"(?:{any_of(phrases('opens_with_a_time'))}\s(?:[^,]{{1,40}},|(?:the\s+)?(?:[a-z]+\s+){{0,3}}\d{{4}})\s+"
    rf"|{any_of(phrases('opens_with_a_phrase'))}\s[^,]{{1,60}},\s+"
    r"|(?:Beside|Besides|Beyond|Despite)\s(?:[a-z-]+\s){1,4}(?<!\s[a-z]{2}\s)(?=the\s))?"
    rf"(?:{any_of(phrases('opens_going_on'), either_case=True)},?\s+){{0,2}}(?:[Tt]he\s+)?"
    rf"(?:(?:[a-z]+\s+)?(?:{any_of(phrases('organs_of_units'))}"
    rf"|{any_of(phrases('heads_of_units'), either_case=True)})\s+of\s+(?:the\s+)?)?"
    rf"(?:(?:{'|'.join(sorted(unit_nouns()))})\s+of\s+(?:the\s+)?)?"
)
# "It is organised by A and B", "In 2005 it brought together A, B and C": what is said so is a body.
_IT = re.compile(
    rf"(?:{any_of(phrases('opens_with_a_time'))}\b[^,.;]{{0,40}},?\s+)?[Ii]t\s+(?:{any_of(phrases('adverbs_of_bodies'))}\s+){{0,3}}"
    rf"(?:{any_of(phrases('done_by_a_body'))}"
    rf"|(?:is|was|been|were)\s+(?:\w+ly\s+|first\s+|also\s+)?{any_of(phrases('done_to_a_body'))})\b"
)
_RENAMES = words("renames")
_PARTIES = words("travelling_parties")
_THE_DELEGATION = re.compile(rf"\b[Tt]he\s+(?:{'|'.join(sorted(_PARTIES))})\b(?!\s+(?:of|from)\b)")
_FRONT = re.compile(
    r"(?:For|In|As\s+for|To|At|With)\s+(?:the\s+)?(?:(?:case|eyes|view|history|province|city)\s+of\s+)?"
)


def centre(before: list[Name]) -> Name | None:
    """The one unit of which the sentences before spoke last: what the next leaves unsaid may be its."""
    places = {n.key: n for n in before if n.kind in PLACES and (n.stands_for or not n.person)}
    only = next(iter(places.values())) if len(places) == 1 else None
    return only if only is not None and only.kind in UNITS else None


def meant_by_it(item: Pending, before: list[Name]) -> list[Name]:
    """What pronouns of a sentence may mean: `before`, the subject of the last one, else the body of which that told.

    That body is meant where what is said of "it" is said of bodies.
    """
    met = item.met
    if met is None or any(n.kind not in PLACES and not n.stands_for for n in before) or not _IT.match(item.text):
        return before
    told = not before or any(n.key == met.key for n in item.near)
    return [met, *(n for n in before if n.person)] if told else before


def owner_of(before: list[Name]) -> Name | None:
    """The one state, firm or body of which the sentence before spoke."""
    meant = {n.key: n for n in before if not n.person}
    return next(iter(meant.values())) if len(meant) == 1 else None


def subjects_after(before: list[Name], parse: Parsed | None, names: list[Name], text: str) -> list[Name]:
    """What pronouns of the next sentence may mean: the subject of this one first, then whom or what `before` held.

    Of persons and of places the last subject each is kept, for "he" and "it" tell them apart.
    """
    subject = _parsed_subject(before, parse) if parse is not None else []
    if not subject:
        opening = [n for n in names[:2] if not n.demonym and _OPENS.fullmatch(text, 0, n.start)]
        subject = opening[:1] if parse is None else []
        subject = subject or [n for n in names[:1] if n.kind in UNITS and not n.demonym and _fronted(n, text)]
    persons = {n.key: n for n in names if n.person and not n.anaphor}
    if not any(n.person for n in subject) and len(persons) == 1:
        subject = subject + list(persons.values())  # the only person of the sentence, whatever he is in it
    kinds = {n.person for n in subject}
    return subject + [n for n in before if n.person not in kinds]


def travellers(told: Sequence[Tie], text: str) -> list[Name]:
    """ "The delegation then went on": whose it is, where a paragraph begins so; that of the journey told last."""
    if not (_PARTIES.intersection(text.split()) and _THE_DELEGATION.search(text)):
        return []
    came = {t.subject.key: t.subject for t in told if t.trigger.tie == "VISITED" and t.subject.kind in UNITS}
    return [replace(n, stands_for=True, person=False) for n in came.values()] if len(came) == 1 else []


def _fronted(name: Name, text: str) -> bool:
    """ "For Kachin State, jade is everything": of whom a sentence speaks whose subject is a thing."""
    return _FRONT.fullmatch(text, 0, name.start) is not None and text.startswith(",", name.end)


def _parsed_subject(before: list[Name], parse: Parsed) -> list[Name]:
    renamed = [n for t in parse.doc if t.dep_ == "ROOT" and t.lower_ in _RENAMES for n in _new_name(t, parse)]
    if renamed:
        return renamed
    arguments = Clauses(parse, set(), before)
    for token in parse.doc:
        if token.dep_ not in ("nsubj", "nsubjpass") or token.head.dep_ != "ROOT":
            continue
        if token.i in parse.slots:
            goes_on = any(c.i > token.i for c in token.children)
            several = [a.name for a in arguments.expand(token)] if goes_on else []
            return [n for n in several or parse.slots[token.i].names if not n.demonym]
        role = arguments.office(token)
        if role == "place":  # "The province of Gansu": Gansu
            return [a.name for a in arguments.expand(token) if a.name.kind in PLACES]
        if role is None and not token.text[0].isdigit():  # "Bavaria's ties with Shandong are old": Bavaria
            owners = [parse.slots[c.i].names for c in token.children if c.dep_ == "poss" and c.i in parse.slots]
            return [n for names in owners for n in names if n.kind in PLACES and not n.demonym]
        if role not in ("person", "organ", "group"):
            return []
        standing = [a.name for a in arguments.expand(token) if a.name.kind is not None] or _whom_it_led(
            token, arguments
        )
        return [replace(n, demonym=False, stands_for=True, person=token.lower_ in _TITLES) for n in standing]
    return []


def _new_name(verb: Token, parse: Parsed) -> list[Name]:
    """ "The fair was upgraded to the B Expo": what is told next is told of the B Expo."""
    named = [c for c in verb.children if c.dep_ in ("oprd", "attr")]
    named += [c for p in verb.children if p.dep_ == "prep" and p.lower_ in ("to", "into", "as") for c in p.children]
    return [n for c in named if c.i in parse.slots for n in parse.slots[c.i].names if n.kind in MEETINGS]


def _whom_it_led(subject: Token, arguments: Clauses) -> list[Name]:
    """ "Governor Chen led an Anhui delegation": the delegation tells of whom the sentence speaks."""
    groups = [c for c in subject.head.children if c.dep_ == "dobj" and arguments.office(c) in ("group", "person")]
    return [a.name for c in groups for a in arguments.expand(c) if a.name.kind in PLACES]
