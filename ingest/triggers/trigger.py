"""Triggers: the words by which a text states a tie, found in a sentence. They are data (`ingest.triggers.files`).

A trigger names its tie type, its words (verbs, nouns, adjectives; several words are a phrase) and the roles in which
its ends stand. A pattern `subj > with` reads: the subject is the tie's subject, what stands under "with" its object;
`between + between` takes every pair of what stands in one role. Beside prepositions, `there` is where a purpose is
carried out ("sent a team to work in A"), `above` the subject of the clause around a participle ("with teams sent to
A"), `met` the event of which the text spoke last ("A and B attended."), `is` the subject of which a noun is predicated
("A is the largest investor in"), `topic` what the sentences before or the section spoke of, `unsaid` the same where a
passive leaves out by whom, `here` the same where a verb of coming leaves out whereto, `sold` where goods are used that
somebody supplies, `whole` whose trade it is of which a part is told, `joined` what a hyphen joins to a participle
("Thai-owned mills"), `somebody` the place of a person whose office is not told ("Ann Lee of A visited"), `born` what
came to be when it was done ("The forum began when A and B met").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from ingest.words.forms import conjugated, inflected, noun_forms, verb_forms


@dataclass(frozen=True, slots=True)
class Pattern:
    """Where the two ends of a tie stand about the trigger. `paired` takes the pairs of one role."""

    left: str
    right: str
    paired: bool
    direct: bool = False  # written `incl > of!`: what stands on the right hangs on the trigger itself

    def __str__(self) -> str:
        return f"{self.left}{'+' if self.paired else '>'}{self.right}"


@dataclass(frozen=True, slots=True)
class Trigger:
    """One way of stating a tie. `general` yields to a more special tie of the same pair in the same sentence.

    `under` limits a noun to those governing verbs (or their nominal forms); `with_words` asks for one of these words in
    the sentence, `without_words` for none; `subject_kinds` and `object_kinds` are the schema's, narrowed by `ends`.
    """

    id: str
    tie: str
    phrases: tuple[tuple[str, tuple[str, ...]], ...]
    patterns: tuple[Pattern, ...]
    subject_kinds: frozenset[str]
    object_kinds: frozenset[str]
    kind: str | None = None
    under: frozenset[str] = frozenset()
    with_words: frozenset[str] = frozenset()
    without_words: frozenset[str] = frozenset()
    sector: str | None = None
    flow: str | None = None
    mode: str | None = None
    manner: str | None = None
    general: bool = False
    every: bool = False  # all its patterns are read, not the first that holds
    whole: bool = False  # a town stands for the province or state in which the sentence says that it lies
    abroad: bool = False  # only where the ends lie in different countries
    recognise: bool = False  # firms that no list knows are looked for
    mutual: bool = False  # what its pairs do they do to each other: "exchanged visits"
    person: bool = False  # its subject is a person whom the text names, who stands for a place
    many_persons: bool | None = None  # whether it asks for several persons as its subject, or for none
    headed: frozenset[str] = frozenset()  # only under a heading that has one of these words
    object_words: frozenset[str] = frozenset()  # what is done to: its last word is one of these
    confidence: float = 0.7

    def leans_on(self, *roles: str) -> bool:
        """Whether a pattern takes an end from one of these roles, which other sentences fill."""
        return any(p.left in roles or p.right in roles for p in self.patterns)

    def reads(self, left: str, right: str) -> bool:
        """Whether it has a pattern of these two roles."""
        return any((p.left, p.right) == (left, right) for p in self.patterns)


@dataclass(slots=True)  # not frozen: a word may open twenty triggers
class TriggerHit:
    """A trigger in a sentence: the words `first` to `last` (token numbers, inclusive), and its anchor."""

    trigger: Trigger
    pos: str
    first: int
    last: int

    @property
    def anchor(self) -> int:
        """The token that stands for it in the parse: the verb, or the last noun of the phrase."""
        return self.first if self.pos == "verb" else self.last


_Phrase = tuple[tuple[frozenset[str], ...], str, Trigger]  # the forms of each word, "verb" or "noun", its trigger


class Triggers:
    """All triggers, found by their first word."""

    def __init__(self, triggers: Iterable[Trigger], blocked: Iterable[str] = ()) -> None:
        self.all = tuple(triggers)
        self._blocked: dict[str, list[tuple[frozenset[str], ...]]] = {}
        for phrase in blocked:
            sets = _inflected("noun", tuple(re.split(r"[\s-]+", phrase.lower())))
            for word in sets[0]:
                self._blocked.setdefault(word, []).append(sets)
        self._by_word: dict[str, list[_Phrase]] = {}
        for trigger in self.all:
            for pos, words in trigger.phrases:
                sets = _inflected(pos, words)
                for word in sets[0]:
                    self._by_word.setdefault(word, []).append((sets, pos, trigger))
        self._opened = {word: _Opened(listed) for word, listed in self._by_word.items()}
        self.words = frozenset(self._by_word)

    @cached_property
    def verbs(self) -> frozenset[str]:
        """The forms of all verbs that open a trigger."""
        return conjugated(words[0] for trigger in self.all for pos, words in trigger.phrases if pos == "verb")

    @cached_property
    def nouns(self) -> frozenset[str]:
        """The forms of all nouns that end a trigger."""
        return inflected(words[-1] for trigger in self.all for pos, words in trigger.phrases if pos == "noun")

    @property
    def deeds(self) -> frozenset[str]:
        """The verbs and nouns, in all their forms, that tell of whom they are said that it is a firm."""
        return frozenset(
            word
            for listed in self._by_word.values()
            for sets, pos, trigger in listed
            if trigger.recognise
            for word in sets[0 if pos == "verb" else -1]
        )

    @property
    def firm_words(self) -> frozenset[str]:
        """The first words of triggers for whose ends the model's recogniser looks, too."""
        return self._opening(lambda trigger: trigger.recognise)

    @property
    def implying_words(self) -> frozenset[str]:
        """The first words of triggers whose ends the text may have named before ("bilateral trade")."""
        return self._opening(lambda trigger: trigger.leans_on("both"))

    @property
    def topic_words(self) -> frozenset[str]:
        """The first words of triggers that a section's topic may complete."""
        return self._opening(lambda trigger: trigger.leans_on("topic", "unsaid", "here"))

    @cached_property
    def met_words(self) -> frozenset[str]:
        """The first words of triggers that the event or body named last may complete."""
        return self._opening(lambda trigger: trigger.leans_on("met", "told"))

    def _opening(self, such: Callable[[Trigger], bool]) -> frozenset[str]:
        """The first words of the triggers that are such."""
        return frozenset(word for word, listed in self._by_word.items() if any(such(trigger) for *_, trigger in listed))

    def find(self, words: list[str]) -> list[TriggerHit]:
        """Trigger phrases in a list of lower-cased words; hyphens between the words of a phrase are skipped.

        At one place the longest phrase wins, and every trigger that has it is given. A word inside a phrase counts on
        its own for triggers of the same tie: who knows "agreement" need not list "cooperative agreement".
        """
        hits: list[TriggerHit] = []
        for at, word in enumerate(words):
            opened = self._opened.get(word)
            if opened is None:
                continue
            best = 0
            for sets, pos, trigger in opened.going_on(words, at):
                if len(sets) < best:
                    break
                end = _match(words, at, sets)
                if end is not None:
                    best = len(sets)
                    hits.append(TriggerHit(trigger, pos, at, end))
            if not best:
                hits += [TriggerHit(trigger, pos, at, at) for pos, trigger in opened.alone]
        inside: dict[tuple[int, str], set[str]] = {}  # the ties of the phrases in which a word stands
        for hit in hits:
            for at in range(hit.first, hit.last + 1) if hit.last > hit.first else ():
                inside.setdefault((at, hit.pos), set()).add(hit.trigger.tie)
        closed = [] if self._blocked.keys().isdisjoint(words) else self._closed(words)
        if not inside and not closed:
            return hits
        return [
            h
            for h in hits
            if (h.last > h.first or inside.get((h.first, h.pos), set()) <= {h.trigger.tie})
            and not any(a <= h.first and h.last <= b and (h.first, h.last) != (a, b) for a, b in closed)
        ]

    def _closed(self, words: list[str]) -> list[tuple[int, int]]:
        """Stretches of words that mean something of their own: "free trade zone" tells of no trade."""
        return [
            (at, end)
            for at, word in enumerate(words)
            for sets in self._blocked.get(word, ())
            if (end := _match(words, at, sets)) is not None
        ]


class _Opened:
    """The phrases that one word opens: those of that word `alone`, and the longer ones by their second word."""

    __slots__ = ("_longer", "alone")

    def __init__(self, phrases: list[_Phrase]) -> None:
        self.alone = tuple((pos, trigger) for sets, pos, trigger in phrases if len(sets) == 1)
        self._longer: dict[str, list[_Phrase]] = {}
        for phrase in sorted(phrases, key=lambda phrase: -len(phrase[0])):
            for second in phrase[0][1] if len(phrase[0]) > 1 else ():
                self._longer.setdefault(second, []).append(phrase)

    def going_on(self, words: list[str], at: int) -> Sequence[_Phrase]:
        """The phrases, the longest first, whose second word is the one that comes after this place."""
        if not self._longer:
            return ()
        after = next((word for word in islice(words, at + 1, None) if word != "-"), "")
        return self._longer.get(after, ())


def _match(words: list[str], at: int, sets: tuple[frozenset[str], ...]) -> int | None:
    here = at
    for number, wanted in enumerate(sets):
        if number:
            here += 1
            while here < len(words) and words[here] == "-":
                here += 1
        if here >= len(words) or words[here] not in wanted:
            return None
    return here


def _inflected(pos: str, words: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    plain = [frozenset((w,)) for w in words]
    if pos == "verb":
        plain[0] = verb_forms(words[0])
    elif pos == "noun":
        plain[-1] = noun_forms(words[-1])
        for at, word in enumerate(words[1:], start=1):
            if word in ("of", "for", "in"):
                plain[at - 1] = noun_forms(words[at - 1])  # "sources of investment"
    return tuple(plain)
