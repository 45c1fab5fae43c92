"""Question 18: compare two places, two sources or two periods.

A side is a place (id, name or alias), `source:WORDS` (documents or sources whose name holds them), or a period
(`1980-1999`, `1980-`, `-1999` or `1990`). Both sides are of one sort.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from graph.errors import NotFoundError, UsageError
from graph.model import Resolved, Tie
from queries.chance import LEVEL, fisher, ratio_interval
from queries.enrichment import corrected
from queries.incidence import SMALL, name_of
from queries.place import find
from queries.selection import Selection, count, select

_PERIOD = re.compile(r"(\d{4})?\s*(?:-|–|/|\.\.|\bto\b)\s*(\d{4})?")
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class LayerPair:
    """A layer on both sides. `one`, `other`: ties; `share_one`, `share_other`: of the side's ties, 0 to 1; `ratio`: the
    first share over the second with its 95 % interval, empty where the second is 0; `p`: Fisher's exact test of the
    layer's share, two-sided; `q`: corrected over layers (Benjamini and Hochberg 1995)."""

    SHOWN: ClassVar[tuple[str, ...]] = ("layer", "one", "other", "share_one", "share_other", "ratio", "p", "q")

    layer: str
    one: int
    other: int
    share_one: float
    share_other: float
    ratio: float | None
    ratio_low: float
    ratio_high: float | None
    p: float
    q: float


@dataclass(frozen=True, slots=True)
class Held:
    """What is compared, one by one: for places a partner, for sources and periods a tie's pair and layer; `where`: one,
    other or both; the layers on either side."""

    SHOWN: ClassVar[tuple[str, ...]] = ("what", "where", "layers_one", "layers_other")

    id: str
    what: str
    where: str
    layers_one: tuple[str, ...]
    layers_other: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """A side as a whole: `ties`, distinct `entities` at their ends, `layers`, `undated` ties; `shared`: what both sides
    hold (see `Held`), `jaccard`: that over all that either holds, 0 to 1."""

    side: str
    ties: int
    entities: int
    layers: int
    undated: int
    shared: int
    jaccard: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """The answer: the sides, layer by layer, and what each holds."""

    sides: tuple[Side, ...]
    layers: tuple[LayerPair, ...]
    held: tuple[Held, ...]
    remarks: tuple[str, ...]

    def tables(self) -> Mapping[str, Sequence[Any]]:
        """`sides`, `layers`, `held`."""
        return {"sides": self.sides, "layers": self.layers, "held": self.held}

    def notes(self) -> tuple[str, ...]:
        """What was compared with what, and how small a side is."""
        return self.remarks


@dataclass(frozen=True, slots=True)
class _Part:
    sort: str
    label: str
    ties: tuple[Tie, ...]
    undated: int
    own: str = ""


def compare(resolved: Resolved, one: str, other: str, selection: Selection | None = None) -> Comparison:
    """Compares two sides. UsageError for sides of two sorts or twice the same, NotFoundError for one without ties."""
    chosen = selection or Selection()
    parts = [_part(resolved, text, chosen) for text in (one, other)]
    if parts[0].sort != parts[1].sort:
        raise UsageError(f"'{one}' is a {parts[0].sort}, '{other}' a {parts[1].sort}; compare two of a sort")
    if parts[0].label == parts[1].label:
        raise UsageError(f"both sides are {parts[0].label}; name two")
    for part in parts:
        if not part.ties:
            undated = f"; {count(part.undated, 'undated tie')} in no period" if part.undated else ""
            raise NotFoundError(f"no ties of {part.label} ({chosen.describe()}){undated}")
    held = _held(resolved, *parts)
    shared = sum(row.where == "both" for row in held)
    sides = tuple(_side(part, shared, len(held)) for part in parts)
    remarks = [f"{parts[0].label} (one) and {parts[1].label} (other), {chosen.describe()}; both hold {shared:,}"]
    if parts[0].sort == "period" and parts[0].undated:
        remarks.append(f"{count(parts[0].undated, 'undated tie')} in no period left out")
    fewest = min(len(part.ties) for part in parts)
    if fewest < SMALL:
        remarks.append(f"small sample: {count(fewest, 'tie')} on the smaller side; shares are uncertain")
    layers = _layers(*parts)
    differing = [row.layer for row in layers if row.q <= LEVEL]
    remarks.append(f"shares that differ (q at most {LEVEL}): {', '.join(differing) or 'none'}")
    return Comparison(sides, layers, held, tuple(remarks))


def _part(resolved: Resolved, text: str, selection: Selection) -> _Part:
    wanted = text.strip()
    period = _PERIOD.fullmatch(f"{wanted}-{wanted}" if _YEAR.fullmatch(wanted) else wanted)
    if period and any(period.groups()):
        if selection.span:
            raise UsageError("two periods are compared; leave out --year, --from and --to")
        first, last = (int(year) if year else None for year in period.groups())
        if first and last and first > last:
            raise UsageError(f"the period {wanted} ends before it starts")
        found = select(resolved, replace(selection, first=first, last=last))
        name = wanted if first == last else f"{first or '..'} to {last or '..'}"
        return _Part("period", name, found.ties, found.n_undated)
    if wanted.casefold().startswith("source:"):
        words = wanted.partition(":")[2].strip()
        if not words:
            raise UsageError("say which source: source:WORDS")
        found = select(resolved, replace(selection, sources=(words,)))
        return _Part("source", f"source {words}", found.ties, 0)
    if any(wanted in (document.name, document.id) for document in resolved.documents.values()):
        raise UsageError(f"'{wanted}' is a document; sources are compared as source:{wanted}")
    entity = find(resolved, wanted)
    own = tuple(tie for tie in resolved.ties if entity.id in (tie.subject, tie.object))
    found = select(replace(resolved, ties=own), selection)
    return _Part("place", f"{entity.name} ({entity.id})", found.ties, found.n_undated, entity.id)


def _keys(part: _Part) -> dict[str, set[str]]:
    """What a side holds, by id, with its layers."""
    found: dict[str, set[str]] = {}
    for tie in part.ties:
        partner = tie.object if tie.subject == part.own else tie.subject
        key = partner if part.sort == "place" else tie.id
        found.setdefault(key, set()).add(tie.layer)
    return found


def _held(resolved: Resolved, one: _Part, other: _Part) -> tuple[Held, ...]:
    mine, yours = _keys(one), _keys(other)
    ties = {tie.id: tie for part in (one, other) for tie in part.ties}
    rows = []
    for key in sorted(mine.keys() | yours.keys()):
        where = "both" if key in mine and key in yours else "one" if key in mine else "other"
        if one.sort == "place":
            what = name_of(resolved, key)
        else:
            what = " - ".join(name_of(resolved, end) for end in (ties[key].subject, ties[key].object))
        layers = [tuple(sorted(side.get(key, ()))) for side in (mine, yours)]
        rows.append(Held(key, what, where, *layers))
    order = ("both", "one", "other")
    return tuple(sorted(rows, key=lambda row: (order.index(row.where), row.what, row.id)))


def _side(part: _Part, shared: int, either: int) -> Side:
    from queries.selection import is_undated

    ends = {end for tie in part.ties for end in (tie.subject, tie.object)}
    undated = sum(map(is_undated, part.ties))
    return Side(
        part.label, len(part.ties), len(ends), len({t.layer for t in part.ties}), undated, shared, shared / either
    )


def _layers(one: _Part, other: _Part) -> tuple[LayerPair, ...]:
    rows = []
    n, m = len(one.ties), len(other.ties)
    for layer in sorted({tie.layer for part in (one, other) for tie in part.ties}):
        a, b = (sum(tie.layer == layer for tie in part.ties) for part in (one, other))
        low, high = ratio_interval(a, n, b, m)
        ratio = (a / n) / (b / m) if b else None
        p = fisher(a, n, b, m)
        rows.append(LayerPair(layer, a, b, a / n, b / m, ratio, low, high, p, p))
    rows = [replace(row, q=q) for row, q in zip(rows, corrected([row.p for row in rows]), strict=True)]
    return tuple(sorted(rows, key=lambda row: (-(row.one + row.other), row.layer)))
