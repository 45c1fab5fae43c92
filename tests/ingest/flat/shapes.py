"""Tables in every dress in which they reach a plain text; the cases of the tests of layout and table reading."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

BODY = (
    "The province has long looked across its borders, and the ties of its units grew in number when the centre allowed "
    "it. {0} shows what came of it in later years, and how far the policy reached. As the figures show, the neighbours "
    "in the south came first and others came later."
)
END = (
    "These figures tell only a part of the story, because many local ties never enter the books of the province. "
    "Scholars who went through the yearbooks found that small exchanges matter as much as large ones do."
)
RULE = " " * 48


@dataclass(frozen=True)
class Case:
    """A table, the tie type that it states, and the pairs (subject and object as printed) that it is read as."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    tie: str
    pairs: tuple[tuple[str, str], ...]

    @property
    def label(self) -> str:
        return " ".join(self.caption.split()[:2]).rstrip(":.")


def own(unit: str, rows: tuple[tuple[str, ...], ...], column: int = 0) -> tuple[tuple[str, str], ...]:
    return tuple((unit, row[column]) for row in rows)


_SISTERS = (
    ("Chiang Rai Province", "Thailand", "2000-09-27"),
    ("Champasak", "Laos", "1999-11-03"),
    ("Texas", "USA", "1985-04-12"),
    ("Ha Giang", "Vietnam", "2003-05-06"),
    ("New South Wales", "Australia", "2004"),
    ("Hung Yen Province", "Vietnam", "2011-08-22"),
)
_PAIRS = (
    ("Shandong", "South Gyeongsang Province", "South Korea", "1993"),
    ("Jiangsu", "North Jeolla", "South Korea", "1994"),
    ("Guangdong", "Gyeonggi", "South Korea", "2003"),
    ("Anhui", "Kochi Prefecture", "Japan", "1994"),
)
_HYOGO = (
    ("Washington State", "United States", "1963-10-22"),
    ("Western Australia", "Australia", "1981-06-23"),
    ("Parana", "Brazil", "1970-05-27"),
    ("Hainan Province", "China", "1990-09-28"),
)
_TEAMS = (
    ("1", "Hubei", "Algeria", "1963"),
    ("2", "Shandong", "Tanzania", "1968"),
    ("3", "Henan", "Zambia", "1978"),
    ("4", "Guangdong", "Equatorial Guinea", "1971"),
)
_VALUES = (
    ("Myanmar", "5849", "23.9"),
    ("Vietnam", "2325", "9.5"),
    ("Laos", "880", "3.6"),
    ("Thailand", "812", "3.3"),
)
_MARKETS = (
    ("2000", "25.1%", "10.2%", "2.2%"),
    ("2005", "22.0%", "12.4%", "1.8%"),
    ("2010", "20.2%", "11.1%", "4.8%"),
)
_RANKS = (
    ("No.1", "Myanmar", "Myanmar", "Myanmar"),
    ("No.2", "Vietnam", "Thailand", "Vietnam"),
    ("No.3", "Japan", "India", "Laos"),
)
_VISITS = (
    ("Prime Minister of Laos", "2005-10", "Kunming"),
    ("President of Myanmar", "2011-05", "Kunming"),
    ("Vietnamese Prime Minister", "2004-05", "Lijiang"),
)
_EVENTS = (
    ("2008", "Summer Olympics", "Beijing"),
    ("2010", "World Expo", "Shanghai"),
    ("2016", "G20 Summit", "Hangzhou"),
)
_LOANS = (
    ("Chuxiong-Dali Expressway", "ADB", "150", "1994"),
    ("Dali-Lijiang Railway", "ADB", "180", "2004"),
    ("Kunming Water Supply Project", "World Bank", "120", "1996"),
)
_FIRMS = (
    ("Yunnan Natural Rubber Group", "Myanmar", "agriculture"),
    ("Kunming Iron and Steel Group", "Vietnam", "mining"),
    ("Yunnan Construction Investment Group", "Laos", "construction"),
)
_MEMBERS = (
    ("Greater Mekong Subregion", "Laos, Myanmar, Thailand", "1992"),
    ("Lancang-Mekong Cooperation", "Cambodia, Laos", "2016"),
    ("BCIM", "Bangladesh, India, Myanmar", "1999"),
)

CASES = {
    "sisters": Case(
        "Table 5-1: Sister Cities of Yunnan Province", ("Foreign SNG", "Country", "Date Established"), _SISTERS,
        "SISTER_OF", own("Yunnan Province", _SISTERS),
    ),
    "pairs": Case(
        "Table 3. Sister relations between Chinese and foreign units",
        ("Chinese province", "Partner", "Country", "Year"), _PAIRS, "SISTER_OF", tuple((r[0], r[1]) for r in _PAIRS),
    ),
    "no Chinese end": Case(
        "Table 2: Sister states of Hyogo Prefecture", ("Partner", "Country", "Established"), _HYOGO, "SISTER_OF",
        own("Hyogo Prefecture", _HYOGO),
    ),
    "medical teams": Case(
        "Table 6-1: Medical aid teams to Africa", ("No.", "Province", "Country", "Year"), _TEAMS, "TWINNED_WITH",
        tuple((r[1], r[2]) for r in _TEAMS),
    ),
    "trade of a year": Case(
        "Table 5-9: Trade of Yunnan with its main partners in 2015 (USD million)",
        ("Country", "Trade volume", "Share (%)"), _VALUES, "TRADES_WITH", own("Yunnan", _VALUES),
    ),
    "partners as heads": Case(
        "Table 5-12: Export markets of Yunnan and their share of total exports",
        ("Year", "Myanmar", "Vietnam", "Laos"), _MARKETS, "TRADES_WITH",
        tuple(("Yunnan", name) for _ in _MARKETS for name in ("Myanmar", "Vietnam", "Laos")),
    ),
    "ranks under years": Case(
        "Table 5-8: Top Three Trade Partners of Yunnan Province", ("No", "2005", "2010", "2015"), _RANKS,
        "TRADES_WITH", tuple(("Yunnan Province", name) for row in _RANKS for name in row[1:]),
    ),
    "visits": Case(
        "Table 5-6: Visits of Foreign Leaders to Yunnan", ("Leader", "Date", "Places visited"), _VISITS, "VISITED",
        (("Laos", "Kunming"), ("Myanmar", "Kunming"), ("Vietnamese", "Lijiang")),
    ),
    "events": Case(
        "Table 2-2: International events hosted by Chinese cities", ("Year", "Event", "Host city"), _EVENTS, "HOSTS",
        tuple((r[2], r[1]) for r in _EVENTS),
    ),
    "loans": Case(
        "Table 5-5: Projects in Yunnan funded by international lenders",
        ("Project", "Funding Source", "Amount (USD million)", "Year"), _LOANS, "FUNDS",
        tuple((r[1], r[0]) for r in _LOANS),
    ),
    "firms": Case(
        "Table 5-10: Overseas projects of Yunnan enterprises", ("Company", "Country", "Sector"), _FIRMS,
        "OPERATES_IN", tuple((r[0], r[1]) for r in _FIRMS),
    ),
    "members": Case(
        "Table 5-4: Major mechanisms and their members", ("Mechanism", "Members", "Year"), _MEMBERS, "MEMBER_OF",
        tuple((name, row[0]) for row in _MEMBERS for name in row[1].split(", ")),
    ),
}  # fmt: skip

STYLES = ("row", "cell", "wrapped", "ragged", "ragged and wrapped", "markdown")


def table_lines(case: Case, style: str) -> list[str]:
    """The lines of a table, caption first."""
    heads = [head for head in case.heads if not (head == "No" and style != "ragged" and style != "markdown")]
    if style == "cell":
        return [case.caption, *heads, *(cell for row in case.rows for cell in row)]
    if style == "wrapped":
        return [case.caption, " ".join(heads), *(w for row in case.rows for w in textwrap.wrap(" ".join(row), 34))]
    if style == "ragged":
        return [case.caption, *_apart([case.heads, *case.rows], 60)]
    if style == "ragged and wrapped":
        return [case.caption, *_apart([case.heads, *case.rows], 20)]
    if style == "markdown":
        bars = [f"| {' | '.join(row)} |" for row in (case.heads, *case.rows)]
        return [case.caption, "", bars[0], "|" + "---|" * len(case.heads), *bars[1:], ""]
    return [case.caption, " ".join(heads), *(" ".join(row) for row in case.rows)]


def _apart(rows: list[tuple[str, ...]], most: int) -> list[str]:
    widths = [max(9, min(most, max(len(row[i]) for row in rows))) for i in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [textwrap.wrap(cell, width) or [""] for cell, width in zip(row, widths, strict=True)]
        for at in range(max(map(len, cells))):
            parts = [(c[at] if at < len(c) else "").ljust(w) for c, w in zip(cells, widths, strict=True)]
            lines.append("    ".join(parts).rstrip())
    return lines


def plain(case: Case, style: str) -> str:
    """A document with the table, paragraphs apart by empty lines."""
    before, after = textwrap.wrap(BODY.format("The book") * 3, 80), textwrap.wrap(END, 80)
    announced = textwrap.wrap(BODY.format(case.label), 80)
    parts = [before, announced, [*table_lines(case, style), "", "Source: The yearbook."], after]
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def padded(case: Case, style: str) -> str:
    """The same with an empty line behind every line, as converters write that go by print positions."""
    before, after = textwrap.wrap(BODY.format("The book") * 3, 80), textwrap.wrap(END, 80)
    announced = textwrap.wrap(BODY.format(case.label), 80)
    join = " \n\n".join
    return (
        f"{join(before)} \n\n \n\n{join(announced)} \n\n \n{join(table_lines(case, style))} \n\n"
        f"Source: The yearbook. \n\n \n\n{join(after)} \n"
    )


def paged(case: Case, style: str) -> str:
    """Form feeds and running heads; the table goes on behind a page break."""
    lines = table_lines(case, style)
    half = _half(case, style)
    fill = "\n".join(textwrap.wrap(BODY.format("The book") * 3, 80)) + "\n\n"
    pages = [f"Journal of Places {n}\n\n{fill * 3}" for n in (10, 11, 12)]
    announced = "\n".join(textwrap.wrap(BODY.format(case.label), 80))
    end = "\n".join(textwrap.wrap(END, 80))
    pages.append(f"Journal of Places 13\n\n{announced}\n\n" + "\n".join(lines[:half]) + "\n")
    pages.append("Journal of Places 14\n\n" + "\n".join(lines[half:]) + f"\n\nSource: The yearbook.\n\n{end}\n\n")
    pages.append(f"Journal of Places 15\n\n{fill}")
    return "\x0c".join(pages)


def displaced(case: Case, style: str) -> str:
    """Padded pages on which the table stands behind the footnotes, its second half at the foot of the next page."""
    lines = table_lines(case, style)
    half = _half(case, style)
    before = textwrap.wrap(BODY.format("The book") * 3, 80)
    announced = textwrap.wrap(BODY.format(case.label), 80)
    join = " \n\n".join
    last = before[len(before) // 2].rstrip(".") + " and"
    return (
        f"{join(before)} \n\n \n\n{join(announced)}12 \n\n \n\n{lines[0]} \n\n{RULE}\n"
        f"12 See section 3.3 for more information. \n\n{join(lines[1:half])} \n"
        f" Source: The yearbook of the province. \n\n \n\n{join(before[: len(before) // 2])} \n\n{last}\n\n{RULE}\n"
        f"13 Ibid., p.12. \n\n{join(lines[half:])} \n so the work went on in all of it. "
        f"{join(textwrap.wrap(END, 80))} \n"
    )


def _half(case: Case, style: str) -> int:
    rows = len(case.rows) // 2
    heads = len(case.heads) - (case.heads[0] == "No")
    return 1 + heads + rows * len(case.heads) if style == "cell" else 2 + rows


DRESSES = {"plain": plain, "padded": padded, "paged": paged, "displaced": displaced}
