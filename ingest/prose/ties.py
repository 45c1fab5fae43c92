"""A candidate tie of a sentence, and what its ends must be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from graph.model import Mode
from graph.schema import schema
from ingest.names.name import Name
from ingest.triggers.trigger import Trigger

# Types that a text may well state between a place and what it lies in.
_MAY_CONTAIN = frozenset(["PART_OF", "OWNS", "CONFLICTS_WITH", "INFLUENCES", "MEMBER_OF", "FUNDS"])


@dataclass(frozen=True, slots=True)
class Tie:
    """A candidate tie of a sentence. `at` and `stop` are the trigger's offsets in it, for dates and values."""

    trigger: Trigger
    pattern: str
    subject: Name
    object: Name
    mode: Mode
    confidence: float
    at: int
    stop: int
    zipped: int | None = None  # which of the dates of a "respectively" list is its own


def fits_ends(trigger: Trigger, subject: Name, object_: Name) -> bool:
    """Whether the trigger's and the schema's ends allow the two names, in that order."""
    declared = schema()
    tie = declared.ties[trigger.tie]
    for name, kinds in ((subject, trigger.subject_kinds), (object_, trigger.object_kinds)):
        if name.kind is None or not declared.fits(kinds, name.kind, name.entity):
            return False
    return declared.allows(subject.kind or "", tie.name, object_.kind or "", subject.entity, object_.entity)


def may_join(trigger: Trigger, left: Name, right: Name, contains: Callable[[Name, Name], bool]) -> bool:
    """Whether a trigger may join two names, by their kinds, and as neither lies in the other where that counts."""
    if not fits_ends(trigger, left, right):
        return False
    return trigger.tie in _MAY_CONTAIN or not (contains(left, right) or contains(right, left))


def weakened(tie: Tie, by: float) -> Tie:
    """The same tie, less sure."""
    return replace(tie, confidence=round(tie.confidence * by, 3))
