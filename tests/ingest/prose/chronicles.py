"""Chronicles as tables print them: a date and a cell of notes, in several layouts, with the ties that they state.

python -m tests.ingest.prose.chronicles [SEEDS]      prints precision and recall by layout, and what is missed most
"""

from __future__ import annotations

import sys
import textwrap
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from random import Random

from graph.model import Document, Mention
from ingest.document import read_unweighed
from ingest.tools import Tools

Tie = tuple[str, str, str]


@dataclass(frozen=True)
class Owner:
    """The unit of a chronicle: how it is called, by its offices, and a place and a partner of its own."""

    name: str
    office: str
    deputy: str
    city: str


_OWNERS = (
    Owner("Hunan", "Governor", "Deputy governor", "Changsha"),
    Owner("Guizhou", "Provincial Governor", "Vice chairman of the provincial CPPCC", "Guiyang"),
    Owner("Bavaria", "Minister-President", "State secretary", "Nuremberg"),
    Owner("Hokkaido", "Governor", "Vice governor", "Sapporo"),
    Owner("Ontario", "Premier", "Minister of trade", "Toronto"),
    Owner("Queensland", "Premier", "Trade minister", "Brisbane"),
    Owner("Chongqing", "Mayor", "Vice mayor", "Chongqing"),
    Owner("Gyeonggi", "Governor", "Deputy governor", "Suwon"),
    Owner("Oregon", "Governor", "Secretary of state", "Portland"),
)
_PARTNERS = (
    "Toyama", "Saxony", "Quebec", "Catalonia", "Tuscany", "Perm Krai", "Flanders", "Gifu", "Maryland", "Alberta",
    "Lower Saxony", "Limpopo", "Minas Gerais", "Chungcheongbuk-do", "Silesia", "Karnataka",
)  # fmt: skip
_STATES = ("Vietnam", "Chile", "Nigeria", "Poland", "Malaysia", "Mongolia")
_FAIRS = (
    "Rice and Tea Fair", "Inland Ports Forum", "Machine Tools Expo", "Mountain Tourism Festival",
    "Silk and Textile Exhibition", "Yangtze-Danube Forum",
)  # fmt: skip
Note = tuple[str, list[Tie]]


def _notes(own: Owner, rng: Random) -> Iterator[Note]:
    """Notes of a cell, each with its ties: what the unit did, mostly without its name."""
    a, b = rng.sample(_PARTNERS, 2)
    state, fair = rng.choice(_STATES), rng.choice(_FAIRS)
    unit, who, deputy = own.name, own.office, own.deputy
    yield f"{who} visited {a} and {b}", [(unit, "VISITED", a), (unit, "VISITED", b)]
    yield f"{deputy} led a delegation to {a} for the 10th ceremony", [(unit, "VISITED", a)]
    yield f"visited {a}, {b} and {state}", [(unit, "VISITED", x) for x in (a, b, state)]
    yield f"signed an agreement on friendly cooperation with {a}", [(unit, "COOPERATES_WITH", a)]
    yield f"signed contracts with {a} to promote further exchange of students", [(unit, "COOPERATES_WITH", a)]
    yield f"established sister relationship with {a}", [(unit, "SISTER_OF", a)]
    yield f"the delegation attended the {fair}", [(unit, "PARTICIPATES_IN", fair)]
    yield f"participated in the {fair}", [(unit, "PARTICIPATES_IN", fair)]
    yield f"government leaders attended the {fair}", [(unit, "PARTICIPATES_IN", fair)]
    yield f"hosted the {fair} for the first time", [(unit, "HOSTS", fair)]
    yield f"Governor of {a} visited {unit} and conducted the {fair}", [(a, "VISITED", unit), (a, "HOSTS", fair)]
    yield f"a delegation from {a} visited {unit}", [(a, "VISITED", unit)]
    yield f"opened a trade office in {state}", [(unit, "REPRESENTED_IN", state)]
    yield f"gave training in rice growing to {state}", [(unit, "AIDS", state)]
    yield f"{unit} and {a} became sister provinces", [(unit, "SISTER_OF", a)]
    yield f"President of {state} visited {own.city}", [(state, "VISITED", own.city)]
    yield f"exports grew by {rng.randint(3, 20)} per cent compared with the year before", []
    yield f"{rng.randint(3, 40)} groups of visitors were received by the foreign affairs office", []
    yield "the number of foreign-invested enterprises passed one thousand", []


@dataclass(frozen=True)
class Chronicle:
    """A chronicle: its words, its rows of a year and a cell, and what they state with the year."""

    caption: str
    heads: tuple[str, str]
    rows: tuple[tuple[str, str], ...]
    ties: dict[Tie, set[str]]


_CAPTIONS = (
    "Examples of activities conducted by {}", "Chronology of the external relations of {}",
    "Important events in the international exchange of {}", "Major international activities of {}",
    "{}'s exchange with its partner regions", "Process of opening up of {}",
)  # fmt: skip
_HEADS = (
    ("Time", "Major Activities"), ("Year", "Event"), ("Date", "Event/Policy"), ("Year", "Important Events"),
    ("Time", "Contents"), ("Year", "Major exchange activities"),
)  # fmt: skip


def written(seed: int) -> Chronicle:
    """The chronicle of a seed; the same seed gives the same one."""
    rng = Random(f"chronicle {seed}")
    own = rng.choice(_OWNERS)
    stop = rng.choice(("; ", "; ", ". "))
    year = rng.randint(1979, 1992)
    rows: list[tuple[str, str]] = []
    ties: dict[Tie, set[str]] = {}
    for _ in range(rng.randint(4, 8)):
        notes = rng.sample(list(_notes(own, rng)), rng.randint(1, 4))
        parts = [text[:1].upper() + text[1:] if stop == ". " or not n else text for n, (text, _) in enumerate(notes)]
        rows.append((str(year), stop.join(parts) + "."))
        for tie in (tie for _, told in notes for tie in told):
            ties.setdefault(tie, set()).add(str(year))
        year += rng.randint(1, 5)
    return Chronicle(rng.choice(_CAPTIONS).format(own.name), rng.choice(_HEADS), tuple(rows), ties)


_BEFORE = textwrap.fill(
    "The yearbooks of the office keep what was thought worth keeping. What follows is drawn from them and from the "
    "press of the time, and it leaves out what only one of them has. The next table gives examples of some years.", 90
)  # fmt: skip
_AFTER = textwrap.fill(
    "Most of these activities were repeated in later years, and some of them became a custom that nobody wished to "
    "give up. The next section turns to what they cost and to those who paid for them.", 90
)  # fmt: skip


def _page(sheet: Chronicle, body: list[str], gap: str = "\n") -> str:
    table = gap.join([f"Table 4-2: {sheet.caption}", *body, "Source: Yearbook of foreign affairs, several years."])
    return f"4.2 External relations\n\n{_BEFORE}\n\n{table}\n\n4.3 Costs\n\n{_AFTER}\n"


def _wrapped(sheet: Chronicle, width: int) -> list[str]:
    lines = [" ".join(sheet.heads)]
    for year, text in sheet.rows:
        lines += textwrap.wrap(f"{year} {text}", width)
    return lines


def _columns(sheet: Chronicle, width: int) -> list[str]:
    lines = [f"{sheet.heads[0]:<12}{sheet.heads[1]}"]
    for year, text in sheet.rows:
        parts = textwrap.wrap(text, width)
        lines += [f"{year if n == 0 else '':<12}{part}" for n, part in enumerate(parts)]
    return lines


def _cells(sheet: Chronicle, width: int) -> list[str]:
    lines = list(sheet.heads)
    for year, text in sheet.rows:
        lines += [year, *textwrap.wrap(text, width)]
    return lines


def _over_pages(sheet: Chronicle) -> str:
    body = _wrapped(sheet, 80)
    cut = next((n for n in range(len(body) // 2, len(body)) if body[n][:4].isdigit()), len(body))
    head = " ".join(sheet.heads)
    return _page(sheet, [*body[:cut], "", "57", "\f" + head, *body[cut:]])


def _numbered(sheet: Chronicle) -> str:
    lines = [f"{'No.':<6}{sheet.heads[0]:<10}{sheet.heads[1]}"]
    for number, (year, text) in enumerate(sheet.rows, 1):
        for n, part in enumerate(textwrap.wrap(text, 60)):
            lines.append(f"{number if n == 0 else '':<6}{year if n == 0 else '':<10}{part}")
    return _page(sheet, lines)


def _entries(sheet: Chronicle) -> str:
    return f"{sheet.caption}\n\n{_BEFORE}\n\n" + "\n\n".join(f"{year}: {text}" for year, text in sheet.rows) + "\n"


LAYOUTS: dict[str, Callable[[Chronicle], str]] = {
    "rows wrapped": lambda s: _page(s, _wrapped(s, 84)),
    "rows wrapped narrow": lambda s: _page(s, _wrapped(s, 44)),
    "rows with blank lines": lambda s: _page(s, _wrapped(s, 84), "\n\n"),
    "columns": lambda s: _page(s, _columns(s, 70)),
    "columns narrow": lambda s: _page(s, _columns(s, 34)),
    "cells on lines": lambda s: _page(s, _cells(s, 70)),
    "cells with blank lines": lambda s: _page(s, _cells(s, 70), "\n\n"),
    "over pages": _over_pages,
    "numbered": _numbered,
    "entries": _entries,
}


@dataclass
class Tally:
    """Ties stated, read and right; of the right ones those with the year."""

    gold: int = 0
    read: int = 0
    right: int = 0
    in_time: int = 0


class Reader:
    """Reads chronicles whole, and compares."""

    def __init__(self) -> None:
        self.tools = Tools()

    def _who(self, form: str, kind: str | None = None, country: str | None = None, within: str | None = None) -> str:
        return self.tools.resolver.resolve(form, kind, country, within).id or form.lower()

    @lru_cache(maxsize=4096)  # noqa: B019 - one reader lives as long as its caller
    def _place(self, name: str) -> str:
        return self._who(name, "unit" if name not in _STATES else "State")

    def _mention(self, mention: Mention) -> str:
        return self._who(mention.form, mention.kind, mention.country, mention.within)

    def found(self, text: str) -> dict[Tie, set[str]]:
        """The ties of a text, with their years."""
        document = Document("doc:t", "t", "", "txt", "0" * 64, text)
        out: dict[Tie, set[str]] = {}
        for s in read_unweighed(document, self.tools).statements:
            if s.tie != "PART_OF" and s.mode.value == "done":
                tie = (self._mention(s.subject), s.tie, self._mention(s.object))
                out.setdefault(tie, set()).update(when[:4] for when in s.when)
        return out

    def compare(self, sheet: Chronicle, text: str, missed: Counter[str], spurious: Counter[str]) -> Tally:
        """How much of a chronicle was read."""
        found = self.found(text)
        tally = Tally(len(sheet.ties), len(found))
        for (a, kind, b), years in sheet.ties.items():
            left, right = self._place(a), self._place(b) if b not in _FAIRS else b.lower()
            ways = [(left, kind, right)]
            ways += [(right, kind, left)] if kind in ("SISTER_OF", "COOPERATES_WITH") else []
            if kind in ("HOSTS", "PARTICIPATES_IN"):
                ways += [(left, kind, f"{right} {year}") for year in years]
            hit = next((way for way in ways if way in found), None)
            if hit is None:
                missed[f"{a} {kind} {b}"] += 1
                continue
            tally.right += 1
            tally.in_time += bool(found.pop(hit) & years)
        spurious.update(" ".join(tie) for tie in found)
        return tally


def main(seeds: int) -> None:
    """Prints the measure."""
    reader = Reader()
    for name, layout in LAYOUTS.items():
        missed: Counter[str] = Counter()
        spurious: Counter[str] = Counter()
        tallies = [reader.compare(s, layout(s), missed, spurious) for s in map(written, range(seeds))]
        gold, read, right, timely = (sum(getattr(t, f) for t in tallies) for f in ("gold", "read", "right", "in_time"))
        parts = [right / max(1, read), right / max(1, gold), timely / max(1, right)]
        sys.stdout.write(f"{name:<24} P {parts[0]:.3f}  R {parts[1]:.3f}  years {parts[2]:.3f}\n")
        sys.stdout.write(f"    missed {missed.most_common(6)}\n    spurious {spurious.most_common(6)}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 6)
