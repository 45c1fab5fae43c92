"""Cutting the text of a row into its cells, by what each column may hold.

The flattened row "Pohnpei The Federated States of Micronesia 1999-09-25" has lost the borders of its cells. With the
roles of the columns (unit, country, date) the best cut is found by dynamic programming over the words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from graph.fold import fold
from ingest.cells.columns import column_lexicon
from ingest.cells.forms import DATE, NUMBER, is_date, is_filler, is_number, is_ordinal
from ingest.cells.lexicon import kinds_of_tie, nouns, says
from ingest.cells.names import CellNames
from ingest.words.lexicon import any_of, phrases
from ingest.words.sectors import sector_words

_MAX_WORDS = 60
_LOW = -1e9
_MOST_KEPT = 20_000
_KEYS = re.compile(r"\s*[:：()]\s*(?=\S)")  # "Austria: Tyrol", "Lombardy (Italy)"
_LONGER = 0.05  # by which the longer of two names is better: "South Korea", and no place called "South"
_CUT_OFF = 1.5  # what a cell costs that ends with a key
_FUNCTION = frozenset(phrases("small_in_cells"))
# Unit words that close a name and open none ("Chiang Rai Province | Thailand", never "Chiang Rai | Province Thailand").
_UNIT_TAILS = frozenset(phrases("unit_tails"))
# A name that nobody knows, in the form of a unit's: "Hakuba Village", "Shire of Noosa".
_WORD = r"[A-Z][\w'’-]+"
_UNIT_FORM = re.compile(
    rf"(?:{any_of(phrases('units_in_front'))} of (?:the )?{_WORD}(?: {_WORD})?"
    rf"|{_WORD}(?: {_WORD})? {any_of(phrases('units_behind'))}(?: Council)?"
    rf"|{_WORD} {any_of(phrases('kinds_of_councils'))} Council)$"
)
_SCRIPT = re.compile(r"(?<=\S)\s*[(（][^()（）\x00-\u024f]+[)）]")  # the name again, in its own script
_DATED = re.compile(r"(?<=\S)\s*[(（](?:since )?(?:1[89]|20)\d\d[)）]")  # "Shiga (1980); Hubei (1999)"
_LIES_IN = re.compile(r"[^()（）]+[(（]([^()（）]+)[)）]$")
_SCALED = re.compile(rf"(?:{NUMBER.pattern})(?:[MBKmk]|[bm]n)\.?")  # "$3,649M"
_FREE = frozenset(
    {"status", "aside", "direction", "form", "text", "", "sector", "leader", "title", "venue", "partner_text"}
)


def segment(text: str, roles: Sequence[str], names: CellNames) -> tuple[list[tuple[int, int]], float] | None:
    """Spans of the cells of one row, and how well they fit their columns (mean score; above 1 is good).

    None where the row has fewer words than columns, or more than can be cut.
    """
    words = [m.span() for m in re.finditer(r"\S+", text)]
    count, columns = len(words), len(roles)
    if count < columns:
        return None
    limit = min(count, _MAX_WORDS)
    memory: dict[tuple[int, int, int], float] = {}

    def fit(column: int, start: int, end: int) -> float:
        key = (column, start, end)
        if key not in memory:
            piece = text[words[start][0] : words[end - 1][1]]
            memory[key] = score(piece, roles[column], names, last=column == columns - 1)
        return memory[key]

    best = [[_LOW] * (limit + 1) for _ in range(columns + 1)]
    back = [[0] * (limit + 1) for _ in range(columns + 1)]
    best[0][0] = 0.0
    for column in range(columns):
        stops = range(column + 1, limit + 1) if column < columns - 1 else [limit]
        for end in stops:
            for start in range(column, end):
                if best[column][start] <= _LOW:
                    continue
                real_end = count if column == columns - 1 else end
                total = best[column][start] + fit(column, start, real_end)
                if total > best[column + 1][end]:
                    best[column + 1][end], back[column + 1][end] = total, start
    if best[columns][limit] <= _LOW:
        return None
    edges, at = [count], limit
    for column in range(columns, 0, -1):
        at = back[column][at]
        edges.append(at)
    edges.reverse()
    spans = [(words[a][0], words[b - 1][1]) for a, b in pairwise(edges)]
    return spans, best[columns][limit] / columns


def score(piece: str, role: str, names: CellNames, last: bool = False) -> float:
    """How well a piece of text fits a column: about 2 to 3 where it does, below 0 where it does not."""
    kept, asked = names.fits, (piece, role, last)
    found = kept.get(asked)
    if found is None:
        if len(kept) >= _MOST_KEPT:
            kept.clear()
        found = kept[asked] = 0.8 if is_filler(piece) else _typed(piece, role, names, last) + _edges(piece)
    return found


def _typed(piece: str, role: str, names: CellNames, last: bool) -> float:
    if not any(map(str.isalnum, piece)):
        return -2.0  # a flag stands with a name
    if role in ("date", "end_date"):
        return _date(piece, last)
    if role == "ordinal":
        return 2.0 if re.fullmatch(r"(?:No\.?\s?)?\d{1,3}[.)]?", piece) or is_ordinal(piece) else -3.0
    if role in ("value", "share", "count"):
        return _figure(piece, names)
    if role == "country":
        return _place(piece, names.is_country, names, best=3.0)
    if role in ("unit", "chinese_unit", "home", "venue") and not _bodies_in(piece):
        return _place(piece, names.is_unit, names, best=2.2)
    if role == "party":
        return max(_place(piece, names.is_unit, names, best=2.2), _named(piece, "company", names))
    if role in ("member", "parties"):
        return _place(_KEYS.sub(",", piece), names.is_place, names, best=2.5) - (_CUT_OFF if piece.endswith(":") else 0)
    if role in ("host", "places", "covers", "origin_of_visit"):
        return _place(piece, names.is_place, names, best=2.5)
    if role == "body" or (role in ("unit", "chinese_unit") and _bodies_in(piece)):
        return 2.2 if _bodies_in(piece) == 1 else -1.0 if _bodies_in(piece) else 0.0
    if role in ("event", "project", "implementer", "company", "funder", "mechanism", "giver", "receiver", "approver"):
        return _named(piece, role, names)
    if role in _FREE:
        return _free(piece, role)
    return 0.0


def _bodies_in(piece: str) -> int:
    """How many universities, hospitals and the like a piece names."""
    found = sum(word in nouns()["school"] for word in fold(piece).split())
    return found if " " in piece else 2 * found  # the noun alone is none


def _date(piece: str, last: bool) -> float:
    opens, _, rest = piece.partition(" ")
    while rest and opens.casefold() in nouns()["before_date"]:  # "from 2009", "first signed in 1981"
        piece = rest
        opens, _, rest = piece.partition(" ")
    if is_date(piece):
        return 3.0
    found = DATE.match(piece)
    if found and last and piece[found.end() : found.end() + 1] in (",", ";", " ", "("):
        return 2.0
    return -4.0


def _figure(piece: str, names: CellNames) -> float:
    if is_number(piece) or _SCALED.fullmatch(piece):
        return 2.0
    if not re.match(r"^\W*(?:about |over |approx\.? )?(?:[A-Z$€£¥]{1,4}\s?)?\d", piece):
        return -2.5
    goes_on = any(word[0].isupper() and len(word) > 3 and names.is_place(word) for word in piece.split()[1:])
    return -0.5 if goes_on else 1.2  # not with the name that opens the next row


def _place(piece: str, wanted: object, names: CellNames, best: float) -> float:
    piece = _DATED.sub("", _SCRIPT.sub("", piece))
    parts = [p for p in re.split(r"\s*[,;/、]\s*|\s+and\s+|\s+&\s+|\s+[–—-]\s+", piece) if p]
    if len(parts) > 1 and not names.is_place(piece):
        scores = [_one_place(part, wanted, names, best) for part in parts]
        alone = any(word.isdigit() for word in piece.split())  # the number of the next row
        return sum(scores) / len(scores) - (best if alone else 0.0)
    return _one_place(piece, wanted, names, best)


def _within(piece: str, wanted: object) -> bool:
    """Whether brackets say in which wanted place another lies: "Zanzibar (Tanzania)"."""
    found = _LIES_IN.match(piece)
    return found is not None and callable(wanted) and bool(wanted(found[1]))


def _one_place(piece: str, wanted: object, names: CellNames, best: float) -> float:
    if piece.startswith(("(", "（")) or piece.casefold() in _UNIT_TAILS:
        return -1.5  # "City" ends the name before
    if callable(wanted) and wanted(piece):
        return best + _LONGER * piece.count(" ")
    if _within(piece, wanted):
        return 0.8 * best
    if names.is_place(piece):
        return 0.5 * best
    if any(char.isdigit() for char in piece):
        return -2.0
    words = piece.split()
    if fold(words[0]) in nouns()["office"]:
        return -0.6
    capital = sum(1 for word in words if word[:1].isupper())
    if _UNIT_FORM.match(piece):
        return 0.55 * best
    return (0.5 if capital == len(words) else -0.8) - 0.3 * (len(words) - 1)


def _named(piece: str, role: str, names: CellNames) -> float:
    words = fold(piece).split()
    if not words:
        return -2.0
    if is_number(piece):  # "Projects" may head their number
        return 1.0 if role in ("project", "event", "company") else -1.0
    lexicon = nouns()
    heads = lexicon["event"] if role == "event" else lexicon["project"] if role == "project" else lexicon["body"]
    if all(word in heads for word in words):
        return -0.5  # "Co Ltd", "Zone": the end of a name
    total = 1.2 if names.is_named(piece) and not names.is_place(piece) else 0.0
    if words[0] in nouns()["project"] and words[1:2] != ["of"]:
        total -= 0.3  # the end of the name before
    if words[-1] in heads:
        total += 1.6
    elif any(word in heads for word in words):
        total += 0.3
    if names.is_place(piece):
        total += 0.9 if role in ("funder", "giver", "receiver", "approver") else -0.6
    if re.search(r"\b(?:1[89]|20)\d\d\b", piece):
        total -= 0.5
    return total + (0.3 if piece[:1].isupper() else -0.5)


def _free(piece: str, role: str) -> float:
    total = 0.3
    if role == "sector" and fold(piece) in kinds_of_tie():
        total += 1.5
    if role == "sector" and all(word in sector_words() or word in _FUNCTION for word in piece.lower().split()):
        total += 1.0
    if role == "form":
        opens = fold(piece).split()[:2]
        total += 1.0 if any(word in nouns()["pact_form"] for word in (opens[0], " ".join(opens))) else 0.0
    if role == "status":
        total += 1.5 if column_lexicon().mode_of(piece) else -0.8
    if role in ("leader", "title"):
        office = says(piece, "office")
        total += 1.2 if office and role == "title" else 0.4 if office else 0.0
    if role == "text" and len(piece.split()) > 2 and any(word[0].islower() for word in piece.split()):
        total += 0.5
    if is_number(piece) and role in ("leader", "title"):
        total -= 1.5
    return total


def _edges(piece: str) -> float:
    """Cells begin with a capital or a digit and do not end in the middle of a phrase."""
    words = piece.split()
    first, last = words[0], words[-1]
    total = 0.0
    if len(words) > 1 and first.casefold().rstrip(",") in _UNIT_TAILS and words[1].casefold() != "of":
        total -= 2.0
    if first[0].islower() or first[0] in ",;)":
        total -= 0.6
    if last.casefold() in _FUNCTION or last.endswith((",", "-", "–")):
        total -= 1.2
    if first.casefold() in _FUNCTION - {"the"}:
        total -= 1.0
    if piece.count("(") != piece.count(")"):
        total -= 1.0
    return total
