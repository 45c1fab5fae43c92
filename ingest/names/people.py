"""Whom a document's persons stand for, once it has introduced them: "Mr Naidu", "Governor Wei", "the chief minister".

A full name counts through the whole document; a family name, which many share, only some paragraphs long and only
while one place claims it. The mention keeps what is printed and stands for the place, as an office does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from ingest.names.name import Name
from ingest.names.persons import NAME_WORD, Holder, find_holders, no_person_words
from ingest.names.unit_offices import holds
from ingest.spans import clear_of, is_free, over
from ingest.words.lexicon import any_of, phrases, words
from ingest.words.said import openings, said_in

_REACH = 25  # paragraphs over which a family name or a bare title is remembered
_SMALL = frozenset(["LocalGovernment", "ForeignSNG"])


@lru_cache(maxsize=1)
def _run() -> re.Pattern[str]:
    """Capitalised words in a row, with the honorific before them."""
    return re.compile(
        rf"(?<![\w'’.-])(?P<mr>(?i:{any_of(words('honorifics'))})\.?\s?)?>?(?P<run>{NAME_WORD}(?:\s+{NAME_WORD}){{0,5}})"
    )


@lru_cache(maxsize=1)
def _the_title() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:the|this)\s+(?:visiting\s+|{any_of(words('title_modifiers'))}\s+)*"
        rf"(?P<title>(?:{any_of(phrases('kinds_of_ministers'))}\s+)?(?:{any_of(words('titles_alone'))}))\b(?![\w-]|\s+(?:of|to|for|in)\b|\s+[A-Z])",
        re.IGNORECASE,
    )


@dataclass(slots=True)
class People:
    """The persons of one document and the places for which they stand."""

    _full: dict[str, Name] = field(default_factory=dict)
    _short: dict[str, dict[str, tuple[int, Name]]] = field(default_factory=dict)
    _titles: dict[str, dict[str, tuple[int, Name]]] = field(default_factory=dict)
    _known: set[str] = field(default_factory=set)  # the first words of all names
    _paragraph: int = 0

    def next_paragraph(self) -> None:
        """Counts on: what was said long ago is forgotten."""
        self._paragraph += 1

    def concerned(self, text: str) -> bool:
        """Whether a text may speak of persons: of one that the document introduced, or by a title. Quick, for most
        paragraphs speak of none."""
        said = said_in(text)
        return not (words("titles").isdisjoint(said) and self._known.isdisjoint(said))

    def read(
        self, text: str, names: Sequence[Name], nested: Sequence[tuple[Name, Name]], own: Name | None = None
    ) -> list[Name]:
        """The names of a sentence with its persons among them, each in the place of the names in its expression.

        `own` is the unit whose deeds a table's cell notes: an office of such a unit without a place is its own."""
        found: list[Name] = []
        hidden: list[tuple[int, int]] = []
        for holder in find_holders(text, names, nested):
            place = holder.place or self._of(holder.name, True)
            place = place or (own if own is not None and holds(holder.title, own) else None)
            if place is not None:
                self._learn(holder, place)
                found.append(_person(place, text, holder.start, holder.end))
            else:
                hidden.append((holder.start, holder.end))
        found += self._mentions(text, names, found)
        found += self._by_title(text, [*names, *found])
        kept = clear_of(names, found)
        kept = [n for n in kept if n.kind not in _SMALL or not any(a < n.start and n.end <= b for a, b in hidden)]
        return sorted(kept + found, key=lambda n: (n.start, n.end, n.key))

    def _learn(self, holder: Holder, place: Name) -> None:
        parts = [p for p in holder.name.split() if "." not in p and len(p) > 1]
        if not parts:
            return
        if len(parts) > 1:
            self._full[holder.name.lower()] = place
            self._known |= openings([holder.name])
        for part in {parts[0], parts[-1]}:
            if part.lower() not in no_person_words():
                self._known |= openings([part])
                self._short.setdefault(part, {})[place.key] = (self._paragraph, place)
        self._titles.setdefault(holder.title, {})[place.key] = (self._paragraph, place)

    def _only(self, known: dict[str, tuple[int, Name]]) -> Name | None:
        """The one place that claims a short name or a title of late."""
        recent = [place for at, place in known.values() if self._paragraph - at <= _REACH]
        return recent[0] if len(recent) == 1 else None

    def _of(self, name: str, titled: bool) -> Name | None:
        """The place of a person, by the full name, else by the family name after a title."""
        known = self._full.get(name.lower())
        if known is not None or not titled:
            return known
        parts = name.split()
        return self._only(self._short.get(parts[-1], {})) if len(parts) == 1 else None

    def _mentions(self, text: str, names: Sequence[Name], found: Sequence[Name]) -> Iterator[Name]:
        """Persons named without their office."""
        if self._known.isdisjoint(said_in(text)):
            return
        done = [(p.start, p.end) for p in found]
        for match in _run().finditer(text):
            for start, end, place in self._in_run(match):
                if any(a < end and start < b for a, b in done):
                    continue
                there = over(start, end, names)
                if any(n.kind not in _SMALL or (n.start, n.end) != (start, end) for n in there if not n.stands_for):
                    continue
                opens = match.start() if start == match.start("run") and match["mr"] else start
                done.append((opens, end))
                yield _person(place, text, opens, end)

    def _in_run(self, match: re.Match[str]) -> Iterator[tuple[int, int, Name]]:
        parts = [
            (match.start("run") + m.start(), re.sub(r"['’]s?$", "", m[0])) for m in re.finditer(r"\S+", match["run"])
        ]
        while parts and not match["mr"] and parts[0][1].lower() in no_person_words():
            parts = parts[1:]
        for size in range(len(parts), 1, -1):
            for at in range(len(parts) - size + 1):
                piece = parts[at : at + size]
                known = self._full.get(" ".join(word for _, word in piece).lower())
                if known is not None:
                    yield piece[0][0], piece[-1][0] + len(piece[-1][1]), known
                    return
        if len(parts) == 1:
            place = self._only(self._short.get(parts[0][1], {}))
            if place is not None:
                yield parts[0][0], parts[0][0] + len(parts[0][1]), place

    def _by_title(self, text: str, names: Sequence[Name]) -> Iterator[Name]:
        """ "the governor": whose, the text told before."""
        for match in _the_title().finditer(text) if self._titles else ():
            place = self._only(self._titles.get(match["title"].lower(), {}))
            if place is not None and is_free(*match.span(), names):
                yield replace(_person(place, text, *match.span()), anaphor=True)


def _person(place: Name, text: str, start: int, end: int) -> Name:
    return replace(
        place, start=start, end=end, printed=text[start:end], demonym=False, anaphor=False, stands_for=True, person=True
    )
