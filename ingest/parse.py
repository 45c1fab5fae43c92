"""A sentence made ready for the parser: each name is one plain word, citations are left out, offsets lead back.

Long names confuse a parser (commas, "and", verbs inside); as one capitalised word they stand where a name stands. Two
names joined by a hyphen ("China-Myanmar trade") are one word that bears both.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from ingest.lexicon import unit_nouns, words
from ingest.names import PLACES, Name
from ingest.word_forms import noun_forms

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_CITATION = re.compile(
    r"\s*\((?:see |cf\. |e\.g\.,? )?[^()]{0,160}?(?:1[89]|20)\d\d[a-z]?(?::\s?\d+)?(?:,\s*pp?\.[^()]*)?\)"
    r"|\s*\[\d{1,3}(?:[,–-]\s?\d{1,3})*\]"
)
_YEARS_ONLY = re.compile(r"\s*\([\s\d–,/-]+\)|\s*\((?:in|from|since|until)?\s*\d{4}[^()]{0,24}\)")
_HYPHENS = re.compile(r"\b(sister|vice|twin|deputy|friendship)-(?=[a-z])", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_CO = re.compile(
    r"\bco-(?=(?:sign|host|organi|found|launch|chair|sponsor|financ|develop|initiat|build|built|own|invest))",
    re.IGNORECASE,
)
_DATE_LEAD = re.compile(
    r"\s?\b(?:early\s+|late\s+)?(?:in|on|since|from|by|during|between|until|till|at)\s+(?:the\s+(?:end|beginning|middle|start)\s+of\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_LIST_JOIN = re.compile(
    r"\s*(?:\(\s*\d[^()]*\)\s*)?(?:[,;]\s*(?:and\s+|or\s+|as\s+well\s+as\s+)?"
    r"|\s(?:and|or|as\s+well\s+as)(?:,\s*[a-z][a-z ]{3,30},)?\s+|&\s*)(?:the\s+)?",  # "and, for the first time, Peru"
    re.IGNORECASE,
)
_UNIT_WORDS_ALL = sorted({form for noun in unit_nouns() for form in noun_forms(noun)}, key=lambda w: (-len(w), w))
_UNITS = re.compile(rf"\s+(?:{'|'.join(_UNIT_WORDS_ALL)})\b(?=\s*[,;&]|\s+(?:and|or|as)\b)")
_OWNED = re.compile(r"['’]s?\s+")
_DEFINITION = re.compile(
    r"\s*\((?:(?:hereafter|hereinafter|henceforth|abbreviated|(?:also|formerly)\s+known\s+as)\b[^()]{0,60}"
    r"|[\"“‘']?(?:the )?[A-Z][\w-]{0,30}[\"”’']?)\)"
)
_OF_WHAT = re.compile(r"(?<=\w)\s+(?:of|for|on|between|among)\s")
_MEMBERS = sorted((w.replace("_", " ") for w in words("introduces_members")), key=len, reverse=True)
_AMONG_THEM = re.compile(rf"(?<=,\s)(?:{'|'.join(_MEMBERS)})\b")
_INCLUDING = "including"
_LIKENED = re.compile(r"\b(?:like|such\s+as|including)\s+(?:the\s+)?$")
_DASH = re.compile(r"\s?[-–—]\s?|\s*/\s*")
# ", the most populous US state,": an apposition is left out whole, or not at all.
_APPOSED = re.compile(r"\s*,\s*(?:which\s+(?:is|are|was)\s+)?(?:the|an?|both|all|one\s+of\s+the)\s", re.IGNORECASE)
_FURTHER = re.compile(r"\s+(?:in|of|on|at|near)\b")
_UNIT_WORDS = re.compile(r"(?:\s+[a-z-]+){0,4}(?:,|(?=\s*[.;]))")
# Words that the model knows well, in place of names that it may not know.
_STAND_IN: dict[str | None, str] = {
    "Event": "Expo", "Project": "Project", "Policy": "Policy", "Mechanism": "Forum", "Organization": "Bank",
    "Province": "Texas", "LocalGovernment": "Boston", "ForeignSNG": "Boston", "State": "China", "Region": "Asia",
    "Enterprise": "Toyota", "SOE": "Toyota",
}  # fmt: skip
_KNOWN_WORDS = frozenset(["Province", "LocalGovernment", "ForeignSNG", "Enterprise", "SOE", "State", "Region"])


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


@dataclass(slots=True)
class Prepared:
    """Text for the parser, the way back (`origin[i]` is the offset in the sentence), and where the names stand."""

    text: str
    origin: array[int]
    slots: dict[int, Slot] = field(default_factory=dict)  # by offset in `text`


@dataclass(slots=True)
class Parsed:
    """A parsed sentence: tokens, and the names that they stand for, by token number."""

    doc: Doc
    slots: dict[int, Slot]
    origin: array[int]

    def offset(self, token: int) -> int:
        """Where the token starts in the sentence."""
        at = self.doc[token].idx
        return self.origin[at] if at < len(self.origin) else self.origin[-1] if self.origin else 0


def _plain_word(name: Name) -> str:
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


def _slots(text: str, names: Sequence[Name]) -> list[Slot]:
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
            found.append(Slot(start, name.end, (name,), _plain_word(name)))
    return _lists(text, _with_parts(text, found))


def _owns(text: str, state: Slot, unit: Name) -> bool:
    """ "China's Yunnan": the state only says where the unit lies."""
    name = state.names[0]
    owner = len(state.names) == 1 and name.kind == "State" and not name.demonym and name.entity == unit.country
    return owner and unit.kind in PLACES and _OWNED.fullmatch(text, state.end, unit.start) is not None


def _join(text: str, one: Slot, other: Slot) -> str:
    """What joins two names, without the unit word of the first: "Yunnan province, Laos"."""
    return _UNITS.sub("", text[one.end : other.start], 1)


def _with_parts(text: str, slots: list[Slot]) -> list[Slot]:
    """ "China (Yunnan and Guangxi)": a state with its units in brackets stands where the state would stand."""
    out: list[Slot] = []
    at = 0
    while at < len(slots):
        state, end = slots[at], at + 1
        opens = re.match(r"\s*\((?:[a-z]+\s+){0,2}(?:the\s+)?", text[state.end : state.end + 40])
        if opens and len(state.names) == 1 and state.names[0].kind == "State" and not state.names[0].demonym:
            last = state.end + opens.end()
            while (
                end < len(slots)
                and slots[end].names[0].country == state.names[0].entity
                and (slots[end].start == last or _LIST_JOIN.fullmatch(text[slots[end - 1].end : slots[end].start]))
            ):
                last, end = slots[end].end, end + 1
            if end > at + 1 and text[last : last + 1] == ")":
                names = (*state.names, *(n for part in slots[at + 1 : end] for n in part.names))
                out.append(Slot(state.start, last + 1, names, state.word, listed=True))
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
        members = slots[at:end]
        start, stop = members[0].start, members[-1].end
        announced = len(members) >= 2 and _announced(text, start, stop)
        bracketed = len(members) >= 2 and _in_brackets(text, start, stop)
        likened = len(members) >= 3 and _LIKENED.search(text[max(0, start - 12) : start]) is not None
        likened = likened and re.match(r"\s*(?:[.;)]|$)", text[stop:]) is not None
        if _closed(text, members) or bracketed or announced or likened:
            names = tuple(n for m in members for n in m.names)
            out.append(Slot(start, stop, names, members[0].word, listed=True, announced=announced))
            at = end
        else:
            out.append(slots[at])
            at += 1
    return out


def _closed(text: str, members: Sequence[Slot]) -> bool:
    """Whether names are a list with commas and one "and" before the last."""
    joins = [_join(text, a, b) for a, b in pairwise(members)]
    pairs = [_UNITS.match(text, b.end) is not None for b in members[1:]]  # "A, B and C provinces, D and E"
    commas = all(
        re.match(r"\s*[,;]\s*(?:the\s+)?$", join) or pair for join, pair in zip(joins[:-1], pairs, strict=False)
    )
    return len(members) >= 3 and commas and bool(re.search(r"\b(?:and|or|as well as)\b|&", joins[-1]))


# "Its partners are three: A, B and C": the predicate is the list already.
_IS_WHAT = re.compile(r"\b(?:is|are|was|were)\s+(?:the|these|those|as|an?|two|three|four|five|six|\d+)\b")


def _announced(text: str, start: int, end: int) -> bool:
    """ "the following places: Osaka, Kobe.": all that stands behind the colon."""
    behind = re.match(r"\s*(?:\([^()]*\)\s*)?(?:[.;]|$)", text[end:])
    ahead = text[:start].rstrip()
    return bool(behind) and bool(re.search(r":$|\s[–—-]$", ahead)) and not _IS_WHAT.search(ahead)


def _in_brackets(text: str, start: int, end: int) -> bool:
    """ "(Toyama, Niigata)", "(specifically Yunnan and Guangxi)": all that the brackets hold."""
    return text[end : end + 1] == ")" and bool(re.search(r"\((?:[a-z]+\s+){0,2}$", text[max(0, start - 30) : start]))


def _alike(one: Slot, other: Slot) -> bool:
    """Whether two names may be members of one list: places with places, others with others."""
    first, second = one.names[0], other.names[0]
    if first.demonym or second.demonym or one.paired or other.paired:
        return False
    states = {"State", "Region", "Organization"}  # "the United States, ASEAN and Japan"
    if first.kind == "Organization":  # "ASEAN, the United States and Hong Kong", but not "in Hong Kong, ASEAN and ..."
        states |= {"Province"}
    return (first.kind in PLACES) == (second.kind in PLACES) or {first.kind, second.kind} <= states


def prepare(
    text: str, names: Sequence[Name], contained: Sequence[tuple[Name, Name]] = (), dates: Sequence[tuple[int, int]] = ()
) -> Prepared:
    """The sentence for the parser; `names` have offsets in `text` and are sorted.

    `contained` are pairs of a place and the container that the text names right after it, `dates` the spans of dates:
    containers and dates with their prepositions are left out, for they hang on the wrong words more often than not.
    """
    drops = _containers(text, contained)
    kept = [n for n in names if not any(a <= n.start and n.end <= b for a, b in drops)]
    slots = _slots(_blanked(text, drops), kept)
    cuts = [m.span() for p in (_CITATION, _YEARS_ONLY, _CO) for m in p.finditer(text)]
    cuts += [_with_preposition(text, start, end) for start, end in dates]
    cuts = [c for c in cuts if not any(s.start < c[1] and c[0] < s.end for s in slots)] + drops
    by_start = {s.start: s for s in slots}
    cut_at = dict(sorted(cuts))
    out: list[str] = []
    origin = array("q")
    marks: dict[int, Slot] = {}
    introduced = {m.start(): m.end() for m in _AMONG_THEM.finditer(text) if _opens_a_list(text, m.end(), by_start)}
    at = 0
    while at < len(text):
        if at in introduced:  # "fifteen regions, among them A and B": the parser knows "including"
            out.extend(_INCLUDING)
            origin.extend([at] * len(_INCLUDING))
            at = introduced[at]
            continue
        slot = by_start.get(at)
        if slot is not None:
            stop = _after_definition(text, slot)
            if slot.announced:
                while out and out[-1] in ":–—- ":
                    out.pop()
                    origin.pop()
                out.extend(" including ")
                origin.extend([slot.start] * len(" including "))
            marks[len(out)] = slot
            out.extend(slot.word)
            origin.extend([slot.start] * len(slot.word))
            at = stop
            continue
        if at in cut_at and cut_at[at] > at:
            at = cut_at[at]
            continue
        char = text[at]
        if char.isspace() and (not out or out[-1].isspace()):  # what a date leaves
            at += 1
            continue
        out.append({"’": "'", "‘": "'", "“": '"', "”": '"'}.get(char, char))
        origin.append(at)
        at += 1
    joined = _HYPHENS.sub(r"\1 ", "".join(out))
    return Prepared(joined, origin, marks)


def with_subject(ready: Prepared, name: Name, owned: bool = False) -> Prepared:
    """The same with a name in front, for a note that leaves out who did what it tells: "Signed an agreement with",
    "Agreement with"."""
    word = _plain_word(name)
    lead = f"{word}'s " if owned else f"{word} "
    text = lead + ready.text[:1].lower() + ready.text[1:]
    slots = {len(lead) + at: slot for at, slot in ready.slots.items()}
    slots[0] = Slot(name.start, name.end, (name,), word)
    return Prepared(text, array("q", [0] * len(lead)) + ready.origin, slots)


def _opens_a_list(text: str, at: int, slots: Mapping[int, Slot]) -> bool:
    """Whether a name stands at an offset, with or without its article."""
    article = re.match(r"\s+(?:the\s+)?", text[at:])
    return article is not None and at + article.end() in slots


def _with_preposition(text: str, start: int, end: int) -> tuple[int, int]:
    """A date with what leads to it, and with its comma where it opens a clause."""
    lead = _DATE_LEAD.search(text, max(0, start - 24), start)
    if lead:
        start = lead.start()
    if text[end : end + 1] == "," and (
        start == 0 or text[max(0, start - 5) : start].strip(" ,;") in ("", "and", "but")
    ):
        end += 1
    return start, end


_REST_OF_BRACKET = re.compile(r"(?:\s*,\s*[a-z0-9][^()A-Z]{0,40})?\)")
_IN_FRONT = re.compile(r"\s+in\s+(?:the\s+)?$")


def _containers(text: str, contained: Sequence[tuple[Name, Name]]) -> list[tuple[int, int]]:
    """What a container takes of the text: ", Japan", " in the US", ", the capital of Yunnan,"."""
    out: list[tuple[int, int]] = []
    for inner, outer in contained:
        ahead = _IN_FRONT.search(text, max(0, outer.start - 12), outer.start)
        if ahead and re.fullmatch(r"\s*,\s*", text[outer.end : inner.start]):
            out.append((ahead.start(), outer.end))  # "its partner in Thailand, Chiang Rai"
            continue
        if outer.start <= inner.end or outer.start - inner.end > 40:
            continue
        end = outer.end
        between = text[inner.end : outer.start]
        if "(" in between:  # "(Japan)", "(Japan, since 1990)"
            rest = _REST_OF_BRACKET.match(text, end)
            if rest is None:
                continue
            end = rest.end()
        elif _APPOSED.match(between):
            rest = _UNIT_WORDS.match(text, end)
            if rest and (outer.demonym or rest[0].strip() in ("", ",")):
                end = rest.end()
            elif outer.demonym or _OWNED.match(text, end) or _FURTHER.match(text, end):
                continue
        if not any(a < end and inner.end < b for a, b in out):
            out.append((inner.end, end))
    return out


def _blanked(text: str, drops: Sequence[tuple[int, int]]) -> str:
    """The text with what is left out as blanks, so that offsets stay."""
    for start, end in drops:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


_SHORTENED = re.compile(r"\b(?:Co|Ltd|Inc|Corp|Bros|Pte|Bhd|Jr|St|U\.S|D\.C)$")


def _after_definition(text: str, slot: Slot) -> int:
    """Where the text goes on after a name: behind its own short form in brackets."""
    match = _DEFINITION.match(text, slot.end)
    if match and not slot.names[0].anaphor:
        return match.end()
    shortened = _SHORTENED.search(text, slot.start, slot.end) and re.match(r"\.(?=\s+[a-z])", text[slot.end :])
    return slot.end + 1 if shortened else slot.end  # the point of "Acme Co." ends no sentence


def with_tokens(doc: Doc, prepared: Prepared) -> Parsed:
    """The parse with the names tied to its tokens."""
    by_offset = {t.idx: t.i for t in doc}
    slots = {by_offset[at]: slot for at, slot in prepared.slots.items() if at in by_offset}
    return Parsed(doc, slots, prepared.origin)


def parse_all(nlp: Language, prepared: Sequence[Prepared]) -> list[Parsed]:
    """Parses sentences in one batch."""
    docs = nlp.pipe([p.text for p in prepared], batch_size=64, disable=["ner"])
    return [with_tokens(doc, p) for doc, p in zip(docs, prepared, strict=True)]
