"""Firms and bodies that no list knows and no head noun betrays ("Kodak", "Siemens"), from the model's recogniser.

The recogniser is the slowest part of the model: it runs only on sentences that hold a trigger for firms, and only
organisations that stand free of every other name are taken, as provisional firms.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.lexicon import words
from ingest.names import Name
from ingest.parse import Parsed, Slot

if TYPE_CHECKING:
    from spacy.language import Language

_NAME = re.compile(r"[A-Z][\w&.'’-]*(?: (?:[A-Z][\w&.'’-]*|of|&))*")
_NOT_FIRMS = words("not_firms")
_BOUGHT = ("acquisition", "takeover", "purchase", "buyout", "ownership")
_HELD = ("stake", "stakes", "share", "shares", "shareholding", "holding")
_TRADED = frozenset([*(("of", noun) for noun in _BOUGHT), *(("in", noun) for noun in _HELD)])


def _traded(parsed: Parsed) -> list[tuple[int, int]]:
    """Runs of capitals that are bought: "the acquisition of Brandt Pumps", "a stake in Kadena Glass"."""
    out: list[tuple[int, int]] = []
    for token in parsed.doc:
        below = token.head.head if token.dep_ == "pobj" else None
        if below is None or token.i in parsed.slots or not token.tag_.startswith("NNP"):
            continue
        if (token.head.lower_, below.lower_) in _TRADED:
            start = token.i
            while start and parsed.doc[start - 1].tag_.startswith("NNP") and start - 1 not in parsed.slots:
                start -= 1
            out.append((start, token.i + 1))
    return out


def add_firms(nlp: Language, parsed: Parsed, text: str) -> list[Name]:
    """Adds the organisations that the recogniser finds, and what is bought, to the slots of a parsed sentence.

    Gives their names.
    """
    recogniser = nlp.get_pipe("ner")
    doc = recogniser(parsed.doc)
    found: list[Name] = []
    spans = [(e.start, e.end) for e in doc.ents if e.label_ == "ORG"]
    spans += [(a, b) for a, b in _traded(parsed) if not any(a < d and c < b for c, d in spans)]
    for first, last in spans:
        entity = parsed.doc[first:last]
        if any(i in parsed.slots for i in range(first, last)):
            continue
        printed = entity.text.removesuffix("'s").strip()
        parts = printed.split()
        if not _NAME.fullmatch(printed) or len(parts) > 5 or any(w.lower() in _NOT_FIRMS for w in parts):
            continue
        start = parsed.offset(first)
        if text[start : start + len(printed)] != printed:
            continue
        name = Name(start, start + len(printed), printed, printed, kind="Enterprise", provisional=True)
        root = entity.root.i
        parsed.slots[root] = Slot(name.start, name.end, (name,), printed)
        found.append(name)
    return found
