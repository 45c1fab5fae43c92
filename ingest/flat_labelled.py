"""Tables whose lines say themselves what they hold: records of labels and values, lines with a key."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.flat_matrix import Flat
from ingest.flat_ragged import joined
from ingest.flat_runs import label_and_value, record_size
from ingest.table_entries import entry_grid, is_keyed
from ingest.table_names import CellNames
from ingest.types import Clean


def records(lines: Sequence[Clean]) -> Flat | None:
    """One row a record, one column a label."""
    size = record_size([line.text for line in lines])
    if not size:
        return None
    heads = [label_and_value(line.text)[0] for line in lines[:size]]
    values: list[Clean | None] = [line.cut(label_and_value(line.text)[1], len(line.text)) for line in lines]
    return Flat(heads, [values[i : i + size] for i in range(0, len(values), size)], 0.9)


def keyed(lines: Sequence[Clean], names: CellNames) -> Flat | None:
    """Rows of a key and one of its names; lines without a key go on with the one above."""
    whole: list[Clean] = []
    for line in lines:
        if whole and not is_keyed(line.text):
            whole[-1] = joined(whole[-1], line)
        else:
            whole.append(line)
    grid = entry_grid(whole, names) if len(whole) > 1 and all(is_keyed(line.text) for line in whole) else None
    return Flat(list(grid.columns), [list(row) for row in grid.rows], 0.85) if grid else None
