"""Names in running text: one pass of Aho-Corasick over folded text, the longest name first, at word boundaries.

The matcher knows no policy: whether a name counts without a capital or a cue is for the reader of prose to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import ahocorasick

from graph.fold import Folded, fold
from graph.gazetteer import Gazetteer, NameEntry

# A possessive is no part of a name: its letters are blanked, so that offsets stay.
_POSSESSIVE = re.compile(r"(?<=\w)['’‘ʼ`´][sS](?!\w)")
# What folding keeps although it is no letter or digit; it bounds words as blanks do.
_MARKS = "!?%$+=#*<>~@^\\¿¡…§†‡°"
_HAN_FROM, _HAN_TO = "\u3400", "\u9fff"


@dataclass(frozen=True, slots=True)
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


def _without_possessives(name: str) -> str:
    return _POSSESSIVE.sub("  ", name)


class Matcher:
    """Finds the names of a gazetteer. Building it takes about half a second; it is then read-only."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._automaton = ahocorasick.Automaton()
        for folded, in_text in gazetteer.folded_names():
            if not in_text:
                continue
            if _HAN_FROM <= folded[0] <= _HAN_TO:
                if len(folded) > 1:
                    self._automaton.add_word(folded, (len(folded), folded, False))
            else:
                self._automaton.add_word(f" {folded} ", (len(folded) + 1, folded, False))
        self._add_possessive_names()
        self._automaton.make_automaton()

    def _add_possessive_names(self) -> None:
        """Names with a possessive inside (People's Republic), as they come out once possessives are blanked."""
        for folded in self._gazetteer.possessive_names():
            for entry in self._gazetteer.names(folded):
                blanked = _without_possessives(entry.printed)
                if blanked != entry.printed and fold(blanked) != folded:
                    key = f" {fold(blanked)} "
                    if key not in self._automaton:
                        self._automaton.add_word(key, (len(key) - 1, folded, blanked.endswith("  ")))

    def find(self, text: str) -> list[Hit]:
        """The names in a text, in order, none overlapping another."""
        source = _POSSESSIVE.sub("  ", text)
        folded = Folded(source)
        haystack = folded.text
        if not haystack.isascii() or any(mark in haystack for mark in _MARKS):
            for mark in _MARKS:
                haystack = haystack.replace(mark, " ")
        found: list[tuple[int, int, str, bool]] = []
        for end, (length, key, possessive) in self._automaton.iter(f" {haystack} "):
            # `end` counts in the padded text: a key with blanks around it ends one after the name, a Han one on it
            start = end - length
            if key[0] >= _HAN_FROM:
                start, length = end - len(key), len(key) + 1
            found.append((start, -(start + length - 1), key, possessive))
        found.sort()
        hits: list[Hit] = []
        after = 0
        for start, negative_end, key, possessive in found:
            if start < after:
                continue
            left, right = folded.span(start, -negative_end)
            if possessive:
                if not _POSSESSIVE.match(text, right):
                    continue
                right += 2
            after = -negative_end
            hits.append(Hit(left, right, text[left:right], self._gazetteer.names(key)))
        return hits
