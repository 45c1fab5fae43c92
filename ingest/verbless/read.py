"""All ties of a sentence that no verb states."""

from __future__ import annotations

from collections.abc import Callable

from ingest.names.name import Name
from ingest.verbless.abutting import abutting
from ingest.verbless.attendees import attendees
from ingest.verbless.fellows import fellows
from ingest.verbless.joint import joint_members, meeting_members, sited_members
from ingest.verbless.labelled import bracketed, labelled_members, paired, placed, policies_of
from ingest.verbless.pilots import pilots
from ingest.verbless.seats import seated
from ingest.verbless.sessions import sessions
from ingest.verbless.tie import VerblessTie
from ingest.verbless.zones import zones


def verbless_ties(
    text: str,
    names: list[Name],
    known: tuple[Name | None, Name | None],
    outer: set[Name],
    find: Callable[[str], list[Name]],
) -> list[VerblessTie]:
    """The ties of a sentence with these names, by their rules in a fixed order.

    `known` is the body of which the text spoke before, and the event or mechanism that met; `outer` are names that only
    say where another one lies, `find` reads the names of a short text by itself.
    """
    found = labelled_members(text, names, *known) + placed(text, names)
    found += sessions(text, names, known[1]) + attendees(text, names, outer, known[1]) + fellows(text, names)
    found += abutting(text, names, outer)
    found += bracketed(text, names) + paired(text, names) + pilots(text, names) + zones(text, names)
    found += meeting_members(text, names, outer) + joint_members(text, names, find)
    return found + sited_members(text, names, find) + policies_of(text, names, find) + seated(text, names)
