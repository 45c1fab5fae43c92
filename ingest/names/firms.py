"""Firms and bodies that no list knows and no head noun betrays ("Kodak", "Siemens", "Jiangsu Delong").

Of some a text says that they are firms ("the miner Fox", "companies such as Dell and Swire"); which others are firms,
the parse tells (`ingest.prose.firms_parsed`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from ingest.names.name import Name
from ingest.words.forms import inflected
from ingest.words.lexicon import any_of, phrases, words
from ingest.words.said import said_in

_SMALL = re.compile(r"[a-z]+")
NOT_FIRMS = words("not_firms") | words("function_words")
_UNNAMED = re.compile(
    r"(?<=[a-z,;] )[A-Z][\w&-]+|^[A-Z][\w&-]+(?=['’]s\b| [A-Z]| [a-z]+(?:s|ed)\b| (?:has|had|will|is|was)\b)"
)
_FORMS = words("legal_forms")  # of names of firms: a text leaves them out when it names a firm again
_FORMS_AHEAD = words("legal_forms_ahead")  # "PJSC" before a name in quotes is none itself
TRADES = words("general_name_words") | words("name_modifiers") | _FORMS
_NO_FIRM_OPENS = NOT_FIRMS | TRADES
_SMALL_LINKS = frozenset(["of", "and", "&", "for", "the"])
_CAPITALS = r"(?:[A-Z0-9][\w&.'’-]*[\w]|[A-Z])(?:\s(?:&\s)?(?:[A-Z][\w&'’-]*|\d+))*"
_MEMBER = re.compile(_CAPITALS)
_ENDING = re.compile(rf"(?<![\w.]){_CAPITALS}$")
_NEXT = re.compile(r"\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or|as\s+well\s+as)\s+")
_OTHERS = words("introduces_others")
_SAID_AHEAD = re.compile(
    rf"(?:[A-Z][\w.]*\s)?[\w.]+-{any_of(phrases('described_as'))}\s+(?=[A-Z])"
)  # "Hong Kong-listed X"
_SAID_OF_IT = re.compile(rf"-{any_of(phrases('described_as'))}$")  # "the Vienna-based firm"


@lru_cache(maxsize=1)
def _nouns() -> frozenset[str]:
    return inflected(words("firm_nouns"))


@lru_cache(maxsize=1)
def _named() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """How a text says of capitals that they are firms: by a list, a noun or officer before them, an apposition."""
    nouns = "|".join(sorted(_nouns()))
    several = "|".join(sorted(_nouns() - words("firm_nouns")))
    one = "|".join(sorted(words("firm_nouns") - {"business", "group"}))
    listed = re.compile(
        rf"\b(?:{several})\b(?P<between>[^.;:()]{{0,60}}?)"
        r"(?:\s*,?\s*\b(?:including|namely|such\s+as|like|among\s+them)\s+|\s*[:(]\s*)(?=[A-Z])"
    )
    officer = any_of(phrases("officers_of_firms"))
    behind = re.compile(rf"\b(?:(?:{one})|(?i:{officer})\s+of)\s+(?P<name>{_CAPITALS})(?![\w’'])")
    around = re.compile(rf"\b[Tt]he\s+(?P<name>{_CAPITALS})\s+(?:{any_of(phrases('said_of_firms'))})(?![\w-]|\s+of\b)")
    ahead = re.compile(rf",\s+(?:an?|the|one\s+of)\s+(?:[\w’'-]+\s+){{0,6}}?(?:{nouns})\b")
    return listed, behind, around, ahead


def find_firms(text: str) -> list[list[tuple[int, int]]]:
    """The spans of which a text itself says that they are firms, whatever else the names may mean; lists together."""
    if _nouns().isdisjoint(said_in(text)) or _nouns().isdisjoint(_SMALL.findall(text)):
        return []
    listed, behind, around, ahead = _named()
    found: list[list[tuple[int, int]]] = []
    for match in listed.finditer(text):
        if not _OTHERS.isdisjoint(_SMALL.findall(match["between"])):
            continue
        at, members = match.end(), []
        bracket = match[0].rstrip().endswith("(")
        while member := _MEMBER.match(text, at):
            members.append(member.span())
            following = _NEXT.match(text, member.end())
            if following is None:
                break
            at = following.end()
        found += [members] if not bracket or len(members) > 1 else []
    found += [[m.span("name")] for m in (*behind.finditer(text), *around.finditer(text))]
    for match in ahead.finditer(text):
        start = max(0, match.start() - 60)
        name = _ENDING.search(text[start : match.start()])
        if name and (" " in name[0] or not match[0].startswith((", the", ", one"))):
            found.append([(start + name.start(), match.start())])
    found = [
        [
            (_described_to(text, a, b), b)
            for a, b in group
            if not text[a:b].isdigit() and text[a:b].lower() not in _FORMS_AHEAD and not _SAID_OF_IT.search(text, a, b)
        ]
        for group in found
    ]
    return [g for g in found if g and not NOT_FIRMS.intersection(text[a:b].split()[0].lower() for a, b in g)]


def _described_to(text: str, start: int, end: int) -> int:
    """Where a name begins behind what is said of it: "Hong Kong-listed Harbour Foods"."""
    said = _SAID_AHEAD.match(text, start, end)
    return said.end() if said else start


def short_forms(firm: str, is_known: Callable[[str], bool]) -> list[str]:
    """How a text may call a firm once it has named it: "Anhui Conch Cement Company Ltd" as "Anhui Conch". What is left
    has a word of its own, which is no place."""
    said = firm.split()
    out: list[str] = []
    while len(said) > 1 and (_plain(said[-1]) in _FORMS or (out and _plain(said[-1]) in TRADES)):
        said = said[:-1]
        if _plain(said[-1]) not in _FORMS | _SMALL_LINKS:
            out.append(" ".join(said).rstrip(",."))
    if len(firm.split()) < 4 and not out:
        out.append(firm)  # as it is, wherever it stands next
    own = [s for s in out if not all(_plain(w) in TRADES | _SMALL_LINKS or is_known(w) for w in s.split())]
    return [s for s in own if not is_known(s) and (" " in s or len(s) > 3)]


def _plain(word: str) -> str:
    return word.strip("().,").lower()


def may_name_a_firm(text: str, names: list[Name]) -> bool:
    """Whether a capitalised word of a sentence is part of none of its names, nor a word that opens a clause."""
    return any(
        m[0].lower() not in _NO_FIRM_OPENS and not any(n.start <= m.start() < n.end for n in names)
        for m in _UNNAMED.finditer(text)
    )
