"""A sentence made ready for the parser: each name is one plain word, citations are left out, offsets lead back.

Long names confuse a parser (commas, "and", verbs inside); as one capitalised word they stand where a name stands. Two
names joined by a hyphen ("China-Myanmar trade") are one word that bears both.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.names.name import Name
from ingest.parse.left_out import blanked, citations, containers, of_their_state, with_preposition
from ingest.parse.slots import Slot, plain_word, slots_of
from ingest.words.lexicon import any_of, phrases, words
from ingest.words.tokens import Token, tokens_of

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_HYPHENS = re.compile(rf"\b({any_of(phrases('ahead_of_hyphens'))})-(?=[a-z])", re.IGNORECASE)
_DOTTED = re.compile(r"\.\s?[A-Z]$")
_CO = re.compile(
    rf"\bco-(?={any_of(phrases('done_together'))})",
    re.IGNORECASE,
)
_QUOTES = str.maketrans("’‘“”", "''\"\"")
_DEFINITION = re.compile(
    r"\s*\((?:(?:hereafter|hereinafter|henceforth|abbreviated|(?:also|formerly)\s+known\s+as)\b[^()]{0,60}"
    r"|[\"“‘']?(?:the )?[A-Z][\w-]{0,30}[\"”’']?)\)"
)
_MEMBERS = sorted((w.replace("_", " ") for w in words("introduces_members")), key=len, reverse=True)
_AMONG_THEM = re.compile(rf"(?<=,\s)(?:{'|'.join(_MEMBERS)})\b,?")
_SHORTENED = re.compile(rf"\b{any_of(phrases('stops_inside'))}$")
_INCLUDING = "including"
_LEADS = re.compile(rf"(?<!\w){any_of(phrases('before_lists'))}$")


@dataclass(slots=True)
class Prepared:
    """Text for the parser, the way back (`origin[i]` is the offset in the sentence), and where the names stand."""

    text: str
    origin: array[int]
    slots: dict[int, Slot] = field(default_factory=dict)  # by offset in `text`


class _Written:
    """Text for the parser as it is put together, letter by letter with the way back."""

    def __init__(self) -> None:
        self._out: list[str] = []
        self._origin = array("q")
        self._slots: dict[int, Slot] = {}

    def put(self, words: str, at: int) -> None:
        """Adds words that stand for what is at an offset."""
        self._out.extend(words)
        self._origin.extend([at] * len(words))

    def put_slot(self, slot: Slot) -> None:
        """Adds the word of a slot; the colon before a list that it announces becomes "including".

        Behind a preposition it only goes: "has agreements with: A, B and C".
        """
        if slot.announced:
            while self._out and self._out[-1] in ":–—- ":
                self._out.pop()
                self._origin.pop()
            leads = _LEADS.search("".join(self._out[-12:])) is not None
            self.put(" " if leads else f" {_INCLUDING} ", slot.start)
        self._slots[len(self._out)] = slot
        self.put(slot.word, slot.start)

    def copy(self, text: str, start: int, stop: int) -> None:
        """Adds a stretch of the text, without the blanks that a date left."""
        for at, char in enumerate(text[start:stop].translate(_QUOTES), start):
            if not (char.isspace() and (not self._out or self._out[-1].isspace())):
                self._out.append(char)
                self._origin.append(at)

    def prepared(self) -> Prepared:
        """The whole."""
        joined = "".join(self._out)
        joined = _HYPHENS.sub(r"\1 ", joined) if "-" in joined else joined
        return Prepared(joined, self._origin, self._slots)


@dataclass(slots=True)
class Parsed:
    """A parsed sentence: tokens, and the names that they stand for, by token number; `source` is the model's own."""

    doc: list[Token]
    slots: dict[int, Slot]
    origin: array[int]
    source: Doc

    def offset(self, token: int) -> int:
        """Where the token starts in the sentence."""
        at = self.doc[token].idx
        return self.origin[at] if at < len(self.origin) else self.origin[-1] if self.origin else 0


@dataclass(frozen=True, slots=True)
class Insert:
    """Words that a sentence leaves out before an offset, and the name behind them, if any."""

    at: int
    text: str
    name: Name | None = None


def prepare(
    text: str, names: Sequence[Name], contained: Sequence[tuple[Name, Name]] = (), dates: Sequence[tuple[int, int]] = ()
) -> Prepared:
    """The sentence for the parser; `names` have offsets in `text` and are sorted.

    `contained` are pairs of a place and the container that the text names right after it, `dates` the spans of dates:
    containers and dates with their prepositions are left out, for they hang on the wrong words more often than not.
    """
    drops = containers(text, contained) + of_their_state(text, names)
    kept = [n for n in names if not any(a <= n.start and n.end <= b for a, b in drops)]
    slots = slots_of(blanked(text, drops), kept)
    cuts = citations(text) + ([m.span() for m in _CO.finditer(text)] if "co-" in text.lower() else [])
    cuts += [with_preposition(text, start, end) for start, end in dates]
    cuts = [c for c in cuts if not any(s.start < c[1] and c[0] < s.end for s in slots)] + drops
    by_start = {s.start: s for s in slots}
    cut_at = dict(sorted(cuts))
    introduced = {m.start(): m.end() for m in _AMONG_THEM.finditer(text) if _opens_a_list(text, m.end(), by_start)}
    stops = sorted({*by_start, *cut_at, *introduced, len(text)})
    written = _Written()
    at = 0
    while at < len(text):
        if at in introduced:  # "fifteen regions, among them A and B": the parser knows "including"
            written.put(_INCLUDING, at)
            at = introduced[at]
        elif (slot := by_start.get(at)) is not None:
            written.put_slot(slot)
            at = _after_definition(text, slot)
        elif cut_at.get(at, at) > at:
            at = cut_at[at]
        else:
            stop = stops[bisect_right(stops, at)]
            written.copy(text, at, stop)
            at = stop
    return written.prepared()


def with_subject(ready: Prepared, name: Name, joint: str = "") -> Prepared:
    """The same with a name in front, for a note that leaves out who did what it tells: "Signed an agreement with".

    `joint` is what joins them: "'s" before "Agreement with", " was" before "Approved as".
    """
    word = plain_word(name)
    lead = f"{word}{joint} "
    text = lead + ready.text[:1].lower() + ready.text[1:]
    slots = {len(lead) + at: slot for at, slot in ready.slots.items()}
    slots[0] = Slot(name.start, name.end, (name,), word)
    return Prepared(text, array("q", [0] * len(lead)) + ready.origin, slots)


def with_inserts(ready: Prepared, inserts: Sequence[Insert]) -> Prepared:
    """The same with words that the sentence leaves out."""
    for insert in reversed(inserts):
        at = next((i for i, origin in enumerate(ready.origin) if origin >= insert.at), len(ready.origin))
        word = plain_word(insert.name) if insert.name else ""
        said = insert.text + word
        slots = {place + len(said) * (place >= at): slot for place, slot in ready.slots.items()}
        if insert.name:
            slots[at + len(insert.text)] = Slot(insert.name.start, insert.name.end, (insert.name,), word)
        origin = array("q", [*ready.origin[:at], *[insert.at] * len(said), *ready.origin[at:]])
        ready = Prepared(ready.text[:at] + said + ready.text[at:], origin, slots)
    return ready


def _opens_a_list(text: str, at: int, slots: Mapping[int, Slot]) -> bool:
    """Whether a name stands at an offset, with or without its article."""
    article = re.match(r"\s+(?:the\s+)?", text[at:])
    return article is not None and at + article.end() in slots


def _after_definition(text: str, slot: Slot) -> int:
    """Where the text goes on after a name: behind its own short form in brackets."""
    shortened = _SHORTENED.search(text, slot.start, slot.end) and re.match(r"\.(?=\s+[a-z(])", text[slot.end :])
    dotted = text.startswith(".", slot.end, len(text) - 1) and _DOTTED.search(text, slot.start, slot.end)
    end = slot.end + 1 if shortened or dotted else slot.end  # the point of "Acme Co." and "U.S." ends no sentence
    match = _DEFINITION.match(text, end)
    return match.end() if match and not slot.names[0].anaphor else end


def with_tokens(doc: Doc, prepared: Prepared) -> Parsed:
    """The parse with the names tied to its tokens."""
    tokens = tokens_of(doc)
    by_offset = {t.idx: t.i for t in tokens}
    slots = {by_offset[at]: slot for at, slot in prepared.slots.items() if at in by_offset}
    return Parsed(tokens, slots, prepared.origin, doc)


def parse_all(nlp: Language, prepared: Sequence[Prepared]) -> list[Parsed]:
    """Parses sentences in one batch."""
    docs = nlp.pipe([p.text for p in prepared], batch_size=96, disable=["ner"])
    return [with_tokens(doc, p) for doc, p in zip(docs, prepared, strict=True)]
