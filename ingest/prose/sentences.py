"""Sentences of repaired text, by punctuation, fast, with offsets.

Abbreviations, initials, decimal numbers and web addresses do not end a sentence; a footnote mark that stayed glued to
the full stop does not hide the end. Long sentences are cut at semicolons, where a new clause starts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.words.lexicon import any_of, phrases, words

_ABBREVIATIONS = words("abbreviations")
_END = re.compile(
    r"""(?P<stop>[.!?…]+)(?P<mark>\d{1,3}(?=\s|$))?(?P<close>["'”’»)\]]*)(?P<note>\s?\[\d+\])?(?P<gap>\s+|$)"""
    r"""(?P<mark2>\d{1,3}\s+(?=[A-Z“"‘]))?""",
    re.VERBOSE,
)
_STARTS = re.compile(r"[A-Z0-9“\"‘'(\[À-ÞŁ\u4e00-\u9fff·•–—-]")
_WORD_BEFORE = re.compile(r"([\w.]+)$")
_SEMICOLON = re.compile(r";\s+(?=\S)")
_OPENS = re.compile(rf"{any_of(phrases('opens_sentences'))}\s")
_INITIALS = re.compile(r"(?:[A-Z]\.){1,3}[A-Z]")  # "S.M. Krishna"
_BULLET = re.compile(r"(?:^|(?<=\s))[•▪●■◦○►➢➤✓✔]\s*")
# "Attending the talks were A; B; C": who came is one list, however long
_WHO_CAME = re.compile(
    rf"(?:{any_of(phrases('before_attendees'))}\s+)?{any_of(phrases('attending'))}\s[^.;:]{{0,120}}?\b(?:were|was)\s",
    re.IGNORECASE,
)
_LONG = 45  # words: a longer sentence is cut at semicolons
_NOTE = 2  # blanks in a note of its own
LONGEST = 160  # words: what is longer is a list or a broken page, and is not parsed


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of a block's text that is one sentence; `end` is exclusive."""

    start: int
    end: int


def _ends_here(text: str, match: re.Match[str]) -> bool:
    if match["gap"] == "" and match.end() < len(text):
        return False
    rest = match.end()
    if rest < len(text) and not _STARTS.match(text, rest):
        return False
    if match["stop"] != ".":
        return True
    before = _WORD_BEFORE.search(text, max(0, match.start() - 24), match.start())
    if before is None:
        return True
    word = before[1].lower()
    if rest >= len(text):
        return True
    if word in _ABBREVIATIONS or _INITIALS.fullmatch(before[1]):
        # "Co. Ltd. The city": a word that opens many sentences ends the abbreviation's one, too
        return bool(_OPENS.match(text[rest : rest + 9]))
    return not (len(word) == 1 and word.isalpha() and before[1].isupper() and word != "i")


def _at_semicolons(text: str, start: int, end: int, least: int) -> list[Sentence]:
    if text.count(" ", start, end) < least or (least and _WHO_CAME.match(text, start)):
        return [Sentence(start, end)]
    parts: list[Sentence] = []
    at = start
    for match in _SEMICOLON.finditer(text, start, end):
        rest = _SEMICOLON.search(text, match.end(), end)
        short = text.count(" ", match.end(), rest.start() if rest else end) < _NOTE
        if short and not least:
            continue  # "stations: Osaka; Kobe; Nara"
        if text.count(" ", at, match.start()) >= (4 if least else _NOTE) and text.count(
            "(", at, match.start()
        ) == text.count(")", at, match.start()):
            parts.append(Sentence(at, match.start() + 1))
            at = match.end()
    parts.append(Sentence(at, end))
    return parts


def split_sentences(text: str, notes: bool = False) -> list[Sentence]:
    """The sentences of a block's text, in order, without the blanks between them; in `notes` a semicolon ends one."""
    found: list[Sentence] = []
    start = 0

    def add(stop: int) -> None:
        at = start
        for bullet in _BULLET.finditer(text, start, stop):
            add_piece(at, bullet.start())
            at = bullet.end()
        add_piece(at, stop)

    def add_piece(left: int, stop: int) -> None:
        while left < stop and text[left].isspace():
            left += 1
        right = stop
        while right > left and text[right - 1].isspace():
            right -= 1
        if right > left:
            found.extend(_at_semicolons(text, left, right, 0 if notes else _LONG))

    for match in _END.finditer(text):
        if match.start() < start or not _ends_here(text, match):
            continue
        cut = match.end("stop")
        if not match["mark"]:
            cut = match.end("note") if match["note"] else match.end("close")
        add(cut)
        start = match.end()
    add(len(text))
    return found
