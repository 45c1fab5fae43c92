"""Tables of every kind that documents hold, with the ties that they state: what the layouts of `table_layouts` print.

The rows are the curated sets in `data/sets` (real units, teams, mechanisms); figures, dates where the set has none, and
the words of captions and heads are invented. A sheet is drawn by a seed: other rows, other words for the same thing.
"""

from __future__ import annotations

import csv
import gzip
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from random import Random

_ISO3 = {
    "KHM": "Cambodia", "LAO": "Laos", "MMR": "Myanmar", "THA": "Thailand", "VNM": "Vietnam", "CHN": "China",
    "MNG": "Mongolia", "KOR": "South Korea", "RUS": "Russia", "BGD": "Bangladesh", "IND": "India", "AFG": "Afghanistan",
    "AZE": "Azerbaijan", "GEO": "Georgia", "KAZ": "Kazakhstan", "KGZ": "Kyrgyzstan", "PAK": "Pakistan",
    "TJK": "Tajikistan", "TKM": "Turkmenistan", "UZB": "Uzbekistan", "PHL": "Philippines", "MYS": "Malaysia",
    "SGP": "Singapore", "IDN": "Indonesia", "BRN": "Brunei", "ZMB": "Zambia", "KEN": "Kenya", "ETH": "Ethiopia",
    "GHA": "Ghana", "LBR": "Liberia", "TGO": "Togo", "NAM": "Namibia", "CMR": "Cameroon", "GNQ": "Equatorial Guinea",
    "DZA": "Algeria", "LBY": "Libya", "NGA": "Nigeria", "TZA": "Tanzania", "ZAF": "South Africa", "SDN": "Sudan",
    "MOZ": "Mozambique",
}  # fmt: skip
_DATES = ("{y}-{m:02}-{d:02}", "{d} {month} {y}", "{month} {d}, {y}", "{y}.{m:02}.{d:02}", "{month} {y}", "{y}")
_MONTHS = (
    "January February March April May June July August September October November December".split()
)  # fmt: skip


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

    `roles` says of each column what it is (name, country, date, list, figure, text); `ties` must be found, `also` may be.
    `keyed` is the column whose cells open the rows.
    """

    kind: str
    owner: str
    caption: str
    announced: str
    heading: str
    heads: tuple[str, ...]
    roles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    ties: tuple[Tie, ...]
    also: tuple[Tie, ...] = ()


def _set(name: str) -> list[dict[str, str]]:
    path = files("data") / "sets" / name
    if name.endswith(".gz"):
        text = gzip.decompress(path.read_bytes()).decode("utf-8")
        return list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def _date(rng: Random, style: int, first: int = 1980, last: int = 2018) -> tuple[str, str]:
    """A date as printed in one of the styles, and in EDTF."""
    y, m, d = rng.randint(first, last), rng.randint(1, 12), rng.randint(1, 28)
    shown = _DATES[style].format(y=y, m=m, d=d, month=_MONTHS[m - 1])
    return shown, (f"{y}", f"{y}-{m:02}", f"{y}-{m:02}-{d:02}")[0 if style == 5 else 1 if style == 4 else 2]


def _pick(rng: Random, rows: Sequence[tuple[str, ...]], low: int, high: int) -> list[tuple[str, ...]]:
    return rng.sample(list(rows), min(len(rows), rng.randint(low, high)))


@lru_cache(maxsize=1)
def _owners() -> dict[tuple[str, str], list[tuple[str, str]]]:
    """Units with five to twelve partners abroad: (unit, country) → (partner, its country)."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in _set("sister_cities_wikipedia_2023.tsv.gz"):
        plain = all(row[k] and len(row[k].split()) < 5 and "," not in row[k] for k in row)
        if plain and row["country"] != row["partner_country"]:
            found.setdefault((row["place"], row["country"]), []).append((row["partner"], row["partner_country"]))
    return {owner: partners for owner, partners in found.items() if 5 <= len(partners) <= 12}


_KNOWN_OWNERS = (
    ("Omsk", "Russia"), ("Krasnoyarsk", "Russia"), ("Khabarovsk", "Russia"), ("Vologda", "Russia"),
    ("Londrina", "Brazil"), ("Yakutsk", "Russia"), ("Makhachkala", "Russia"), ("Smolensk", "Russia"),
)  # fmt: skip


def sisters(rng: Random) -> Sheet:
    """Partners of one unit: unit, country, date."""
    own = [r for r in _set("sister_provinces.csv") if r["chinese_unit"] in ("Zhejiang", "Yunnan")]
    if rng.random() < 0.6:
        owner, home = rng.choice(("Zhejiang", "Yunnan")), "China"
        pool = [(r["partner"], r["partner_country"]) for r in own if r["chinese_unit"] == owner]
    else:
        owner, home = rng.choice(_KNOWN_OWNERS)
        pool = _owners()[owner, home]
    style = rng.randrange(len(_DATES))
    noun = rng.choice(("sister cities", "twin cities", "sister units", "friendship cities", "partner cities"))
    rows, ties = [], []
    for unit, country in _pick(rng, pool, 5, 9):
        shown, when = _date(rng, style)
        rows.append((unit, country, shown))
        ties.append((End(owner, "unit"), "SISTER_OF", End(unit, "unit", country), when))
        ties.append((End(unit, "unit", country), "PART_OF", End(country, "State"), ""))
    return Sheet(
        "sisters", owner,
        rng.choice((f"{noun.capitalize()} of {owner}", f"List of {noun} of {owner}", f"{owner}'s {noun}")),
        rng.choice((f"{owner} has the following {noun}:", f"Today {owner} keeps ties with these {noun}:")),
        f"{noun.title()} of {owner}",
        (
            rng.choice(("City", "Partner", "Sister City", "Foreign Partner", "Name of City", "Partner City")),
            rng.choice(("Country", "Nation", "Country/Region", "State")),
            rng.choice(("Date", "Year", "Since", "Date of Establishment", "Date Signed", "Established", "Time")),
        ),
        ("name", "country", "date"), tuple(rows), tuple(ties),
    )  # fmt: skip


def pairs(rng: Random) -> Sheet:
    """Chinese units and their partners: unit, partner, country, date."""
    rows, ties = [], []
    style = rng.randrange(len(_DATES))
    pool = [(r["chinese_unit"], r["partner"], r["partner_country"]) for r in _set("sister_provinces.csv")]
    pool = [row for row in pool if "(" not in row[1] and row[0] != "Zhejiang"]
    for unit, partner, country in _pick(rng, pool, 5, 9):
        shown, when = _date(rng, style)
        rows.append((unit, partner, country, shown))
        ties.append((End(unit, "unit", "China"), "SISTER_OF", End(partner, "unit", country), when))
        ties.append((End(partner, "unit", country), "PART_OF", End(country, "State"), ""))
    return Sheet(
        "pairs", "",
        rng.choice(("Sister relations of Chinese provinces", "Chinese and foreign sister provinces", "Twinned provinces and states")),
        rng.choice(("The following provinces have sister relations abroad:", "Sister relations that were made in these years are these:")),
        "Sister provinces",
        (
            rng.choice(("Province", "Chinese Province", "Chinese Side", "Province in China")),
            rng.choice(("Partner", "Foreign Partner", "Sister Province", "Sister State", "Foreign Side")),
            rng.choice(("Country", "Nation", "Partner Country")),
            rng.choice(("Date", "Year", "Year of Signing", "Established", "Date of Agreement")),
        ),
        ("home", "name", "country", "date"), tuple(rows), tuple(ties),
    )  # fmt: skip


def teams(rng: Random) -> Sheet:
    """Medical teams: province, recipient, year."""
    rows, ties = [], []
    pool = [(r["province"], r["host"]) for r in _set("medical_teams.csv") if r["tie_kind"] == "regular_team"]
    pool = [row for row in pool if "(" not in row[1]]
    for province, host in _pick(rng, pool, 5, 10):
        shown, when = _date(rng, 5, 1963, 1999)
        rows.append((province, host, shown))
        ties.append((End(province, "Province"), "TWINNED_WITH", End(host, "State"), when))
    return Sheet(
        "teams", "",
        rng.choice(("Medical teams sent to Africa and the Pacific", "Chinese medical teams by province and recipient", "Medical aid teams of the provinces")),
        rng.choice(("Each province sends its medical teams to a country of its own:", "The medical teams are these:")),
        "Medical teams abroad",
        (
            rng.choice(("Province", "Sending Province", "Dispatching Province", "Responsible Province")),
            rng.choice(("Country", "Recipient Country", "Host Country", "Receiving Country")),
            rng.choice(("Year", "Since", "First Sent", "Start Year", "First Team")),
        ),
        ("home", "country", "date"), tuple(rows), tuple(ties),
    )  # fmt: skip


_PARTNERS = (
    "Myanmar", "Vietnam", "Laos", "Thailand", "Japan", "South Korea", "India", "United States", "Germany", "Indonesia",
    "Malaysia", "Singapore", "Russia", "Brazil", "Australia", "Hong Kong", "United Kingdom", "Saudi Arabia",
)  # fmt: skip
_OWN = ("Yunnan", "Guangxi", "Zhejiang", "Heilongjiang", "Xinjiang", "Shandong", "Sichuan", "Liaoning")


def _figure(rng: Random) -> str:
    return rng.choice((f"{rng.randint(100, 9999):,}", f"{rng.uniform(1, 900):.1f}", f"{rng.randint(100, 9999)}"))


def trade_years(rng: Random) -> Sheet:
    """Partners down, years across."""
    owner = rng.choice(_OWN)
    first = rng.randint(1995, 2010)
    years = [str(first + 5 * n) for n in range(rng.randint(2, 4))]
    names = rng.sample(_PARTNERS, rng.randint(4, 8))
    rows = [(name, *(_figure(rng) for _ in years)) for name in names]
    ties = [(End(owner, "unit"), "TRADES_WITH", End(name, "State"), year) for name in names for year in years]
    return Sheet(
        "trade by year", owner,
        rng.choice((f"Trade of {owner} with its main partners (USD million)", f"Main trading partners of {owner}, in million US dollars", f"{owner}'s foreign trade by country (US$ million)")),
        rng.choice((f"The main trading partners of {owner} are these (million US dollars):",)),
        f"Trading partners of {owner}",
        (rng.choice(("Country", "Partner", "Trading Partner", "Country/Region")), *years),
        ("country", *["figure"] * len(years)), tuple(rows), tuple(ties),
    )  # fmt: skip


def trade_value(rng: Random) -> Sheet:
    """Partners of one year: country, value, share."""
    owner, year = rng.choice(_OWN), str(rng.randint(1999, 2020))
    names = rng.sample(_PARTNERS, rng.randint(4, 9))
    rows = [(name, _figure(rng), f"{rng.uniform(1, 30):.1f}") for name in names]
    ties = [(End(owner, "unit"), "TRADES_WITH", End(name, "State"), year) for name in names]
    flow = rng.choice(("Exports", "Imports", "Trade volume"))
    return Sheet(
        "trade value", owner,
        rng.choice((f"{flow} of {owner} by country in {year}", f"{owner}'s main trade partners, {year} (USD million)", f"Top trading partners of {owner} in {year}")),
        f"In {year} the main trade partners of {owner} were these:",
        f"Trade of {owner} in {year}",
        (
            rng.choice(("Country", "Partner", "Trade Partner")),
            rng.choice(("Value", "Trade Volume", "Amount (USD million)", "Value (million USD)")),
            rng.choice(("Share (%)", "Share", "Percentage", "Proportion (%)")),
        ),
        ("country", "figure", "figure"), tuple(rows), tuple(ties),
    )  # fmt: skip


def investment(rng: Random) -> Sheet:
    """Investment by origin of one year: country, projects, value."""
    owner, year = rng.choice(_OWN), str(rng.randint(1999, 2020))
    names = rng.sample(_PARTNERS, rng.randint(4, 8))
    rows = [(name, str(rng.randint(2, 300)), _figure(rng)) for name in names]
    ties = [(End(name, "State"), "INVESTS_IN", End(owner, "unit"), year) for name in names]
    return Sheet(
        "investment", owner,
        rng.choice((f"Sources of foreign direct investment in {owner}, {year}", f"FDI in {owner} by country of origin ({year})", f"Foreign investment in {owner} by source, {year}")),
        f"The main sources of foreign investment in {owner} in {year} were these:",
        f"Foreign investment in {owner}, {year}",
        (
            rng.choice(("Country", "Source", "Origin", "Country of Origin", "Source Country")),
            rng.choice(("Number of Projects", "Projects", "No. of Projects", "Contracts")),
            rng.choice(("Value (USD million)", "Amount", "Investment", "Actual Investment", "Utilized FDI")),
        ),
        ("country", "figure", "figure"), tuple(rows), tuple(ties),
    )  # fmt: skip


_LEADERS = (
    "Governor", "Vice Governor", "Party Secretary", "Deputy Party Secretary", "Chairman of the Provincial CPPCC",
    "Deputy Governor", "Director of the Foreign Affairs Office", "Vice Chairman of the Provincial Congress",
)  # fmt: skip


def visits_paid(rng: Random) -> Sheet:
    """Visits of a unit's leaders: who, when, where (several places)."""
    owner = rng.choice(_OWN)
    style = rng.choice((0, 4, 5))
    rows, ties = [], []
    for _ in range(rng.randint(5, 8)):
        shown, when = _date(rng, style, 1995)
        places = rng.sample(_PARTNERS, rng.randint(1, 3))
        rows.append((rng.choice(_LEADERS), shown, ", ".join(places)))
        ties += [(End(owner, "unit"), "VISITED", End(place, "State"), when) for place in places]
    return Sheet(
        "visits paid", owner,
        rng.choice((f"Overseas visits of {owner} leaders", f"Visits by provincial leaders of {owner}", f"Official delegations of {owner} abroad")),
        f"The leaders of {owner} made these visits abroad:", f"Overseas visits of {owner} leaders",
        (
            rng.choice(("Leader", "Head of Delegation", "Led by", "Position", "Delegation Leader")),
            rng.choice(("Date", "Time", "Date of Visit", "Year")),
            rng.choice(("Destination", "Countries Visited", "Places Visited", "Destinations", "Visited Countries")),
        ),
        ("text", "date", "list"), tuple(rows), tuple(ties),
    )  # fmt: skip


_GUESTS = ("President of {}", "Prime Minister of {}", "Foreign Minister of {}", "Ambassador of {}", "Speaker of the Parliament of {}")
_CITIES = {"Yunnan": ("Kunming", "Lijiang", "Dali"), "Zhejiang": ("Hangzhou", "Ningbo"), "Shandong": ("Jinan", "Qingdao")}


def visits_received(rng: Random) -> Sheet:
    """Visitors to a unit: who, when, where."""
    owner = rng.choice(tuple(_CITIES))
    style = rng.choice((0, 4, 5))
    rows, ties = [], []
    for _ in range(rng.randint(5, 8)):
        shown, when = _date(rng, style, 1995)
        home, city = rng.choice(_PARTNERS[:10]), rng.choice(_CITIES[owner])
        rows.append((rng.choice(_GUESTS).format(home), shown, city))
        ties.append((End(home, "State"), "VISITED", End(city, "unit", "China"), when))
    return Sheet(
        "visits received", owner,
        rng.choice((f"Foreign visitors to {owner}", f"Visits of foreign leaders to {owner}", f"Foreign delegations received by {owner}")),
        f"These foreign leaders came to visit {owner}:", f"Foreign visitors to {owner}",
        (
            rng.choice(("Visitor", "Guest", "Leader", "Name and Title", "Delegation")),
            rng.choice(("Date", "Time", "Date of Visit")),
            rng.choice(("Places Visited", "Venue", "Place Visited", "Cities Visited")),
        ),
        ("text", "date", "name"), tuple(rows), tuple(ties),
    )  # fmt: skip


_EVENTS = (
    "World Expo", "Asian Games", "G20 Summit", "Winter Games", "Boao Forum", "Silk Road Expo", "Tea Culture Festival",
    "Port Cities Forum", "Import and Export Fair", "Trade and Investment Fair", "Film Festival", "Mountain Tourism Conference",
)  # fmt: skip
_HOSTS = ("Shanghai", "Guangzhou", "Hangzhou", "Kunming", "Nanning", "Urumqi", "Harbin", "Chengdu", "Xi'an", "Dalian")


def events(rng: Random) -> Sheet:
    """Events and who hosts them."""
    rows, ties = [], []
    for event in rng.sample(_EVENTS, rng.randint(5, 8)):
        shown, when = _date(rng, 5, 1992)
        host = rng.choice(_HOSTS)
        rows.append((event, shown, host))
        ties.append((End(host, "unit", "China"), "HOSTS", End(event), when))
    return Sheet(
        "events", "",
        rng.choice(("International events hosted by Chinese cities", "Major international fairs and expos", "International conferences hosted by cities")),
        "The cities have hosted these international events:", "International events",
        (
            rng.choice(("Event", "Name of Event", "Expo", "Event Name")),
            rng.choice(("Year", "Date", "Since", "Time")),
            rng.choice(("Host City", "Host", "Venue", "Hosted by")),
        ),
        ("name", "date", "host"), tuple(rows), tuple(ties),
    )  # fmt: skip


def members(rng: Random) -> Sheet:
    """Mechanisms, their members (several in a cell), and when they began."""
    rows, ties = [], []
    pool = [r for r in _set("mechanisms.csv") if r["founded"] and ";" in r["member_states"] and len(r["name"].split()) < 8]
    pool = [r for r in pool if all(code in _ISO3 for code in r["member_states"].split(";"))]
    for r in rng.sample(pool, min(len(pool), rng.randint(4, 6))):
        states = [_ISO3[code] for code in r["member_states"].split(";")][:5]
        rows.append((r["name"], ", ".join(states), r["founded"]))
        ties += [(End(state, "State"), "MEMBER_OF", End(r["name"]), "") for state in states]
    return Sheet(
        "members", "",
        rng.choice(("Mechanisms and their members", "Subregional mechanisms and member states", "Regional mechanisms around China")),
        "The main mechanisms and their member states are these:", "Regional mechanisms",
        (
            rng.choice(("Mechanism", "Name of Mechanism", "Cooperation Mechanism", "Organization", "Platform")),
            rng.choice(("Members", "Member States", "Participating Countries", "Member Countries", "Countries Involved")),
            rng.choice(("Year", "Established", "Since", "Year Founded")),
        ),
        ("name", "list", "date"), tuple(rows), tuple(ties),
    )  # fmt: skip


_REGIONS = {
    "Japan": ("Aomori", "Niigata", "Toyama", "Tottori", "Shimane", "Hyogo"),
    "South Korea": ("Gangwon", "North Gyeongsang", "Busan", "Ulsan"),
    "Russia": ("Primorsky Krai", "Khabarovsk Krai", "Sakhalin Oblast", "Buryatia", "Irkutsk Oblast"),
    "China": ("Heilongjiang", "Shandong", "Hebei", "Henan", "Hunan"),
    "Mongolia": ("Ulaanbaatar", "Selenge", "Tuv"),
}  # fmt: skip


def membership(rng: Random) -> Sheet:
    """One mechanism: its countries and their regions."""
    body = rng.choice(("Association of North East Asia Regional Governments", "Greater Tumen Initiative"))
    rows, ties = [], []
    for country in rng.sample(tuple(_REGIONS), rng.randint(3, 5)):
        regions = rng.sample(_REGIONS[country], rng.randint(2, 3))
        rows.append((country, ", ".join(regions)))
        ties += [(End(region, "unit", country), "PARTICIPATES_IN", End(body), "") for region in regions]
        ties += [(End(region, "unit", country), "PART_OF", End(country, "State"), "") for region in regions]
    also = [(End(row[0], "State"), "MEMBER_OF", End(body), "") for row in rows]
    return Sheet(
        "membership", body,
        rng.choice((f"Members of the {body}", f"Member regions of the {body}", f"Membership of the {body}")),
        f"The {body} has these members:", f"Members of the {body}",
        (
            rng.choice(("Country", "Member Country", "Nation", "State")),
            rng.choice(("Members", "Member Regions", "Regions", "Provinces", "Participating Regions", "Local Governments")),
        ),
        ("country", "list"), tuple(rows), tuple(ties), tuple(also),
    )  # fmt: skip


_WORKS = (
    "Kunming Water Supply Project", "Dali-Lijiang Railway", "Chuxiong-Dali Expressway", "Urban Drainage Programme",
    "Western Roads Project", "Rural Schools Project", "Longling-Ruili Expressway", "Nujiang Bridge", "Forest Protection Programme",
)  # fmt: skip
_LENDERS = ("World Bank", "Asian Development Bank", "New Development Bank", "European Investment Bank")


def loans(rng: Random) -> Sheet:
    """Projects with lender, value and year."""
    owner = rng.choice(("Yunnan", "Sichuan", "Guangxi"))
    rows, ties = [], []
    for work in rng.sample(_WORKS, rng.randint(4, 7)):
        shown, when = _date(rng, 5, 1992)
        lender = rng.choice(_LENDERS)
        rows.append((work, lender, str(rng.randint(20, 400)), shown))
        ties.append((End(lender), "FUNDS", End(work), when))
    also = tuple((End(owner, "unit"), "IMPLEMENTS", End(row[0]), "") for row in rows)
    also += tuple((End(row[0]), "PART_OF", End(owner, "unit"), "") for row in rows)
    return Sheet(
        "loans", owner,
        rng.choice((f"Projects in {owner} funded by international lenders", f"Loan projects in {owner}", f"Projects in {owner} financed by development banks")),
        f"The projects in {owner} that foreign lenders funded are these:", f"Foreign loans in {owner}",
        (
            rng.choice(("Project", "Project Name", "Name of Project")),
            rng.choice(("Lender", "Funding Source", "Source of Funds", "Financed by", "Funder")),
            rng.choice(("Amount (USD million)", "Loan (USD million)", "Loan Amount", "Value (million USD)")),
            rng.choice(("Year", "Approved", "Year of Approval")),
        ),
        ("name", "body", "figure", "date"), tuple(rows), tuple(ties), also,
    )  # fmt: skip


def firms(rng: Random) -> Sheet:
    """Firms, where they work, and in what."""
    rows, ties, home = [], [], []
    pool = [r for r in _set("provincial_soes.csv") if r["states_active"] and len(r["name"].split()) < 7]
    for r in rng.sample(pool, rng.randint(5, 8)):
        states = [_ISO3[code] for code in r["states_active"].split(";") if code in _ISO3][:3]
        sector = r["sector"].split(";")[0].split("(")[0].strip()
        rows.append((r["name"], ", ".join(states), sector))
        ties += [(End(r["name"]), "OPERATES_IN", End(state, "State"), "") for state in states]
        home.append((End(r["name"]), "BASED_IN", End(r["province"], "Province"), ""))
    return Sheet(
        "firms", "",
        rng.choice(("Provincial firms and where they work abroad", "Overseas projects of provincial enterprises", "Overseas presence of provincial SOEs")),
        "The provincial firms work in these countries:", "Firms abroad",
        (
            rng.choice(("Company", "Enterprise", "Firm", "Name of Company")),
            rng.choice(("Country", "Host Country", "Countries", "Host Countries")),
            rng.choice(("Sector", "Industry", "Field")),
        ),
        ("name", "list", "text"), tuple(rows), tuple(ties), tuple(home),
    )  # fmt: skip


def consulates(rng: Random) -> Sheet:
    """Consulates in a city: whose, since when."""
    city = rng.choice(("Kunming", "Chengdu", "Shenyang", "Guangzhou", "Chongqing"))
    rows, ties = [], []
    for name in rng.sample(_PARTNERS[:15], rng.randint(4, 7)):
        shown, when = _date(rng, 5, 1985)
        rows.append((name, shown))
        ties.append((End(name, "State"), "REPRESENTED_IN", End(city, "unit", "China"), when))
    return Sheet(
        "consulates", city,
        rng.choice((f"Foreign consulates in {city}", f"Consulates general in {city}", f"Foreign consulates-general in {city}")),
        f"These countries have consulates in {city}:", f"Foreign consulates in {city}",
        (rng.choice(("Country", "Nation", "Sending Country")), rng.choice(("Year", "Opened", "Established", "Since"))),
        ("country", "date"), tuple(rows), tuple(ties),
    )  # fmt: skip


_ABROAD = (
    ("Osaka", "Japan"), ("Seoul", "South Korea"), ("Los Angeles", "United States"), ("Frankfurt", "Germany"),
    ("Dubai", "United Arab Emirates"), ("Sydney", "Australia"), ("Bangkok", "Thailand"), ("Moscow", "Russia"),
    ("Toronto", "Canada"), ("Vientiane", "Laos"),
)  # fmt: skip


def offices(rng: Random) -> Sheet:
    """A unit's offices abroad: city, country, since when."""
    owner = rng.choice(_OWN)
    rows, ties, also = [], [], []
    for city, country in rng.sample(_ABROAD, rng.randint(4, 7)):
        shown, when = _date(rng, 5, 1985)
        rows.append((city, country, shown))
        ties.append((End(owner, "unit"), "REPRESENTED_IN", End(city, "unit", country), when))
        also.append((End(owner, "unit"), "REPRESENTED_IN", End(country, "State"), when))
        also.append((End(city, "unit", country), "PART_OF", End(country, "State"), ""))
    return Sheet(
        "offices", owner,
        rng.choice((f"Overseas offices of {owner}", f"Representative offices of {owner} abroad", f"Trade offices of {owner}")),
        f"{owner} has opened trade offices in these places:", f"Overseas offices of {owner}",
        (rng.choice(("City", "Location", "Place")), rng.choice(("Country", "Host Country")), rng.choice(("Year", "Opened", "Since"))),
        ("name", "country", "date"), tuple(rows), tuple(ties), tuple(also),
    )  # fmt: skip


KINDS: dict[str, Callable[[Random], Sheet]] = {
    "sisters": sisters, "pairs": pairs, "teams": teams, "trade by year": trade_years, "trade value": trade_value,
    "investment": investment, "visits paid": visits_paid, "visits received": visits_received, "events": events,
    "members": members, "membership": membership, "loans": loans, "firms": firms, "consulates": consulates,
    "offices": offices,
}  # fmt: skip


def sheets(seed: int) -> Iterator[Sheet]:
    """One sheet of each kind; the same seed gives the same sheets."""
    for name, make in KINDS.items():
        yield make(Random(f"{name} {seed}"))
