"""Tables of every kind that documents hold, with the ties that they state: what the layouts of `table_layouts` print.

The rows are the curated sets in `data/sets`; figures, dates where the set has none, and the words of captions and heads
(`table_sheets.yaml`) are invented. A sheet is drawn by a seed: other rows, other words for the same thing.
"""

from __future__ import annotations

import csv
import gzip
from calendar import month_name
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from random import Random
from typing import Any

import yaml

from tests.ingest.tables.sheet_names import ACROSS, AMERICAN, GOODS, REGIONS
from tests.ingest.tables.sheets_ties import FURTHER_KINDS

_DATES = ("{y}-{m:02}-{d:02}", "{d} {month} {y}", "{month} {d}, {y}", "{y}.{m:02}.{d:02}", "{month} {y}", "{y}")
_YEAR_ONLY = 5


@dataclass(frozen=True)
class End:
    """An end of a tie as the sheet prints it, and what tells it from others of its name."""

    name: str
    kind: str | None = None
    country: str | None = None


Tie = tuple[End, str, End, str]


@dataclass(frozen=True)
class Sheet:
    """One table: its words, its cells as printed, and what it states.

    `roles` says of each column what it is (name, country, date, list, figure, text); `ties` must be found, `also` may.
    """

    kind: str
    caption: str
    announced: str
    heading: str
    heads: tuple[str, ...]
    roles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    ties: tuple[Tie, ...]
    also: tuple[Tie, ...]


@dataclass(frozen=True)
class Draft:
    """What a kind of table draws: its rows and ties; the words around them are added by `drawn`."""

    roles: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    ties: Sequence[Tie]
    also: Sequence[Tie] = ()
    owner: str = ""
    year: str = ""
    more_heads: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def _words() -> Any:
    return yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))


def drawn(kind: str, seed: int) -> Sheet:
    """The sheet of a kind and seed; the same seed gives the same sheet."""
    rng = Random(f"{kind} {seed}")
    draft, words = KINDS[kind](rng), _words()[kind]
    noun = rng.choice(words.get("nouns", [""]))

    def said(text: str) -> str:
        filled = text.format(owner=draft.owner, year=draft.year, noun=noun, Noun=noun.capitalize())
        return filled[:1].upper() + filled[1:]

    heads = tuple(rng.choice(column) for column in words["heads"]) + draft.more_heads
    return Sheet(
        kind, said(rng.choice(words["captions"])), said(rng.choice(words["announced"])), said(words["heading"]), heads,
        draft.roles, tuple(draft.rows), tuple(draft.ties), tuple(draft.also),
    )  # fmt: skip


@lru_cache(maxsize=8)
def _set(name: str) -> tuple[dict[str, str], ...]:
    data = (files("data") / "sets" / name).read_bytes()
    text = (gzip.decompress(data) if name.endswith(".gz") else data).decode("utf-8")
    dialect = {"delimiter": "\t", "quoting": csv.QUOTE_NONE} if ".tsv" in name else {}
    return tuple(csv.DictReader(text.splitlines(), **dialect))  # type: ignore[arg-type]


@lru_cache(maxsize=1)
def _states() -> dict[str, str]:
    """ISO 3166 code of three letters → name, as far as the sets use them."""
    return {row["host_iso3"]: row["host"] for row in _set("medical_teams.csv") if "(" not in row["host"]} | {
        "KHM": "Cambodia", "LAO": "Laos", "MMR": "Myanmar", "THA": "Thailand", "VNM": "Vietnam", "CHN": "China",
        "MNG": "Mongolia", "KOR": "South Korea", "RUS": "Russia", "BGD": "Bangladesh", "IND": "India", "ZMB": "Zambia",
        "PHL": "Philippines", "MYS": "Malaysia", "SGP": "Singapore", "IDN": "Indonesia", "BRN": "Brunei",
        "KAZ": "Kazakhstan", "KGZ": "Kyrgyzstan", "PAK": "Pakistan", "TJK": "Tajikistan", "UZB": "Uzbekistan",
        "KEN": "Kenya", "ETH": "Ethiopia", "GHA": "Ghana", "LBR": "Liberia", "DZA": "Algeria", "NGA": "Nigeria",
        "TZA": "Tanzania", "ZAF": "South Africa", "SDN": "Sudan", "MOZ": "Mozambique",
    }  # fmt: skip


def _date(rng: Random, style: int = _YEAR_ONLY, first: int = 1980, last: int = 2018) -> tuple[str, str]:
    """A date as printed in one of the styles, and in EDTF."""
    y, m, d = rng.randint(first, last), rng.randint(1, 12), rng.randint(1, 28)
    shown = _DATES[style].format(y=y, m=m, d=d, month=month_name[m])
    return shown, (f"{y}", f"{y}-{m:02}", f"{y}-{m:02}-{d:02}")[0 if style == _YEAR_ONLY else 1 if style == 4 else 2]


def _some(rng: Random, rows: Sequence[Any], low: int, high: int) -> list[Any]:
    return rng.sample(list(rows), min(len(rows), rng.randint(low, high)))


_OWNERS = (
    ("Omsk", "Russia"), ("Krasnoyarsk", "Russia"), ("Khabarovsk", "Russia"), ("Vologda", "Russia"),
    ("Londrina", "Brazil"), ("Yakutsk", "Russia"), ("Makhachkala", "Russia"), ("Smolensk", "Russia"),
)  # fmt: skip


def _partners(rng: Random) -> tuple[str, list[tuple[str, str]]]:
    """A unit with its partners and their countries."""
    if rng.random() < 0.6:
        owner = rng.choice(("Zhejiang", "Yunnan"))
        own = [row for row in _set("sister_provinces.csv") if row["chinese_unit"] == owner]
        return owner, [(row["partner"], row["partner_country"]) for row in own]
    unit, country = rng.choice(_OWNERS)
    rows = [r for r in _set("sister_cities_wikipedia_2023.tsv.gz") if (r["place"], r["country"]) == (unit, country)]
    abroad = [(r["partner"], r["partner_country"]) for r in rows if r["partner_country"] != country]
    return unit, [pair for pair in abroad if all(len(name.split()) < 5 and "," not in name for name in pair)]


def sisters(rng: Random) -> Draft:
    """Partners of one unit: unit, country, date."""
    owner, pool = _partners(rng)
    style = rng.randrange(len(_DATES))
    rows, ties = [], []
    for unit, country in _some(rng, pool, 5, 9):
        shown, when = _date(rng, style)
        rows.append((unit, country, shown))
        ties.append((End(owner, "unit"), "SISTER_OF", End(unit, "unit", country), when))
        ties.append((End(unit, "unit", country), "PART_OF", End(country, "State"), ""))
    return Draft(("name", "country", "date"), rows, ties, owner=owner)


def pairs(rng: Random) -> Draft:
    """Chinese units and their partners: unit, partner, country, date."""
    rows, ties = [], []
    style = rng.randrange(len(_DATES))
    pool = [(r["chinese_unit"], r["partner"], r["partner_country"]) for r in _set("sister_provinces.csv")]
    for unit, partner, country in _some(rng, [r for r in pool if "(" not in r[1] and r[0] != "Zhejiang"], 5, 9):
        shown, when = _date(rng, style)
        rows.append((unit, partner, country, shown))
        ties.append((End(unit, "unit", "China"), "SISTER_OF", End(partner, "unit", country), when))
        ties.append((End(partner, "unit", country), "PART_OF", End(country, "State"), ""))
    return Draft(("home", "name", "country", "date"), rows, ties)


def cities(rng: Random) -> Draft:
    """Cities of Japan and of the United States: city, partner, state, date."""
    rows, ties, also = [], [], []
    style, word = rng.choice((1, 2, 5)), rng.choice((" City", ""))
    for city, partner, state in _some(rng, ACROSS, 6, 10):
        shown, when = _date(rng, style, 1955, 1999)
        rows.append((city + word, partner, state, shown))
        ties.append((End(city + word, "unit", "Japan"), "SISTER_OF", End(partner, "unit", "United States"), when))
        also.append((End(partner, "unit", "United States"), "PART_OF", End(state, "unit", "United States"), ""))
        also.append((End(city, "unit", "Japan"), "PART_OF", End("Japan", "State"), ""))
    return Draft(("home", "name", "country", "date"), rows, ties, also)


def teams(rng: Random) -> Draft:
    """Medical teams: province, recipient, year."""
    rows, ties = [], []
    pool = [(r["province"], r["host"]) for r in _set("medical_teams.csv") if r["tie_kind"] == "regular_team"]
    for province, host in _some(rng, [row for row in pool if "(" not in row[1]], 5, 10):
        shown, when = _date(rng, first=1963, last=1999)
        rows.append((province, host, shown))
        ties.append((End(province, "Province"), "TWINNED_WITH", End(host, "State"), when))
    return Draft(("home", "country", "date"), rows, ties)


_FOREIGN = (
    "Myanmar", "Vietnam", "Laos", "Thailand", "Japan", "South Korea", "India", "United States", "Germany", "Indonesia",
    "Malaysia", "Singapore", "Russia", "Brazil", "Australia", "Canada", "Saudi Arabia", "France",
)  # fmt: skip
_OWN = ("Yunnan", "Guangxi", "Zhejiang", "Heilongjiang", "Xinjiang", "Shandong", "Sichuan", "Liaoning")


def _figure(rng: Random) -> str:
    return rng.choice((f"{rng.randint(100, 9999):,}", f"{rng.uniform(1, 900):.1f}", f"{rng.randint(100, 9999)}"))


def trade_years(rng: Random) -> Draft:
    """Partners down, years across."""
    owner, first = rng.choice(_OWN), rng.randint(1995, 2010)
    years = tuple(str(first + 5 * n) for n in range(rng.randint(2, 4)))
    names = _some(rng, _FOREIGN, 4, 8)
    ties = [(End(owner, "unit"), "TRADES_WITH", End(name, "State"), year) for name in names for year in years]
    rows = [(name, *(_figure(rng) for _ in years)) for name in names]
    return Draft(("country", *["figure"] * len(years)), rows, ties, owner=owner, more_heads=years)


def trade_value(rng: Random) -> Draft:
    """Partners of one year: country, value, share."""
    owner, year = rng.choice(_OWN), str(rng.randint(1999, 2020))
    names = _some(rng, _FOREIGN, 4, 9)
    ties = [(End(owner, "unit"), "TRADES_WITH", End(name, "State"), year) for name in names]
    rows = [(name, _figure(rng), f"{rng.uniform(1, 30):.1f}") for name in names]
    return Draft(("country", "figure", "figure"), rows, ties, owner=owner, year=year)


def investment(rng: Random) -> Draft:
    """Investment by origin of one year: country, projects, value."""
    owner, year = rng.choice(_OWN), str(rng.randint(1999, 2020))
    names = _some(rng, _FOREIGN, 4, 8)
    ties = [(End(name, "State"), "INVESTS_IN", End(owner, "unit"), year) for name in names]
    rows = [(name, str(rng.randint(2, 300)), _figure(rng)) for name in names]
    return Draft(("country", "figure", "figure"), rows, ties, owner=owner, year=year)


_LEADERS = (
    "Governor", "Vice Governor", "Party Secretary", "Deputy Party Secretary", "Chairman of the Provincial CPPCC",
    "Deputy Governor", "Director of the Foreign Affairs Office", "Vice Chairman of the Provincial Congress",
)  # fmt: skip


def visits_paid(rng: Random) -> Draft:
    """Visits of a unit's leaders: who, when, where (several places)."""
    owner, style = rng.choice(_OWN), rng.choice((0, 4, 5))
    rows, ties = [], []
    for _ in range(rng.randint(5, 8)):
        shown, when = _date(rng, style, 1995)
        places = _some(rng, _FOREIGN, 1, 3)
        rows.append((rng.choice(_LEADERS), shown, ", ".join(places)))
        ties += [(End(owner, "unit"), "VISITED", End(place, "State"), when) for place in places]
    return Draft(("text", "date", "list"), rows, ties, owner=owner)


_GUESTS = ("President of {}", "Prime Minister of {}", "Foreign Minister of {}", "Ambassador of {}")
_CITIES = {
    "Yunnan": ("Kunming", "Lijiang", "Dali"),
    "Zhejiang": ("Hangzhou", "Ningbo"),
    "Shandong": ("Jinan", "Yantai"),
}


def visits_received(rng: Random) -> Draft:
    """Visitors to a unit: who, when, where."""
    owner, style = rng.choice(tuple(_CITIES)), rng.choice((0, 4, 5))
    rows, ties = [], []
    for _ in range(rng.randint(5, 8)):
        shown, when = _date(rng, style, 1995)
        home, city = rng.choice(_FOREIGN[:10]), rng.choice(_CITIES[owner])
        rows.append((rng.choice(_GUESTS).format(home), shown, city))
        ties.append((End(home, "State"), "VISITED", End(city, "unit", "China"), when))
    return Draft(("text", "date", "name"), rows, ties, owner=owner)


_EVENTS = (
    "World Expo", "Asian Games", "G20 Summit", "Winter Games", "Boao Forum", "Silk Road Expo", "Tea Culture Festival",
    "Port Cities Forum", "Import and Export Fair", "Trade and Investment Fair", "Film Festival", "Mountain Conference",
)  # fmt: skip
_HOSTS = ("Shanghai", "Guangzhou", "Hangzhou", "Kunming", "Nanning", "Urumqi", "Harbin", "Chengdu", "Xi'an", "Dalian")


def first_markets(rng: Random) -> Draft:
    """Units and the first market of each: unit, country, product, value."""
    year = str(rng.randint(1999, 2022))
    rows, ties = [], []
    for unit in _some(rng, AMERICAN, 5, 9):
        market = rng.choice([name for name in _FOREIGN if name != "United States"])
        rows.append((unit, market, rng.choice(GOODS), _figure(rng)))
        ties.append((End(unit, "unit", "United States"), "TRADES_WITH", End(market, "State"), year))
    return Draft(("home", "country", "text", "figure"), rows, ties, year=year)


def events(rng: Random) -> Draft:
    """Events and who hosts them."""
    rows, ties = [], []
    for event in _some(rng, _EVENTS, 5, 8):
        shown, when = _date(rng, first=1992)
        host = rng.choice(_HOSTS)
        rows.append((event, shown, host))
        ties.append((End(host, "unit", "China"), "HOSTS", End(event), when))
    return Draft(("name", "date", "host"), rows, ties)


def members(rng: Random) -> Draft:
    """Mechanisms, their members (several in a cell), and when they began."""
    rows, ties = [], []
    pool = [r for r in _set("mechanisms.csv") if r["founded"] and len(r["name"].split()) < 8]
    pool = [r for r in pool if set(r["member_states"].split(";")) <= _states().keys()]
    for r in _some(rng, pool, 4, 6):
        states = [_states()[code] for code in r["member_states"].split(";")][:5]
        rows.append((r["name"], ", ".join(states), r["founded"]))
        ties += [(End(state, "State"), "MEMBER_OF", End(r["name"]), "") for state in states]
    return Draft(("name", "list", "date"), rows, ties)


def membership(rng: Random) -> Draft:
    """One mechanism: its countries and their regions."""
    body = rng.choice(("Association of North East Asia Regional Governments", "Greater Tumen Initiative"))
    rows, ties = [], []
    for country in _some(rng, tuple(REGIONS), 3, 5):
        regions = _some(rng, REGIONS[country], 2, 3)
        rows.append((country, ", ".join(regions)))
        ties += [(End(region, "unit", country), "PARTICIPATES_IN", End(body), "") for region in regions]
        ties += [(End(region, "unit", country), "PART_OF", End(country, "State"), "") for region in regions]
    also = [(End(row[0], "State"), "MEMBER_OF", End(body), "") for row in rows]
    return Draft(("country", "list"), rows, ties, also, owner=body)


_WORKS = (
    "Kunming Water Supply Project", "Dali-Lijiang Railway", "Chuxiong-Dali Expressway", "Urban Drainage Programme",
    "Western Roads Project", "Rural Schools Project", "Longling-Ruili Expressway", "Nujiang Bridge",
)  # fmt: skip
_LENDERS = ("World Bank", "Asian Development Bank", "New Development Bank", "European Investment Bank")


def loans(rng: Random) -> Draft:
    """Projects with lender, value and year."""
    owner = rng.choice(("Yunnan", "Sichuan", "Guangxi"))
    rows, ties, also = [], [], []
    for work in _some(rng, _WORKS, 4, 7):
        shown, when = _date(rng, first=1992)
        lender = rng.choice(_LENDERS)
        rows.append((work, lender, str(rng.randint(20, 400)), shown))
        ties.append((End(lender), "FUNDS", End(work), when))
        also += [(End(owner, "unit"), "IMPLEMENTS", End(work), ""), (End(work), "PART_OF", End(owner, "unit"), "")]
    return Draft(("name", "body", "figure", "date"), rows, ties, also, owner=owner)


def firms(rng: Random) -> Draft:
    """Firms, where they work, and in what."""
    rows, ties, also = [], [], []
    pool = [r for r in _set("provincial_soes.csv") if r["states_active"] and len(r["name"].split()) < 7]
    for r in _some(rng, pool, 5, 8):
        states = [_states()[code] for code in r["states_active"].split(";") if code in _states()][:3]
        if states:
            rows.append((r["name"], ", ".join(states), r["sector"].split(";")[0].split("(")[0].strip()))
            ties += [(End(r["name"]), "OPERATES_IN", End(state, "State"), "") for state in states]
            also.append((End(r["name"]), "BASED_IN", End(r["province"], "Province"), ""))
    return Draft(("name", "list", "text"), rows, ties, also)


def consulates(rng: Random) -> Draft:
    """Consulates in a city: whose, since when."""
    city = rng.choice(("Kunming", "Chengdu", "Shenyang", "Guangzhou", "Chongqing"))
    rows, ties = [], []
    for name in _some(rng, _FOREIGN, 4, 7):
        shown, when = _date(rng)
        rows.append((name, shown))
        ties.append((End(name, "State"), "REPRESENTED_IN", End(city, "unit", "China"), when))
    return Draft(("country", "date"), rows, ties, owner=city)


_ABROAD = (
    ("Osaka", "Japan"), ("Seoul", "South Korea"), ("Los Angeles", "United States"), ("Frankfurt", "Germany"),
    ("Dubai", "United Arab Emirates"), ("Sydney", "Australia"), ("Bangkok", "Thailand"), ("Moscow", "Russia"),
    ("Toronto", "Canada"), ("Vientiane", "Laos"),
)  # fmt: skip


def offices(rng: Random) -> Draft:
    """A unit's offices abroad: city, country, since when."""
    owner = rng.choice(_OWN)
    rows, ties = [], []
    for city, country in _some(rng, _ABROAD, 4, 7):
        shown, when = _date(rng)
        rows.append((city, country, shown))
        ties.append((End(owner, "unit"), "REPRESENTED_IN", End(city, "unit", country), when))
        ties.append((End(city, "unit", country), "PART_OF", End(country, "State"), ""))
    return Draft(("name", "country", "date"), rows, ties, owner=owner)


KINDS: dict[str, Callable[[Random], Draft]] = {
    "sisters": sisters, "pairs": pairs, "cities": cities, "teams": teams, "trade by year": trade_years,
    "trade value": trade_value, "investment": investment, "first markets": first_markets, "visits paid": visits_paid,
    "visits received": visits_received, "events": events, "members": members,
    "membership": membership, "loans": loans, "firms": firms, "consulates": consulates, "offices": offices,
} | FURTHER_KINDS  # fmt: skip
