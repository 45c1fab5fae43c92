"""The roles of a table's columns: by their heads, and by what the cells are where the head does not say it."""

from __future__ import annotations

import re

from ingest.cells.forms import is_date, is_figure, is_number, is_ordinal, prose_like, share, tells
from ingest.cells.lexicon import nouns
from ingest.cells.names import CellNames
from ingest.tables.cells import is_no_name
from ingest.tables.topics import roles_of
from ingest.types import Table

_SAMPLE = 40  # rows by which a column is judged
_MOSTLY = 0.6  # of its cells
_NAME_WORDS = 5  # of a long name
_NAME_END = re.compile(r"\s*[,;(（]")
_MAY_TELL = ("project", "event", "mechanism", "leader")


def read_roles(table: Table, names: CellNames) -> list[str]:
    """Roles by head, and by what the cells are where the head does not say it: numbers under "Projects", towns under
    "Post", running text under an unknown head."""
    roles = roles_of(table)
    sides = [i for i, head in enumerate(table.columns) if not roles[i] and names.is_place(head)]
    for i, role in enumerate(roles):
        texts = [row[i].text for row in table.rows[:_SAMPLE] if not is_no_name(row[i].text)]
        if (
            role in ("", "mechanism", "event", "title", "route")
            and "date" not in roles
            and share(texts, is_date) > _MOSTLY
        ):
            roles[i] = "date"  # "Association est."
        elif i in sides and len(sides) > 1 and not any(map(is_figure, texts)):
            roles[i] = "unit"  # "Washington" over its towns beside "Hyogo" over its own
        elif role in ("project", "company", "event", "route") and share(texts, is_number) > _MOSTLY:
            roles[i] = "count"
        elif role == "leader" and share(texts, _names_event) > _MOSTLY:
            roles[i] = "event"  # "Name" over expos
        elif role in _MAY_TELL and share(texts, tells if _dated_notes(roles) else _told) > _MOSTLY:
            roles[i] = "text"
        elif role in ("event", "mechanism") and share(texts, is_ordinal) > _MOSTLY:
            roles[i] = "ordinal"
        elif role == "unit" and share(texts, lambda text: "Region" in names.kinds(text)) > _MOSTLY:
            roles[i] = "aside"  # "Region" over continents
        elif role in ("", "title", "text") and share(texts, names.is_unit) > _MOSTLY and "unit" not in roles:
            roles[i] = "unit"
        elif role == "title" and "unit" in roles and share(texts, lambda text: _opens_with_unit(text, names)) > _MOSTLY:
            roles[i] = "venue"  # "Office" over the towns where it is, beside "Region"
        elif role == "country" and roles.count(role) > 1 and share(texts, names.is_unit) > _MOSTLY:
            roles[i] = "unit"  # "State" over Ohio and Oregon beside "Country"
        elif role == "parties":
            roles[i] = "member"
        elif not role and any(prose_like(text) for text in texts):
            roles[i] = "text"
    return roles


def _opens_with_unit(text: str, names: CellNames) -> bool:
    return names.is_unit(_NAME_END.split(text)[0])


def _dated_notes(roles: list[str]) -> bool:
    """Whether a table is a chronicle, with nothing but dates (perhaps numbered) beside its notes."""
    return "date" in roles and sum(role not in ("date", "ordinal") for role in roles) == 1


def _names_event(text: str) -> bool:
    """Whether a name ends as events do."""
    return text.split()[-1].casefold() in nouns()["event"]


def _told(text: str) -> bool:
    """Whether a cell tells something rather than names it."""
    return prose_like(text) or (len(text.split()) > _NAME_WORDS and text.rstrip().endswith((".", ";")))
