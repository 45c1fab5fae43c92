"""Says how far a long measure is, while igraph computes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

Progress = Callable[[str, int, int], None]
"""Called with what is computed, how much of it is done, and how much there is in all."""


@contextmanager
def watched(progress: Progress | None) -> Iterator[None]:
    """Inside, measures of igraph that take long (betweenness, closeness) call `progress` at every further percent.

    igraph reports after each source that it has walked from; the numbers are those that it gives unwatched.
    """
    if progress is None:
        yield
        return
    import igraph

    last = ("", -1)

    def step(message: str, percent: float) -> None:
        nonlocal last
        now = message.strip(" :").lower(), int(percent)
        if now != last:
            last = now
            progress(now[0], now[1], 100)

    igraph.set_progress_handler(step)
    try:
        yield
    finally:
        igraph.set_progress_handler(None)
