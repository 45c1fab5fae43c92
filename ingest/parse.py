"""A sentence made ready for the parser: each name is one plain word, citations are left out, offsets lead back.

Long names confuse a parser (commas, "and", verbs inside); as one capitalised word they stand where a name stands. Two names
joined by a hyphen ("China-Myanmar trade") are one word that bears both.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.names import Name

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_CITATION = re.compile(
    r"\s*\((?:see |cf\. |e\.g\.,? )?[^()]{0,160}?(?:1[89]|20)\d\d[a-z]?(?::\s?\d+)?(?:,\s*pp?\.[^()]*)?\)|\s*\[\d{1,3}(?:[,–-]\s?\d{1,3})*\]"
)
_YEARS_ONLY = re.compile(r"\s*\([\s\d–,/-]+\)|\s*\((?:in|from|since|until)?\s*\d{4}[^()]{0,24}\)")
_HYPHENS = re.compile(r"\b(sister|vice|twin|deputy|friendship)-(?=[a-z])", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_DASH = re.compile(r"\s?[-–—]\s?|\s*/\s*")
# Words that the model knows well, in place of names that it may not know.
_STAND_IN = {
    "Event": "Expo", "Project": "Project", "Policy": "Policy", "Mechanism": "Forum", "Organization": "Bank", "Province": "Texas",
    "LocalGovernment": "Boston", "ForeignSNG": "Boston", "Enterprise": "Toyota", "SOE": "Toyota", "State": "China", "Region": "Asia",
}  # fmt: skip
_KNOWN_WORDS = frozenset(["Province", "LocalGovernment", "ForeignSNG", "Enterprise", "SOE", "State", "Region"])


@dataclass(frozen=True, slots=True)
class Slot:
    """A stretch of the sentence that is one word for the parser, with the names that it bears."""

    start: int
    end: int
    names: tuple[Name, ...]
    word: str
    paired: bool = False


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
    """The word by which a name goes into the parser."""
    if name.kind in _STAND_IN and not name.demonym and (name.kind in _KNOWN_WORDS or name.stands_for):
        return _STAND_IN[name.kind]
    words = [w for w in _WORD.findall(name.printed) if len(w) > 1] or _WORD.findall(name.form) or ["Name"]
    if name.anaphor:
        words = [w for w in _WORD.findall(name.form) if len(w) > 1] or words
    capitals = [w for w in words if w[0].isupper()]
    if name.kind in _STAND_IN and not name.stands_for:
        last = words[-1]
        return last.capitalize() if last.isalpha() and not last.isupper() else _STAND_IN[str(name.kind)]
    if name.kind in ("Enterprise", "SOE"):
        return (capitals or words)[0].capitalize()
    if name.kind == "State" and all(w.isupper() for w in words):
        return "America"
    return (capitals or words)[0 if name.stands_for else -1].capitalize() if len(words) > 1 else words[0]


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
            and "\n" not in text[last.end : name.start]
        ):
            found[-1] = Slot(last.start, name.end, (*last.names, name), last.word, True)
        else:
            found.append(Slot(name.start, name.end, (name,), _plain_word(name)))
    return found


def prepare(text: str, names: Sequence[Name]) -> Prepared:
    """The sentence for the parser; `names` have offsets in `text` and are sorted."""
    slots = _slots(text, names)
    cuts = [m.span() for p in (_CITATION, _YEARS_ONLY) for m in p.finditer(text)]
    cuts = [c for c in cuts if not any(s.start < c[1] and c[0] < s.end for s in slots)]
    by_start = {s.start: s for s in slots}
    cut_at = dict(sorted(cuts))
    out: list[str] = []
    origin = array("q")
    marks: dict[int, Slot] = {}
    at = 0
    while at < len(text):
        slot = by_start.get(at)
        if slot is not None:
            stop = _after_definition(text, slot)
            marks[len(out)] = slot
            out.extend(slot.word)
            origin.extend([slot.start] * len(slot.word))
            at = stop
            continue
        if at in cut_at and cut_at[at] > at:
            at = cut_at[at]
            continue
        char = text[at]
        out.append({"’": "'", "‘": "'", "“": '"', "”": '"'}.get(char, char))
        origin.append(at)
        at += 1
    joined = _HYPHENS.sub(r"\1 ", "".join(out))
    return Prepared(joined, origin, marks)


def _after_definition(text: str, slot: Slot) -> int:
    """Where the text goes on after a name: behind its own short form in brackets."""
    match = re.match(r"\s*\([\"“‘']?(?:the )?[A-Z][\w-]*[\"”’']?\)", text[slot.end : slot.end + 40])
    return slot.end + match.end() if match and not slot.names[0].anaphor else slot.end


def with_tokens(doc: Doc, prepared: Prepared) -> Parsed:
    """The parse with the names tied to its tokens."""
    by_offset = {t.idx: t.i for t in doc}
    slots = {by_offset[at]: slot for at, slot in prepared.slots.items() if at in by_offset}
    return Parsed(doc, slots, prepared.origin)


def parse_all(nlp: Language, prepared: Sequence[Prepared]) -> list[Parsed]:
    """Parses sentences in one batch."""
    docs = nlp.pipe([p.text for p in prepared], batch_size=64, disable=["ner"])
    return [with_tokens(doc, p) for doc, p in zip(docs, prepared, strict=True)]
