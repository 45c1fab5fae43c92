"""Tables of pairs of bodies: universities with their partners abroad, twinned schools and hospitals."""

from __future__ import annotations

from collections.abc import Sequence

from graph.fold import fold
from ingest.cells.forms import share
from ingest.cells.lexicon import nouns
from ingest.tables.cells import is_no_name
from ingest.tables.placed import places_of
from ingest.tables.rows import Rows, whole_name

_MOSTLY = 0.6  # of the cells of a column that name such bodies
_SAMPLE = 40  # rows by which a column is judged


def read_body_pairs(rows: Rows) -> str | None:
    """COOPERATES_WITH between the two bodies of a row, PART_OF for the one beside which its country stands."""
    columns = [i for i in range(len(rows.table.columns)) if _names_bodies(rows, i)]
    if len(columns) < 2:
        return "it pairs no bodies"
    one, other = columns[0], columns[1]
    places = [i for i in rows.columns("country", "places", "venue") if i not in columns]
    placed = max((i for i in (one, other) if places and i < places[0]), default=one)
    done = 0
    for row in rows.table.rows:
        pair = {i: whole_name(rows, row[i], "Organization") for i in (one, other)}
        left, right = pair[one], pair[other]
        if left is None or right is None or left.form == right.form:
            continue
        rows.add(row, "COOPERATES_WITH", left, right, when=rows.when(row), sector=rows.topic.sector)
        done += 1
        body = pair[placed]
        for place in places_of(rows, row[places[0]], None) if places else ():
            if body is not None and place.unit.id is not None:
                rows.add(row, "PART_OF", body, place.unit.mention)
    return None if done else "no pair of bodies was found in it"


def _names_bodies(rows: Rows, column: int) -> bool:
    texts = [row[column].text for row in rows.table.rows[:_SAMPLE] if not is_no_name(row[column].text)]
    return bool(texts) and share(texts, _is_body) > _MOSTLY


def _is_body(text: str) -> bool:
    words: Sequence[str] = fold(text).split()
    return len(words) > 1 and any(word in nouns()["school"] for word in words)
