"""Which columns of a table of pairs hold whom: the own units, the partners, what these lie in."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from graph.fold import fold
from graph.model import Mention
from graph.unit_words import strip_unit
from ingest.kinds import UNITS
from ingest.tables.cells import Named, is_no_name, resolved
from ingest.tables.rows import Rows
from ingest.tables.topics import is_chinese
from ingest.types import Clean

_SAMPLE = 60  # rows by which a column is judged
_SAME = 0.75  # of the known units of a column that lie in one country
PAIRED = ("Place", "Partner")  # the heads of rows that a sign between two names makes a pair


@dataclass(frozen=True, slots=True)
class HeadPlace:
    """The place that a column's head names ("Chinese city", "Maryland city"): the country of its cells, and the unit
    in which they lie, as id and as a name of the document."""

    country: str | None = None
    within: str | None = None
    named: Named | None = None


@dataclass(frozen=True, slots=True)
class Sides:
    """Columns of a table of pairs; `own` is None where the table has one own unit for all rows. `group` holds what
    the own units lie in, `larger` what the partners lie in."""

    own: int | None = None
    partner: int | None = None
    group: int | None = None
    larger: int | None = None
    own_place: HeadPlace = HeadPlace()
    partner_place: HeadPlace = HeadPlace()


def find_sides(rows: Rows) -> Sides:
    """The columns of both sides, by heads and by the places in their cells."""
    candidates = rows.columns("chinese_unit", "unit", "leader", "venue")
    if not rows.columns("chinese_unit", "unit"):
        candidates = [i for i in range(len(rows.table.columns)) if _share_of_units(rows, i) >= 0.5]
    elif len(candidates) == 1:  # "State" may head the units of a federation
        candidates += [i for i in rows.columns("country") if _share_of_units(rows, i) > _SAME]
    if not candidates:
        return Sides()
    columns, larger = _without_larger(rows, candidates)
    own, partner = _pair(rows, columns)
    if partner is None:
        return Sides()
    return Sides(
        own,
        partner,
        larger.get(own) if own is not None else None,
        larger.get(partner),
        _said(rows, _head_place(rows, own)) if own is not None else HeadPlace(),
        _said(rows, _head_place(rows, partner)),
    )


def _said(rows: Rows, place: HeadPlace) -> HeadPlace:
    """A column's place with the state in which its units lie, where head, caption, announcement or heading name it
    ("partnerships with German federal states")."""
    if place.named is not None or place.country is None or is_chinese(place.country):
        return place
    heads = [Clean(head, [-1] * len(head)) for head in rows.table.columns]
    for text in (*heads, *rows.context.about[:3]):
        for hit in rows.context.places(text):
            if hit.id == place.country:
                return replace(place, named=Named(hit.mention, hit.id, "State", hit.id))
    return place


def _pair(rows: Rows, candidates: list[int]) -> tuple[int | None, int | None]:
    for at in candidates[:-1]:
        if rows.table.columns[at : at + 2] == PAIRED and at + 1 in candidates:
            return at, at + 1
    shares = {i: _chinese_share(rows, i) for i in candidates}
    chinese = [i for i in candidates if shares[i] > 0.6]
    foreign = [i for i in candidates if shares[i] <= 0.4]
    placed = _in_row_country(rows, candidates)
    if len(candidates) > 1 and placed is not None:
        return next(i for i in candidates if i != placed), placed
    if chinese and foreign:
        return chinese[0], foreign[0]
    if len(foreign) >= 2:
        return foreign[0], foreign[1]
    if len(candidates) == 2 and foreign:
        return foreign[0], next(i for i in candidates if i != foreign[0])
    if foreign:
        return None, foreign[0]
    own = rows.subject.own
    if own is not None and not is_chinese(own.country or own.id):
        return None, candidates[0]
    return None, None


def _in_row_country(rows: Rows, candidates: list[int]) -> int | None:
    """The one of the columns whose units lie in the country that their row states: the partners."""
    codes = [code for code, _ in rows.countries(rows.column("country"))[:_SAMPLE]]
    agree: dict[int, float] = {}
    for i in candidates:
        cells = [(row[i].text, code) for row, code in zip(rows.table.rows, codes, strict=False) if code]
        found = [(resolved(text, rows.context, "unit", None), code) for text, code in cells if not is_no_name(text)]
        known = [one[2] == code for one, code in found if one[0] is not None]
        if known:
            agree[i] = sum(known) / len(known)
    best = max(agree, key=lambda i: agree[i], default=None)
    others = [share for i, share in agree.items() if i != best]
    return best if best is not None and agree[best] >= _SAME and all(share < 1 - _SAME for share in others) else None


def _without_larger(rows: Rows, candidates: list[int]) -> tuple[list[int], dict[int, int]]:
    """The columns without those that hold what another's units lie in; those by the column whose units they hold."""
    larger: dict[int, int] = {}
    for i in candidates:
        for j in candidates:
            if i != j and i not in larger and j not in larger.values() and j not in larger and _holds(rows, j, i):
                larger[i] = j
    return [i for i in candidates if i not in larger.values()], larger


def _holds(rows: Rows, outer: int, inner: int) -> bool:
    """Whether the units of one column lie in those of another, row by row."""
    same = seen = 0
    for row in rows.table.rows[:_SAMPLE]:
        text, above = row[inner].text, row[outer].text
        if is_no_name(text) or is_no_name(above):
            continue
        big = resolved(above.split(",")[0], rows.context, "unit", None)
        if big[0] is None:
            continue
        seen += 1
        small = resolved(text.split(",")[0], rows.context, "unit", big[2], big[0])[0]
        same += small is not None and small != big[0] and big[0] in rows.context.gazetteer.ancestors(small)
    return seen > 0 and same >= 0.4 * seen


def sample(rows: Rows, column: int) -> list[str]:
    """The names in the first rows of a column."""
    texts = [row[column].text for row in rows.table.rows[:_SAMPLE]]
    return [text for text in texts if not is_no_name(text)]


def _share_of_units(rows: Rows, column: int) -> float:
    texts = [text.split(",")[0] for text in sample(rows, column)]
    return sum(1 for text in texts if rows.context.names.is_unit(text)) / len(texts) if texts else 0.0


def _chinese_share(rows: Rows, column: int) -> float:
    texts = sample(rows, column)
    found = [resolved(text, rows.context, "unit", None)[2] or _tail_country(text, rows) for text in texts]
    return sum(1 for country in found if is_chinese(country)) / len(texts) if texts else 0.0


def _tail_country(text: str, rows: Rows) -> str | None:
    """The country of "Jiaxing, Zhejiang", by its last name."""
    return resolved(text.rsplit(",", 1)[1].strip(), rows.context, "unit", None)[2] if "," in text else None


def _head_place(rows: Rows, column: int) -> HeadPlace:
    head = rows.table.columns[column]
    bare = strip_unit(fold(head))[0]  # "Maryland City" heads cities of Maryland, and is none
    names = rows.context.matcher.find(head[: len(bare)]) if bare and fold(head).startswith(bare) else ()
    for hit in names or rows.context.matcher.find(head):
        decision = rows.context.resolver.resolve(hit.printed)
        entity = rows.context.gazetteer.get(decision.id) if decision.id else None
        if entity is None:
            continue
        if entity.kind == "State":
            return HeadPlace(entity.id)
        if entity.kind in UNITS:
            named = Named(Mention(hit.printed, hit.printed), entity.id, entity.kind, entity.country)
            return HeadPlace(entity.country, entity.id, named)
    return HeadPlace(_usual_country(rows, column))


def _usual_country(rows: Rows, column: int) -> str | None:
    """The country in which nearly all known units of a column lie, and so the unknown ones."""
    found = [
        resolved(text, rows.context, "unit", None)[2] or _tail_country(text, rows) for text in sample(rows, column)
    ]
    known = Counter(country for country in found if country)
    if not known:
        return None
    country, count = min(known.items(), key=lambda item: (-item[1], item[0]))
    return country if count >= 3 and count >= _SAME * known.total() else None
