"""Names as the parser is to see them: each name, pair or list of names is one plain word of the sentence, a slot."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.kinds import FIRMS, PLACES
from ingest.names.name import Name
from ingest.words.forms import inflected, irregular_pasts
from ingest.words.lexicon import any_of, phrases, unit_nouns, words
from ingest.words.numbers import counting

_WORD = re.compile(r"[^\W\d_]+")
_LIST_JOIN = re.compile(
    r"(?:\.(?=,))?\s*(?:\(\s*\d[^()]*\)\s*)?(?:[,;]\s*(?:and\s+|or\s+|as\s+well\s+as\s+)?"
    r"|\s(?:and|or|as\s+well\s+as)(?:,\s*[a-z][a-z ]{3,30},)?\s+|&\s*)(?:the\s+)?",  # "and, for the first time, Peru"
    re.IGNORECASE,
)
_UNIT_WORDS_ALL = sorted(inflected(unit_nouns()), key=lambda w: (-len(w), w))
_OFFICE_OF = re.compile(
    r"(?P<join>,?\s+(?:and\s+)?)(?:the\s+)?(?:[A-Z][a-z]+\s+)?"
    rf"{any_of(phrases('heads_of_units'), either_case=True)}\s+of\s+(?:the\s+)?$"
)
_COMMA = re.compile(r"\.?\s*(?:\(\s*[^()A-Z]*\d[^()]*\)\s*)?[,;]\s*(?:the\s+)?$")  # "the EU (19 %), the USA"
_VERB_NEXT = re.compile(r"\s+[a-z]")  # what ends a sentence's list stands before a stop or a bracket
_UNITS = re.compile(rf"\s+(?:{'|'.join(_UNIT_WORDS_ALL)})\b(?=\s*[,;&]|\s+(?:and|or|as)\b)")
_CLOSES = re.compile(rf"(?:\s+(?:{'|'.join(_UNIT_WORDS_ALL)}))?\)")  # "(Omsk and Kurgan regions)"
_OWNED = re.compile(
    rf"['’]s?\s+(?:(?:far\s+)?{any_of(phrases('compass_points'))}[a-z-]*\s+)?"
)  # "China's central Henan"
_OF_WHAT = re.compile(r"(?<=\w)\s+(?:of|for|on|between|among)\s")
_LIKENED = re.compile(r"\b(?:like|such\s+as|including)\s+(?:the\s+)?$")
_AND_WITH = re.compile(r"\s*(?:\([^()]{0,30}\)\s*)?,?\s*and\b[^.;:()A-Z]{0,40}\s(?:with|to|on|in|from)\s")
# What opens a clause before its subject, its end before a place, and a verb behind the subject.
_DATED_FRONT = re.compile(r"^\s*(?:In|On|By|Since|From|Until)\s+(?:the\s+)?(?:[\w-]+\s+){0,3}?\d{3,4}s?\b,?\s*")
_FRONTED = re.compile(rf"(?:{any_of(words('opens_a_clause'))}|[A-Z][a-z]+ed\s+by)\b", re.IGNORECASE)
_WHERE = re.compile(
    r"(?:\b[A-Za-z-]*[^\Ws]\s+|^|[^\w\s]\s*)(?:in|at|to|near|from|with)(?:\s+the)?$", re.IGNORECASE
)  # not behind a plural: "cities in A, B and C joined" are the cities of all three
_FINITE_NEXT = re.compile(rf"\s+(?:(?:{any_of(words('stands_behind_subjects') | irregular_pasts())})\b|[a-z]+ed\b)")
_DASH = re.compile(r"\s?[-–—]\s?|\s*/\s*")
# Words that the model knows well, in place of names that it may not know.
_STAND_IN: dict[str | None, str] = {
    "Event": "Expo", "Project": "Project", "Policy": "Policy", "Mechanism": "Forum", "Organization": "Bank",
    "Province": "Texas", "LocalGovernment": "Boston", "ForeignSNG": "Boston", "State": "China", "Region": "Asia",
    "Enterprise": "Toyota", "SOE": "Toyota",
}  # fmt: skip
_KNOWN_WORDS = PLACES | FIRMS


@dataclass(frozen=True, slots=True)
class Slot:
    """A stretch of the sentence that is one word for the parser, with the names that it bears."""

    start: int
    end: int
    names: tuple[Name, ...]
    word: str
    paired: bool = False  # two names joined by a hyphen, or the two of "the two sides"
    listed: bool = False  # a list of three names and more
    announced: bool = False  # a list behind a colon, which says all that "including" would


def plain_word(name: Name) -> str:
    """The word by which a name goes into the parser: its own last word for events and bodies, else a well-known one."""
    stand_in = _STAND_IN.get(name.kind)
    if name.demonym:
        return _WORD.findall(name.printed)[-1] if _WORD.search(name.printed) else "Asian"
    if stand_in and (name.kind in _KNOWN_WORDS or name.stands_for):
        return stand_in
    printed = _OF_WHAT.split(name.form if name.anaphor else name.printed)[0]  # "Association", not its "Nations"
    said: list[str] = _WORD.findall(printed) or ["Name"]
    last = said[-1]
    return last.capitalize() if last.isalpha() and not last.isupper() else stand_in or "Name"


def slots_of(text: str, names: Sequence[Name]) -> list[Slot]:
    """Names by span, hyphenated neighbours together."""
    found: list[Slot] = []
    for name in names:
        last = found[-1] if found else None
        if last and name.start == last.start and name.end == last.end:
            found[-1] = Slot(last.start, last.end, (*last.names, name), last.word, True)
        elif last and name.start < last.end:
            continue
        elif (
            last
            and _DASH.fullmatch(text, last.end, name.start)
            and len(last.names) == 1
            and (name.country is None or last.names[0].entity != name.country)  # "towns of Mongolia – Darkhan, ..."
            and "\n" not in text[last.end : name.start]
        ):
            found[-1] = Slot(last.start, name.end, (*last.names, name), last.word, True)
        else:
            start = last.start if last and _owns(text, last, name) else name.start
            found = found[:-1] if start < name.start else found
            found.append(Slot(start, name.end, (name,), plain_word(name)))
    return _lists(text, _with_parts(text, found))


def _owns(text: str, state: Slot, unit: Name) -> bool:
    """ "China's Yunnan", "South China's Guangdong": the state or region only says where the unit lies."""
    name = state.names[0]
    owner = name.entity == unit.country if name.kind == "State" else name.kind == "Region"
    return (
        owner
        and len(state.names) == 1
        and not name.demonym
        and unit.kind in PLACES
        and _OWNED.fullmatch(text, state.end, unit.start) is not None
    )


def _join(text: str, one: Slot, other: Slot) -> str:
    """What joins two names, without the unit word of the first and the office of the second: "Yunnan province, Laos",
    "the Governor of Texas, the Premier of Quebec"."""
    join = _UNITS.sub("", text[one.end : other.start], 1)
    office = _OFFICE_OF.fullmatch(join) if join.endswith(" of ") else None
    return office["join"] + " " if office else join


def _with_parts(text: str, slots: list[Slot]) -> list[Slot]:
    """ "China (Yunnan and Guangxi)": a state with its units in brackets stands where the state would stand."""
    out: list[Slot] = []
    at = 0
    while at < len(slots):
        state, end = slots[at], at + 1
        opens = re.match(r"\s*\((?:[a-z]+\s+){0,2}(?:the\s+)?", text[state.end : state.end + 40])
        if opens and len(state.names) == 1 and state.names[0].kind == "State":
            last = state.end + opens.end()
            while (
                end < len(slots)
                and slots[end].names[0].country == state.names[0].entity
                and (slots[end].start == last or _LIST_JOIN.fullmatch(text[slots[end - 1].end : slots[end].start]))
            ):
                last, end = slots[end].end, end + 1
            if end > at + 1 and (closes := _CLOSES.match(text, last)):
                names = (*state.names, *(n for part in slots[at + 1 : end] for n in part.names))
                out.append(Slot(state.start, closes.end(), names, state.word, listed=True))
                at = end
                continue
        out.append(state)
        at += 1
    return out


def _lists(text: str, slots: list[Slot]) -> list[Slot]:
    """Lists of three names and more as one slot: however long, they stand where one name would stand."""
    out: list[Slot] = []
    at = 0
    while at < len(slots):
        end = at + 1
        while (
            end < len(slots)
            and _alike(slots[at], slots[end])
            and _LIST_JOIN.fullmatch(_join(text, slots[end - 1], slots[end]))
        ):
            end += 1
        while end > at + 3 and not _closed(text, slots[at:end]) and _closed(text, slots[at : end - 1]):
            end -= 1  # "comprises A, B and C, and D lobbied": the list is over
        end = _before_a_clause(text, slots, at, end)
        members = slots[at:end]
        start, stop = members[0].start, members[-1].end
        announced = len(members) >= 2 and _announced(text, start, stop)
        bracketed = len(members) >= 2 and _in_brackets(text, start, stop)
        likened = len(members) >= 3 and _LIKENED.search(text[max(0, start - 12) : start]) is not None
        likened = likened and re.match(r"\s*(?:[.;)]|$)", text[stop:]) is not None
        if _closed(text, members) and _in_front_of(text, start, stop):
            out.append(slots[at])  # "On a visit to A, B and C signed": A is where, B and C are who
            at += 1
            continue
        goes_on = len(members) >= 2 and _goes_on(text, members)
        if _closed(text, members) or bracketed or announced or likened or goes_on:
            names = tuple(n for m in members for n in m.names)
            out.append(Slot(start, stop, names, members[0].word, listed=True, announced=announced))
            at = end
        else:
            out.append(slots[at])
            at += 1
    return out


def _before_a_clause(text: str, slots: Sequence[Slot], at: int, end: int) -> int:
    """Where a list ends that a semicolon cuts: "came to A; B and C are members" is no list of three."""
    joins = [_join(text, a, b) for a, b in pairwise(slots[at:end])]
    cut = next((k + 1 for k in range(len(joins) - 1, -1, -1) if ";" in joins[k]), 0)
    clause = cut and not all(";" in join for join in joins) and _VERB_NEXT.match(text, slots[end - 1].end)
    return at + cut if clause else end


def _closed(text: str, members: Sequence[Slot]) -> bool:
    """Whether names are a list with commas and one "and" before the last."""
    joins = [_join(text, a, b) for a, b in pairwise(members)]
    pairs = [_UNITS.match(text, b.end) is not None for b in members[1:]]  # "A, B and C provinces, D and E"
    commas = all(_COMMA.match(join) or pair for join, pair in zip(joins[:-1], pairs, strict=False))
    return len(members) >= 3 and commas and bool(re.search(r"\b(?:and|or|as well as)\b|&", joins[-1]))


def _goes_on(text: str, members: Sequence[Slot]) -> bool:
    """ "with A, B (1990) and, since 1995, with C": a list whose last member has a preposition of its own."""
    joins = [_join(text, a, b) for a, b in pairwise(members)]
    return all("," in join for join in joins) and _AND_WITH.match(text, members[-1].end) is not None


def _in_front_of(text: str, start: int, stop: int) -> bool:
    """Whether a list stands where a phrase at the front of a clause ends and its subject begins."""
    if not _FINITE_NEXT.match(text, stop):
        return False
    clause = re.split(r"[.;:]\s", text[:start])[-1]
    phrase = _DATED_FRONT.sub("", clause).rsplit(", ", 1)[-1].strip()
    ends = _WHERE.search(phrase)
    return ends is not None and _FRONTED.match(phrase) is not None


# "Its partners are three: A, B and C": the predicate is the list already.
_IS_WHAT = re.compile(rf"\b(?:is|are|was|were)\s+(?:the|these|those|as|an?|{any_of(counting(2, 6))}|\d+)\b")
_SAYS_WHAT = re.compile(rf"\b{any_of(words('introduces_list'))}:$")


def _announced(text: str, start: int, end: int) -> bool:
    """ "the following places: Osaka, Kobe.": all that stands behind the colon."""
    behind = re.match(
        r"\s*(?:\([^()]*\)\s*)?(?:[.;]|$|(?:from|on|between|during|in)\s+(?:[A-Z][a-z]+\s+)?\d)", text[end:]
    )
    ahead = text[:start].rstrip()
    colon = bool(re.search(r":$|\s[–—-]$", ahead)) and not _SAYS_WHAT.search(ahead)
    return bool(behind) and colon and not _IS_WHAT.search(ahead)


def _in_brackets(text: str, start: int, end: int) -> bool:
    """ "(Toyama, Niigata)", "(specifically Yunnan and Guangxi)": all that the brackets hold."""
    return text[end : end + 1] == ")" and bool(re.search(r"\((?:[a-z]+\s+){0,2}$", text[max(0, start - 30) : start]))


def _alike(one: Slot, other: Slot) -> bool:
    """Whether two names may be members of one list: places with places, others with others."""
    first, second = one.names[0], other.names[0]
    if first.demonym or second.demonym or one.paired or other.paired or first.person != second.person:
        return False
    states = {"State", "Region", "Organization"}  # "the United States, ASEAN and Japan"
    if first.kind == "Organization":  # "ASEAN, the United States and Hong Kong", but not "in Hong Kong, ASEAN and ..."
        states |= {"Province"}
    return (first.kind in PLACES) == (second.kind in PLACES) or {first.kind, second.kind} <= states
