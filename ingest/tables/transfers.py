"""Tables with two ends of any kind in the row: energy sold and help given ("Seller | Buyer | GWh"), agreements and
their parties ("Chinese party | Foreign party")."""

from __future__ import annotations

from collections.abc import Sequence

from graph.fold import fold
from graph.model import Mention
from ingest.cells.lexicon import nouns
from ingest.tables.cells import is_no_name, names_in
from ingest.tables.pairs import read_sisters, tie_of
from ingest.tables.rows import Rows, whole_name
from ingest.types import Cell
from ingest.words.lexicon import phrases

_SUPPLIED = tuple(f" {fold(word)} " for word in phrases("supplied_goods"))


def read_transfers(rows: Rows) -> str | None:
    """SUPPLIES for rows (or tables) of energy and water, else what the topic says, from each giver to each receiver."""
    givers, receivers = rows.columns("giver", "funder"), rows.columns("receiver", "country", "unit", "places")
    if not givers or not receivers:
        return "it does not say who gives and who receives"
    around = _supplies(" ".join((rows.table.caption, *rows.table.columns)))
    done = 0
    for row in rows.table.rows:
        tie = "SUPPLIES" if around or _supplies(" ".join(cell.text for cell in row)) else rows.topic.tie
        ends = [end_of(rows, row[givers[0]]), end_of(rows, row[receivers[0]])]
        if not all(ends) or not tie:
            continue
        for one in ends[0]:
            for other in ends[1]:
                if one.form != other.form:
                    rows.add(row, tie, one, other, when=rows.when(row), sector="energy" if tie == "SUPPLIES" else None)
                    done += 1
    return None if done else "no giver with a receiver was found in it"


def _supplies(text: str) -> bool:
    return any(word in f" {fold(text)} " for word in _SUPPLIED)


def read_pairs(rows: Rows) -> str | None:
    """Pairs of units; of units or bodies where the heads call them parties and some are bodies."""
    parties = rows.columns("party")
    if len(parties) > 1 and any(_is_body(row[i].text) for row in rows.table.rows for i in parties):
        return None if _parties(rows) else "no pair of parties was found in it"
    rows.roles = ["unit" if role == "party" else role for role in rows.roles]
    return read_sisters(rows)


def _is_body(text: str) -> bool:
    last = fold(text.split("(")[0]).split()[-1:]
    return any(word in nouns()[kind] for word in last for kind in ("firm", "body", "school"))


def _parties(rows: Rows) -> int:
    """The tie of the topic, or what the row says, between the parties of each row, units or bodies; their number."""
    one, other = rows.columns("party")[:2]
    done = 0
    for row in rows.table.rows:
        tie = tie_of(rows, row) or rows.topic.tie
        for left in end_of(rows, row[one]):
            for right in end_of(rows, row[other]):
                if left.form != right.form:
                    rows.add(row, tie, left, right, when=rows.when(row))
                    done += 1
    return done


def end_of(rows: Rows, cell: Cell) -> Sequence[Mention]:
    """Who a cell names: those that are known, else the whole cell where it ends as firms, bodies or works do."""
    if is_no_name(cell.text):
        return []
    words = fold(cell.text.split("(")[0]).split()
    known = [named.mention for named in names_in(cell, rows.context) if named.id is not None]
    inside = len(known) == 1 and len(fold(known[0].printed).split()) < len(words) and words[-1] in nouns()["school"]
    if inside:  # "Khon Kaen University"
        form = cell.text.strip()
        return [Mention(form, form, *rows.context.span(cell, 0, len(form)), kind="Organization", provisional=True)]
    if known:
        return known
    kinds = (("Enterprise", nouns()["firm"]), ("Project", nouns()["project"]), ("Organization", nouns()["body"]))
    kind = next((kind for kind, ends in kinds if words and words[-1] in ends), None)
    named = whole_name(rows, cell, kind) if kind else None
    return [named] if named else []
