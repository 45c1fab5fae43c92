"""Stretches of a text, of whatever they are: which of them share a letter."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar


class Span(Protocol):
    """What stands from `start` to `end`, exclusive, in a text."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


AnySpan = TypeVar("AnySpan", bound=Span)


def over(start: int, end: int, spans: Iterable[AnySpan]) -> list[AnySpan]:
    """Those that share a letter with the stretch."""
    return [span for span in spans if span.start < end and start < span.end]


def is_free(start: int, end: int, spans: Iterable[Span]) -> bool:
    """Whether none shares a letter with the stretch."""
    return not any(span.start < end and start < span.end for span in spans)


def clear_of(spans: Iterable[AnySpan], taken: Iterable[Span]) -> list[AnySpan]:
    """Those of the first that share no letter with any of the second."""
    held = list(taken)
    return [span for span in spans if is_free(span.start, span.end, held)]
