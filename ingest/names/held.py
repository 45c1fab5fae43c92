"""Events that a text describes without a name: "a commodity fair in Fukuyama", "the first gala of sister cities".

Such an event is one within its document. What it deals with tells it from others, so it needs a word that says it: "a
conference" and "an international forum" are nothing, "a conference on poverty relief" is something. Where only its
trade is said, it is called by who holds it or by where it is held.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.names.name import ProperName
from ingest.words.forms import conjugated, irregular_pasts
from ingest.words.lexicon import any_of, body_nouns, phrases, words
from ingest.words.said import openings, said_in

_NOUNS = phrases("described_events")
_SAID = openings(_NOUNS)
_COUNTED_EVENTS = [noun for noun in _NOUNS if noun not in phrases("uncounted_events")]
_PLAIN = words("plain_modifiers") | words("ordinals")
_STOPS = (words("function_words") | words("modals")) - words("ordinals")
_KNOWN = frozenset(body_nouns()) | {"project", "occasion", "purpose", "time"}
_BESIDE = words("beside_events")
_NTH = rf"(?:{'|'.join(sorted(words('ordinals')))})"
_SMALL = r"[a-z]+(?:[-’'][a-z]+)*"
_HELD = any_of(conjugated(phrases("holding_verbs")))
_EVENT = re.compile(  # notes leave out the article: "Perm conducted enterprise expo"
    rf"\b(?:[Aa]n?|(?:[Tt]he|[Ii]ts|[Tt]heir)(?:\s+very)?(?=\s+{_NTH}\s)|{_HELD}(?=\s+(?!an?\s|the\s|its\s|their\s)[a-z]+\s+{any_of(_COUNTED_EVENTS)}\b))\s+"
    rf"(?P<name>(?P<lead>(?:[A-Z][a-z]+\s+)?(?:{_SMALL}\s+){{0,5}}?)(?:{any_of(_NOUNS)}))(?![\w-])"
)
_ABOUT = re.compile(
    rf"\s+{any_of(phrases('tells_what_about'))}\s+(?:the\s+)?"
    rf"(?P<what>(?:[A-Z][\w-]+\s+)?{_SMALL}(?:\s+(?:and\s+|of\s+)?(?!of\b|in\b|and\b){_SMALL}){{0,4}})"
    r"(?P<of>\s+of\s+(?:the\s+)?[A-Z][\w-]+(?:\s(?:[A-Z][\w-]+|states|countries))?)?"
)
_NOUN_LAST = re.compile(rf"{any_of(_NOUNS)}$", re.IGNORECASE)
_COUNTED = re.compile(rf"^(?:{_NTH}\s+)+")
_BEFORE = re.compile(r"(?:(\w+)\s+)?(\w+)\s+$")
_IN = re.compile(r"\s+(?:in|at)\s+(?:the\s+)?(?:(?:[a-z]+\s+){0,2}of\s+)?")
_HOLDS = re.compile(
    rf"(?:\s+(?:[a-z]+\s+)?(?:government|authorities))?(?:\s+{any_of(phrases('before_holding'))})*\s+{_HELD}\s+"
    r"(?:(?:an?|the|its|their)\s+(?:very\s+)?)?"
)

_ITS = re.compile(rf"\b[Tt]he\s+(?:{any_of(phrases('levels_meant'))}\s+government|province|city){_HOLDS.pattern}$")


def find_held(text: str) -> Iterator[ProperName]:
    """The described events of a text, from their first word that says something."""
    if _SAID.isdisjoint(said_in(text)):
        return
    for match in _EVENT.finditer(text):
        lead = match["lead"].split()
        if any(word in _STOPS for word in lead) or _only_beside(text, match.start()):
            continue
        end = match.end()
        for _ in range(2):  # "for nurses on malaria" says two things
            about = _ABOUT.match(text, end)
            end = _end_of(about, text) if about else end
        if end == match.end() and all(word in _PLAIN for word in lead):
            continue
        yield ProperName(match.start("name"), end, "Event", True, True)


def _only_beside(text: str, start: int) -> bool:
    """ "At a work conference", "it is a trade forum": told of something else; "took part in a fair" is not."""
    if text[max(0, start - 2) : start] == ", ":
        return True  # "the Amber Forum, a yearly dialogue of mayors"
    before = _BEFORE.search(text, max(0, start - 40), start)
    return before is not None and before[2].lower() in _BESIDE and not (before[1] or "").lower().startswith("part")


def _end_of(about: re.Match[str], text: str) -> int:
    """Where the words end that say what an event is about; where they would begin when they say nothing."""
    end = start = about.start("what")
    for word in re.finditer(r"[\w’'-]+", about["what"]):
        said = word[0]
        if said in ("and", "of") or said in _PLAIN:
            continue  # "a conference for the third Tea Expo"
        if said in _STOPS or said.endswith("ed") or said in irregular_pasts():
            break
        end = start + word.end()
    if end == start or text[start:end].removeprefix("first ") in _KNOWN:
        return about.start()  # "a ceremony for the project"
    return about.end() if end >= about.end("what") else end


def called(text: str, start: int, end: int, places: list[tuple[int, int]], topic: str | None) -> str:
    """What a described event is called; `places` are the spans of the text's places, in order, `topic` is the unit that
    "the provincial government" means.

    "Hebei flower show" where Hebei held it, "flower show in Bremen", "conference on rice" whoever held it.
    """
    said = _COUNTED.sub("", text[start:end])
    if _NOUN_LAST.search(said) is None:
        return said
    for at in range(len(places) - 1, -1, -1):
        if places[at][1] < start and _HOLDS.fullmatch(text, places[at][1], start):
            holder = text[slice(*places[at])]
            if at and re.fullmatch(r"\s+and\s+", text[places[at - 1][1] : places[at][0]]):
                holder = f"{text[slice(*places[at - 1])]}-{holder}"
            return f"{holder} {said}"
    if topic and _ITS.search(text, 0, start):
        return f"{topic} {said}"
    into = _IN.match(text, end)
    found = next((p for p in places if into and p[0] == into.end()), None)
    return f"{said} in {text[slice(*found)]}" if found else said
