"""A statement of trade or investment between a table's unit and one partner: who may be one, who does it to whom."""

from __future__ import annotations

from collections.abc import Sequence

from graph.model import Mention
from ingest.cells.lexicon import role_of
from ingest.kinds import PLACES
from ingest.tables.cells import Named, figure_of
from ingest.tables.rows import Rows, whole_name
from ingest.tables.topics import Measure, foreign_to, side_of
from ingest.types import Cell

_NAME_WORDS = 4  # of a partner's name that nobody knows
_ENDS = PLACES | {"Organization"}
_PARTS = {"CN-HK": "HK", "CN-MO": "MO", "CN-TW": "TW", "HK": "HK", "MO": "MO", "TW": "TW"}


def add_figure(
    rows: Rows, row: Sequence[Cell], partner: Named, figure: str, measure: Measure, when: Sequence[str]
) -> int:
    """Adds the tie that a cell with a `figure` tells of; how many that were (0 where it says that there was none)."""
    if not may_be_partner(rows, partner):
        return 0
    value, share, currency = figure_of(figure, measure)
    if value == 0 or share == 0:
        return 0
    add_tie(rows, row, partner, when, value, currency, share)
    return 1


def add_tie(
    rows: Rows,
    row: Sequence[Cell],
    partner: Named,
    when: Sequence[str],
    value: float | None,
    currency: str | None,
    share: float | None,
) -> None:
    """Adds the tie to a partner, or to the firm that its row names; `value` in `currency`, `share` in per cent."""
    own = rows.own()
    if own is None:
        return
    rows.known += partner.id is not None
    firm = _investor(rows, row, partner)
    ends = (firm or partner.mention, own) if _acts_on_own(rows) else (firm or own, partner.mention)
    rows.add(
        row, rows.topic.tie, *ends, when=when, value=value, currency=currency, share=share, flow=rows.topic.flow,
        sector=rows.topic.sector,
    )  # fmt: skip


def may_be_partner(rows: Rows, partner: Named) -> bool:
    """A resolved partner outside the subject's own country; nobody trades with himself."""
    own = rows.subject.own
    if own is None or partner.id == own.id:
        return False
    if partner.id is None:  # who it is waits in review; "Domestic exports" is nobody
        return (
            not role_of(partner.mention.form)
            and partner.mention.form[:1].isupper()
            and len(partner.mention.form.split()) <= _NAME_WORDS
        )
    if partner.kind not in _ENDS:
        return False
    return partner.kind in ("Organization", "Region") or foreign_to(own, _jurisdiction(partner), partner.kind)


def _jurisdiction(partner: Named) -> str | None:
    return _PARTS.get(partner.id or "", partner.country)


def _acts_on_own(rows: Rows) -> bool:
    """Whether the partners act on the table's unit: they are the sources, it is the destination."""
    if rows.topic.tie != "INVESTS_IN" or rows.subject.own is None:
        return rows.topic.reverse
    side = side_of(rows.table, rows.subject.own, at_home=False)
    return side == "to" if side else rows.topic.reverse


def _investor(rows: Rows, row: Sequence[Cell], partner: Named) -> Mention | None:
    """The firm that a row of a table of investments names beside the place: it is who invests."""
    column = rows.column("company", "implementer") if rows.topic.tie == "INVESTS_IN" else None
    firm = whole_name(rows, row[column], "Enterprise") if column is not None else None
    return firm if firm is not None and firm.form != partner.mention.form else None
