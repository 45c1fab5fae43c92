"""Names in running text: one pass of Aho-Corasick over folded text, the longest name first, at word boundaries.

The matcher knows no policy: whether a name counts without a capital or a cue is for the reader of prose to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from operator import itemgetter

import ahocorasick

from graph.fold import Folded, fold
from graph.gazetteer import Gazetteer, NameEntry

# A possessive is no part of a name: its letters are blanked, so that offsets stay.
_POSSESSIVE = re.compile(r"(?<=\w)['’‘ʼ`´][sS](?!\w)")
_NO_PART = re.compile(f"{_POSSESSIVE.pattern}|[⁰¹²³⁴⁵⁶⁷⁸⁹]")  # nor is the mark of a footnote
# What folding keeps although it is no letter or digit; it bounds words as blanks do.
_MARKS = "!?%$+=#*<>~@^\\¿¡…§†‡°"
_HAN_FROM, _HAN_TO = "\u3400", "\u9fff"


@dataclass(slots=True)  # not frozen: one is made for every eighth word of a text, and freezing triples the cost
class Hit:
    """A name in a text: `printed` is `text[start:end]`; `entries` say whom it may mean."""

    start: int
    end: int
    printed: str
    entries: tuple[NameEntry, ...]

    @property
    def cue(self) -> bool:
        """Whether every reading of it needs a cue in prose."""
        return all(entry.cue for entry in self.entries)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())


def _without_possessives(name: str) -> str:
    return _NO_PART.sub(_blank, name)


class Matcher:
    """Finds the names of a gazetteer. Building it takes about a quarter of a second; it is then read-only."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._known: dict[str, tuple[tuple[NameEntry, ...], bool]] = {}
        self._automaton = ahocorasick.Automaton()
        # A key stands for (its length with the blank before it, the folded name, the name with 's after it, how far the
        # blank behind it reaches): a key with blanks around it ends one after the name, a Han one on it.
        for folded, in_text in gazetteer.folded_names():
            if not in_text:
                continue
            if not _HAN_FROM <= folded[0] <= _HAN_TO:
                self._automaton.add_word(f" {folded} ", (len(folded) + 1, folded, None, 1))
            elif len(folded) > 1:
                self._automaton.add_word(folded, (len(folded), folded, None, 0))
        self._add_possessive_names()
        self._automaton.make_automaton()

    def _add_possessive_names(self) -> None:
        """Names with a possessive inside (People's Republic) or at their end (St. John's), as they come out once
        possessives are blanked."""
        for folded in self._gazetteer.possessive_names():
            for entry in self._gazetteer.names(folded):
                blanked = _without_possessives(entry.printed)
                key = f" {fold(blanked)} "
                if key == f" {folded} " or len(key) < 4:
                    continue
                if blanked.endswith("  "):
                    _, plain, _, _ = self._automaton.get(key, (0, None, None, 1))
                    self._automaton.add_word(key, (len(key) - 1, plain, folded, 1))
                elif key not in self._automaton:
                    self._automaton.add_word(key, (len(key) - 1, folded, None, 1))

    def find(self, text: str) -> list[Hit]:
        """The names in a text, in order, none overlapping another."""
        folded = Folded(_without_possessives(text))
        haystack = folded.text
        for mark in _MARKS:
            haystack = haystack.replace(mark, " ")
        found: list[tuple[int, int, str | None, str | None]] = [
            (end - length, behind - end, name, possessive)  # `end` counts in the padded text
            for end, (length, name, possessive, behind) in self._automaton.iter(f" {haystack} ")
        ]
        if not found:
            return []
        if len(found) > 1:
            found.sort(key=itemgetter(0, 1))
        hits: list[Hit] = []
        after = 0
        known, span = self._known, folded.span
        for start, negative_end, name, possessive in found:
            if start < after:
                continue
            left, right = span(start, -negative_end)
            if possessive is not None and _POSSESSIVE.match(text, right):
                name, right = possessive, right + 2
            if name is None:
                continue
            printed = text[left:right]
            entries, abbreviates = known.get(name) or self._entries(name)
            if abbreviates:
                entries = _as_cased(entries, printed)
            if entries:
                after = -negative_end
                hits.append(Hit(left, right, printed, entries))
        return hits

    def _entries(self, name: str) -> tuple[tuple[NameEntry, ...], bool]:
        """Whom a folded name may mean, and whether one of them bears it as an abbreviation; kept, names come often."""
        entries = self._gazetteer.names(name)
        self._known[name] = entries, any(entry.type == "abbreviation" for entry in entries)
        return self._known[name]


def _as_cased(entries: tuple[NameEntry, ...], printed: str) -> tuple[NameEntry, ...]:
    """Without short abbreviations that are not printed in capitals: "us" is not US, "who" not WHO, "near" not NEAR."""
    if printed.isupper():
        return entries
    return tuple(e for e in entries if e.type != "abbreviation" or len(e.printed) > 4 or not e.printed.isupper())
