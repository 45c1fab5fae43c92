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


def add_firms(nlp: Language, parsed: Parsed, text: str) -> list[Name]:
    """Adds the organisations that the recogniser finds to the slots of a parsed sentence; gives their names."""
    recogniser = nlp.get_pipe("ner")
    doc = recogniser(parsed.doc)
    found: list[Name] = []
    for entity in doc.ents:
        if entity.label_ != "ORG" or any(i in parsed.slots for i in range(entity.start, entity.end)):
            continue
        printed = entity.text.removesuffix("'s").strip()
        parts = printed.split()
        if not _NAME.fullmatch(printed) or len(parts) > 5 or any(w.lower() in _NOT_FIRMS for w in parts):
            continue
        start = parsed.offset(entity.start)
        if text[start : start + len(printed)] != printed:
            continue
        name = Name(start, start + len(printed), printed, printed, kind="Enterprise", provisional=True)
        root = entity.root.i
        parsed.slots[root] = Slot(name.start, name.end, (name,), printed)
        found.append(name)
    return found
