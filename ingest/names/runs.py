"""Runs of capitalised words, of which proper names are made, and the head nouns in them (`data/head_nouns.csv`).

Small words that names have inside ("of", "and", "the") go on with a run; "and" parts two names when each side has a
head noun of its own.
"""

from __future__ import annotations

import re
from calendar import day_name, month_name
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.words.lexicon import HeadNoun, any_of, head_nouns, offices, phrases, words

_WORD = r"[^\W_](?:[\w'’&-]*[^\W_])?"
_PLAIN_TOKEN = re.compile(_WORD)
_TOKEN = re.compile(rf"(?:[^\W_][\w'’&]*-)?(?:[A-Z]\.){{2,}}(?:-{_WORD}|(?=[\s'’-]))|{_WORD}")  # "China-U.S." is one
_INITIALS = re.compile(r"[A-Z]\.[A-Z]\.")
_INITIALS_AT_MOST = 4
_AND_LAST = re.compile(r"(?:,\s[A-Z][a-z]+){0,2},?\s(?:and|&)\s[A-Z][a-z]+\s[A-Z]")
_OWNERS = re.compile(r"['’]\s+")  # "Governors' Forum"
_DASHED = re.compile(r"\s*[–—]\s*")
_INSIDE = frozenset(phrases("small_inside_names"))
_TAKES_WITH = words("takes_with")  # "Association for Friendship with Foreign Countries"
_TAKES_TO = words("takes_to")
# Words that open a sentence or a phrase with a capital and are no part of a name.
_FUNCTION = words("function_words")
_NO_OPENING = _FUNCTION | _INSIDE | words("opening_verbs")  # "Hosted the Tea Fair": no part of the name
_DEEDS = words("deeds_before_names")
_OPENS_PHRASE = re.compile(rf"{any_of(phrases('opens_phrases'))}\s+(?:the\b|\d)")  # "LIMA. At the 4th Forum"
# "Kazan Federal (Volga) University", "Orix (China) Investment": what a bracket says inside a name
_IN_BRACKETS = re.compile(r" \([A-Z][a-z][\w-]*(?:[ -][A-Z][a-z][\w-]*){0,2}\) [A-Z]")
_OPEN_BRACKET = re.compile(r"[\w'’-] \([A-Z][a-z][\w-]*(?:[ -][A-Z][a-z][\w-]*){0,2}$")
_GOES_ON = re.compile(r"\s+(?:and\s+|&\s+)?[A-Z]")
_CAPITAL_NEXT = re.compile(r" [A-Z][a-z]")
_FIRM_NOUNS = words("firm_nouns")  # "Chinese company Lantern Group": said of it
# "Beijing-based", "700-megawatt", "60-kilometer-long": said of what the name behind them means
_DESCRIBES = re.compile(
    rf"[\w.-]+-{any_of(phrases('described_as'))}|\d[\d.,]*-?(?:{any_of(phrases('measured_in'))})(?:-[a-z]+)?"
)
OPENS = frozenset(["of", "on", "for"])  # after a head noun: "Forum on ...", "Ministry of ..."
# Words of names that say nothing of their own: a name made only of these means something within its document only.
GENERIC = words("general_name_words")
_FIELDS = GENERIC | words("fields_of_work")
DAYS = frozenset(name.lower() for name in (*month_name, *day_name) if name)


@dataclass(slots=True)  # not frozen: many are made
class Word:
    """A word of a text and its span; `low` is the same in small letters."""

    start: int
    end: int
    text: str
    low: str

    @property
    def capital(self) -> bool:
        return self.text[0].isupper() or (self.text[0].isdigit() and any(c.isalpha() for c in self.text))


def runs(text: str) -> Iterator[list[Word]]:
    """Runs of capitalised words, with the small words that names have inside, cut at punctuation."""
    run: list[Word] = []
    for match in (_TOKEN if _INITIALS.search(text) else _PLAIN_TOKEN).finditer(text):
        said = match[0]
        if not run and said[0].islower():  # most words: they open no run
            continue
        word = Word(match.start(), match.end(), said, said.lower())
        if run and (not _joined(text, run[-1], word) or _OPENS_PHRASE.match(text, word.start)):
            yield run
            run = []
        goes_on = run and (_slipped(text, run[-1], word) or _goes_on_with(run, word) or _numbers(run[-1], text, match))
        if word.capital or (run and word.low in _INSIDE) or goes_on:
            run.append(word)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _joined(text: str, last: Word, word: Word) -> bool:
    """Whether nothing stands between two words that parts names."""
    gap = text[last.end : word.start]
    if gap == " ":
        return True
    if gap == " (":
        return last.capital and last.low not in head_nouns() and _IN_BRACKETS.match(text, last.end) is not None
    if gap == ") ":
        return word.capital and _inside_brackets(text, last.end)
    if gap == ", ":  # "Trade, Culture and Tourism Expo"
        return {last.low, word.low} <= _FIELDS and last.capital and _AND_LAST.match(text, word.end) is not None
    return (
        (gap.isspace() and "\n\n" not in gap)
        or gap.strip() == "&"
        or bool(_DASHED.fullmatch(gap) and not (" " in gap and (word.low in _FUNCTION or _files(last))))
        or bool(gap == " - " and last.capital and word.capital and _GOES_ON.match(text, word.end) and not _files(last))
        or bool(last.low.endswith("s") and _OWNERS.fullmatch(gap))
        or bool(gap == "/" and last.low.endswith("s") and word.low.endswith("s"))  # "Governors/Mayors'"
    )


def _files(word: Word) -> bool:
    """ "BANDUNG - The governor": the place where news is filed, at the front of it."""
    return word.start == 0 and word.text.isupper() and len(word.text) > _INITIALS_AT_MOST


def _inside_brackets(text: str, end: int) -> bool:
    """Whether a bracket that stands inside a name ends there."""
    opened = _OPEN_BRACKET.search(text, max(0, end - 60), end)
    before = re.search(r"[\w'’-]+$", text[: opened.start() + 1]) if opened else None
    return before is not None and before[0][0].isupper() and before[0].lower() not in head_nouns()


def _slipped(text: str, last: Word, word: Word) -> bool:
    """ "Foreign trade and Investment Fair": a general word of a name that lost its capital."""
    general = last.capital and last.low in GENERIC and word.low in GENERIC and word.low not in _FIRM_NOUNS
    return general and _GOES_ON.match(text, word.end) is not None


def _goes_on_with(run: list[Word], word: Word) -> bool:
    """ "Association for Friendship with ...": a name that says what it is for goes on; "signed with ..." does not."""
    if word.low == "to":
        return run[-1].capital and run[-1].low in _TAKES_TO and any(w.low in OPENS for w in run)
    return word.low == "with" and run[-1].low in _TAKES_WITH and any(w.low in OPENS for w in run)


def _numbers(before: Word, text: str, match: re.Match[str]) -> bool:
    """ "China Railway 20 Bureau Group": a number inside a name, not a day ("May 20 Zhejiang ...")."""
    return (
        len(match[0]) < 3
        and match[0].isdigit()
        and before.low not in DAYS
        and bool(_CAPITAL_NEXT.match(text, match.end()))
    )


def trimmed(run: list[Word]) -> list[Word]:
    """The run without what opens or closes it and is no part of a name: small words, verbs, "Secretary of the"."""
    start, end = 0, len(run)
    while start < end and (run[start].low in _NO_OPENING or _DESCRIBES.fullmatch(run[start].text)):
        start += 1
    if end - start > 2 and _DESCRIBES.fullmatch(run[start + 1].text):
        start += 2  # "Hong Kong-listed Harbour Foods"
    if end - start > 2 and run[start].low in _DEEDS and run[start + 1].low == "of":
        start += 1  # "Opening of the Tea Fair"
    if end - start > 1 and run[start].low in DAYS and run[start + 1].low in _INSIDE:
        start += 2  # "(elections in) June for the European Union"
    if end - start > 3 and run[start].low == "government" and run[start + 1].low == "and" and _owns(run[start + 2]):
        start += 2  # "the provincial Government and Russia's Ministry of Energy"
    while start < end and run[start].low in _INSIDE:
        start += 1
    while end > start and (run[end - 1].low in _INSIDE or run[end - 1].low in ("with", "to")):
        end -= 1
    for at in range(start, min(end - 1, start + 5)):  # "Secretary of the Ningbo Port Group": the group counts
        if run[at].low in _INSIDE and run[at].low != "and":
            named = at - 1 > start and (head := head_at(run, at - 1, start)) is not None and head.kind == "Enterprise"
            if (
                run[at].low == "of"
                and at > start
                and not named
                and offices().get(run[at - 1].low.replace("-", " ")) == "person"
            ):
                start = at + 2 if run[at + 1].low == "the" else at + 1
            break
    return run[start:end]


def _owns(word: Word) -> bool:
    return word.text.endswith(("'s", "’s"))


def head_at(run: list[Word], at: int, first: int) -> HeadNoun | None:
    """The head noun that ends at word `at`, if any (a hyphenated word counts by its last part)."""
    low = run[at].low.removesuffix("'s").removesuffix("’s")
    for noun in head_nouns().get(low, ()):
        size = len(noun.words)
        if at - size + 1 >= first and all(run[at - size + 1 + i].low == noun.words[i] for i in range(size - 1)):
            return noun
    return None


def segments(run: list[Word]) -> Iterator[list[Word]]:
    """A run cut at "and" where both sides are names of their own."""
    start = 0
    for at, word in enumerate(run):
        if word.low in ("and", "&") and start < at < len(run) - 1:
            rest = run[at + 1 :]
            owned = rest[0].low.endswith(("'s", "’s"))  # "(the city) Government and Peru's Ministry of ..."
            left = head_at(run, at - 1, start) is not None and (at - start > 1 or owned)
            right = any(head_at(run, i, at + 1) for i in range(at + 1, len(run)))
            own = head_at(run, len(run) - 1, at + 1)
            if own and own.kind == "Event" and all(w.low in GENERIC for w in rest[:-1]):
                continue  # "the Ural Food Exposition and Trade Fair" is one event
            if right and _one_firm(run[start:at], rest):
                continue
            apart = right and rest[0].low == "the" and not any(head_at(run, i, start) for i in range(start, at))
            if apart or (rest and left and right and not (run[at - 1].low in GENERIC and at - start == 1)):
                yield run[start:at]
                start = at + 1
    yield run[start:]


def _one_firm(left: list[Word], rest: list[Word]) -> bool:
    """ "Hunan Road and Bridge Group Corp": what stands on both sides of "and" is the trade of one firm."""
    works = [n for w in (left[-1], rest[0]) for n in head_nouns().get(w.low, ()) if len(n.words) == 1]
    firm = next((n for at in range(len(rest)) if (n := head_at(rest, at, 0)) is not None and at), None)
    return len(works) == 2 and {n.kind for n in works} == {"Project"} and firm is not None and firm.kind == "Enterprise"
