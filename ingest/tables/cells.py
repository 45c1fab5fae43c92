"""Cells as names, dates and figures: mentions with their spans, EDTF dates, values."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.errors import InputError
from graph.fold import fold
from graph.model import Mention
from graph.unit_words import unit_words
from ingest.cells.forms import DATE, is_filler
from ingest.cells.lexicon import kinds_of_tie, nouns, partner_names
from ingest.figures.dates import parse_date
from ingest.figures.values import find_values
from ingest.kinds import PLACES, UNITS
from ingest.tables.context import TableContext
from ingest.tables.topics import Measure
from ingest.types import Cell
from ingest.words.lexicon import any_of, phrases

_SEPARATOR = re.compile(r"\s*[;；、/|]\s*|\s*,\s*(?:and\s+)?|\s+and\s+|\s+&\s+|\s*\n\s*")
_COMMAS = re.compile(r"[,;；、/|]")
_UNIT_HINTS = UNITS | {"unit"}
_PLACE_HINTS = _UNIT_HINTS | {"place"}
_CLAUSE = frozenset(phrases("words_of_clauses"))  # in no name of a place
_NAME_WORDS = 6  # of a place that nobody knows
_TRAILING_FIGURE = re.compile(r"\s*[(（]?\s*([-−+]?\d[\d,]*(?:\.\d+)?)\s*(%|percent)?\s*[)）]?\s*$")
_TIGHT = re.compile(r"([^\W\d_]{3,9})\.?\s*(\d{1,2})(?:st|nd|rd|th)?(?:[,.]\s*|\s+)((?:1[6-9]|20)\d\d)\b")
_MONTHLY = re.compile(r"((?:1[6-9]|20)\d\d)[./](\d{1,2})")  # "1998.4"
_DAYS = re.compile(r"\b\d{1,2}\s?[-–—]\s?\d{1,2}\s+(?=[A-Z])")  # of "17–18 September 2014" the month is kept
_DOTTED = re.compile(r"(?<=\d)([./])\s+(?=\d)")
_YEAR_FIRST = re.compile(r"\b((?:1[6-9]|20)\d\d)\s*[-–—,]\s*(?=[A-Z][a-z]{2})")
_BRACKET = re.compile(r"\s*[(（][^)）]*[)）]\s*")
_NOT_NAMES = re.compile(
    rf"^(?:(?:grand |sub)?total\b.*|other (?:countries|regions|areas|sources)\b.*|{any_of(phrases('no_entries'))})$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a cell, and who it may be: `id`, `kind`, `country` are None where it is not resolved."""

    mention: Mention
    id: str | None = None
    kind: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Stated:
    """What the table says about the names of a cell."""

    kind: str | None = None
    country: str | None = None
    provisional: bool = False
    within: str | None = None
    partner: bool = False


def when_of(cell: Cell) -> str | None:
    """The date of a cell as EDTF, the first that stands in it; None where there is none."""
    text = cell.text.strip()
    if not text or is_filler(text):
        return None
    text = _DAYS.sub("", text)
    text = _DOTTED.sub(r"\1", text)  # "1982. 3. 5"
    text = _YEAR_FIRST.sub(r"\1 ", text)  # "1957 - October"
    text = _TIGHT.sub(r"\1 \2, \3", text)  # "Oct.2, 2006", "March 27,1968"
    monthly = _MONTHLY.fullmatch(text)
    if monthly and 1 <= int(monthly[2]) <= 12:
        return f"{monthly[1]}-{int(monthly[2]):02d}"
    try:
        whole = parse_date(text)
    except InputError:
        return None
    if whole:
        return whole
    found = DATE.search(text)
    if not found:
        return None
    try:
        return parse_date(found.group())
    except InputError:
        return None


def figure_of(text: str, measure: Measure) -> tuple[float | None, float | None, str | None]:
    """Value, share and currency of a figure in a cell; three times None where there is none."""
    sums = find_values(text)
    if sums:
        first = sums[0]
        if first.share is not None:
            return None, first.share, None
        if first.currency and first.value is not None:
            return first.value, None, first.currency
    found = _TRAILING_FIGURE.search(text)
    if not found:
        return None, None, None
    number = float(found.group(1).replace(",", "").replace("−", "-"))
    if found.group(2) or measure.share:
        return None, number, None
    return round(number * measure.scale, 6), None, measure.currency


def split_figure(cell: Cell) -> tuple[str, str]:
    """A cell such as "Saudi Arabia 2.9%" as name and figure."""
    found = _TRAILING_FIGURE.search(cell.text)
    if not found or found.start() == 0:
        return cell.text, ""
    return cell.text[: found.start()], cell.text[found.start() :].strip()


def is_no_name(text: str) -> bool:
    """Whether a cell is empty, a filler, a sum such as Total or Others, or says what kind of tie its row is."""
    bare = text.strip()
    return not bare or is_filler(bare) or bool(_NOT_NAMES.match(bare)) or fold(bare) in kinds_of_tie()


def names_in(
    cell: Cell,
    context: TableContext,
    kind: str | None = None,
    country: str | None = None,
    until: int | None = None,
    provisional: bool = False,
    within: str | None = None,
    partner: bool = False,
) -> list[Named]:
    """The names of a cell, one or, between commas, slashes and "and", several.

    `kind` and `country` are what the column says; a place that is not known, of a stated country, is provisional.
    `within` is the unit in which a name lies that by itself means several places. `partner` says that the table is one
    of trade or investment statistics, which call some states by short names.
    """
    text = cell.text[:until]
    if is_no_name(text):
        return []
    stated = Stated(kind, country, provisional, within, partner)
    listed = _listed(cell, text, context, stated)
    if listed:
        return listed
    whole = _named(cell, 0, len(text), context, stated)
    if whole is not None and whole.id is not None:
        return [whole]
    spans = _parts(text, context)
    if len(spans) < 2:
        spans = _known_parts(text, context) or spans
    if len(spans) < 2:
        return [whole] if whole else []
    parts = [_named(cell, a, b, context, stated) for a, b in spans]
    return [part for part in parts if part is not None]


def _listed(cell: Cell, text: str, context: TableContext, stated: Stated) -> list[Named]:
    """A list between commas all of whose members are places, even if somebody bears the whole as a name (BCIM)."""
    if not _COMMAS.search(text):
        return []
    parts = [_named(cell, a, b, context, stated) for a, b in _parts(text, context)]
    places = [part for part in parts if part is not None and part.kind in PLACES]
    return places if len(places) == len(parts) > 1 else []


def _parts(text: str, context: TableContext) -> list[tuple[int, int]]:
    """The pieces between separators; a country whose name holds one stays whole ("Bosnia and Herzegovina")."""
    spans: list[tuple[int, int]] = []
    at = 0
    for stop, after in [*((m.start(), m.end()) for m in _SEPARATOR.finditer(text)), (len(text), len(text))]:
        if text[at:stop].strip():
            if spans and context.names.is_country(text[spans[-1][0] : stop]):
                at = spans.pop()[0]
            spans.append((at, stop))
        at = after
    return spans


def _known_parts(text: str, context: TableContext) -> list[tuple[int, int]]:
    """Names that stand side by side without a sign between them ("HK Macao")."""
    words = [m.span() for m in re.finditer(r"\S+", text)]
    found, at = [], 0
    while at < len(words):
        for size in range(min(5, len(words) - at), 0, -1):
            start, end = words[at][0], words[at + size - 1][1]
            if context.names.is_place(text[start:end]):
                found.append((start, end))
                at += size
                break
        else:
            return []
    return found


def _named(cell: Cell, start: int, end: int, context: TableContext, stated: Stated) -> Named | None:
    kind, country = stated.kind, stated.country
    text = cell.text[start:end]
    bare = _BRACKET.sub(" ", text).rstrip(" .:*")
    lead = len(bare) - len(bare.lstrip())
    form = " ".join(bare.split())
    if not form or is_no_name(form) or not any(char.isalpha() for char in form):
        return None
    stop = start + len(text.rstrip(" .:*")) if "(" not in text and "（" not in text else start + len(text)
    printed = cell.text[start + lead : stop]
    if "(" in printed and not text.strip().startswith("("):
        printed = printed[: printed.index("(")].rstrip()
    span = context.span(cell, start + lead, start + lead + len(printed))
    whole = " ".join(text.split()).rstrip(" .:*")
    bracketed = whole != form and context.names.is_country(whole)  # "Congo (Brazzaville)"
    form = whole if bracketed else form
    if stated.partner:
        form = partner_names().get(fold(form), form)
    id_, own_kind, own_country = resolved(form, context, kind, country)
    if id_ is None and form[:4].lower() == "the " and resolved(form[4:], context, kind, country)[0] is not None:
        form = form[4:]
        id_, own_kind, own_country = resolved(form, context, kind, country)
    within = stated.within if id_ is None else None
    if within is not None:
        id_, own_kind, own_country = resolved(form, context, kind, country, within)
        within = within if id_ is not None else None
    own_hint = kind if id_ is None or own_kind == kind or kind in ("unit", "place", "firm", "body", "actor") else None
    unknown_place = id_ is None and country is not None and kind in _UNIT_HINTS
    if kind in _PLACE_HINTS and (form.removeprefix("the ")[:1].islower() or (id_ is None and not place_like(form))):
        return None
    mention = Mention(
        printed, form, *span, kind=own_hint, country=country, within=within,
        provisional=stated.provisional or unknown_place,
    )  # fmt: skip
    return Named(mention, id_, own_kind, own_country)


def place_like(form: str) -> bool:
    """Whether a name that nobody knows may be that of a place: a few words with capitals (unit words aside), no digits,
    no office that a person holds."""
    words = form.removeprefix("the ").split()
    offices, small = nouns()["office"], {unit.word for unit in unit_words()}
    if len(words) > _NAME_WORDS or any(char.isdigit() for char in form) or any(fold(w) in offices for w in words):
        return False
    if any(w in _CLAUSE for w in words):
        return False
    return all(w[0].isupper() or not w[0].isascii() or len(w) < 4 or fold(w) in small for w in words)


def resolved(
    form: str, context: TableContext, kind: str | None, country: str | None, within: str | None = None
) -> tuple[str | None, str | None, str | None]:
    """Id, kind and country of whom a form means; None where nobody is found."""
    for hint in (kind, None) if kind not in ("unit", "place", None) else (kind,):
        decision = context.resolver.resolve(form, kind=hint, country=country, within=within)
        if decision.id is not None:
            entity = context.gazetteer.get(decision.id)
            if entity is not None:
                return entity.id, entity.kind, entity.country or (entity.id if entity.kind == "State" else None)
    return None, None, None


def country_code(cell: Cell, context: TableContext) -> tuple[str | None, Named | None]:
    """The country that a cell names: its code, and its name as a mention."""
    found = names_in(cell, context, kind="State")
    if len(found) != 1 or found[0].id is None:
        return None, found[0] if len(found) == 1 else None
    one = found[0]
    if one.kind == "State":
        return one.id, one
    return (one.country if one.kind == "Province" else None), one
