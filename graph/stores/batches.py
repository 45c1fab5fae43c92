"""Records and ids in batches that one message to a store can hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import TypeVar

from graph.stores.difference import Key
from graph.stores.records import LinkRecord, NodeRecord

R = TypeVar("R", NodeRecord, LinkRecord)
T = TypeVar("T")

_ROWS = 2000  # rows of a batch: larger ones gain nothing
_SIZE = 4_000_000  # characters of a batch: ArcadeDB takes messages of 16 MiB


def batches(records: Iterable[R], group: Callable[[R], object]) -> Iterator[list[R]]:
    """Runs of records of one group, small enough for one message."""
    batch: list[R] = []
    size = 0
    for record in records:
        weight = sum(len(value) for value in record.properties.values() if isinstance(value, (str, list)))
        if batch and (group(record) != group(batch[0]) or len(batch) >= _ROWS or size + weight > _SIZE):
            yield batch
            batch, size = [], 0
        batch.append(record)
        size += weight
    if batch:
        yield batch


def parts_of(items: list[T]) -> Iterator[list[T]]:
    """The items in runs of at most a batch's rows."""
    for start in range(0, len(items), _ROWS):
        yield items[start : start + _ROWS]


def by_label(keys: Iterable[Key]) -> Iterator[tuple[str, list[str]]]:
    """The labels or types of the keys, each with its ids, in order."""
    for label, own in groupby(sorted(keys), key=lambda key: key[0]):
        yield label, [id_ for _, id_ in own]
