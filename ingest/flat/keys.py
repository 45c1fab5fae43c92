"""The keys of entries: what stands before the colon of "Japan: Kobe, Sapporo", the state of "in Japan with Kobe"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ingest.cells.forms import DATE, is_date, is_ordinal
from ingest.cells.lexicon import nouns
from ingest.cells.names import CellNames
from ingest.kinds import FIRMS
from ingest.lines.bullets import BULLETS

_KEYED = 0.7  # of the keys that must be of one kind
_KEY_WORDS = 10
_COUNT = r"(?:\s?[(（]\d{1,3}[)）])?"  # "China (6): Shaanxi"
_KEY = re.compile(
    rf"^(?:\(?\d{{1,2}}[.)]\s+)?[{BULLETS}]?\s*(?P<key>[^:：;.]{{2,90}}?){_COUNT}\s*"
    r"(?:[:：]\s+|：|(?<=\d\)):)(?=\S)"
)
_IN_STATE = re.compile(
    r"(?:and\s+)?[Ii]n\s+(?:the\s+)?(?P<key>[A-Z][^,;:.()]{2,40}?)\s*[,:–—]?\s+with\s+(?:the\s+)?(?=\S)"
)


def match_key(text: str) -> re.Match[str] | None:
    """The key with which an entry opens, group `key`, and all that stands before its value; None for none."""
    found = _KEY.match(text)
    if found is not None and len(found["key"].split()) <= _KEY_WORDS:
        return found
    return _IN_STATE.match(text)


def is_keyed(text: str) -> bool:
    """Whether an entry opens with a key: "Guangxi: Niger (1976)"."""
    return match_key(text) is not None


def key_of(text: str) -> str:
    """The key of an entry; empty where it has none."""
    found = match_key(text)
    return found["key"] if found else ""


def key_head(keys: Sequence[str], names: CellNames) -> str:
    """What the keys are: dates, countries, units, firms, bodies; empty where they are mixed or unknown."""
    firms, bodies = nouns()["firm"], (*nouns()["body"], *nouns()["event"])
    tests: tuple[tuple[str, Callable[[str], bool]], ...] = (
        ("Date", lambda key: is_date(key) or bool(DATE.search(key))),
        ("Country", names.is_country),
        ("Place", names.is_unit),
        ("Company", lambda key: key.split()[-1].casefold().rstrip(".") in firms or bool(names.kinds(key) & FIRMS)),
        ("Mechanism", lambda key: names.is_named(key) or (not _is_session(key) and _has_word(key, bodies))),
    )
    for head, test in tests:
        if sum(map(test, keys)) >= _KEYED * len(keys):
            return head
    return ""


def _is_session(key: str) -> bool:
    """Whether a key is one session of a body that is named elsewhere: "First meeting", "2nd session"."""
    return is_ordinal(key.split()[0]) and not any(word[0].isupper() for word in key.split()[1:])


def _has_word(key: str, some: Sequence[str]) -> bool:
    return any(word in some for word in key.casefold().split())
