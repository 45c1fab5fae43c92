"""Further kinds of tables: zones abroad and who builds them, editions of a meeting, lines between cities, networks of
regions whose cells put the country before its regions."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.ingest.tables.sheets import Draft

_ZONES = (
    ("Longjiang Industrial Park", "Vietnam", "Tianshan Wool Group"),
    ("Rayong Industrial Zone", "Thailand", "Holley Group"),
    ("Saysettha Development Zone", "Laos", "Yunnan Provincial Overseas Investment Co., Ltd."),
    ("Eastern Industrial Zone", "Ethiopia", "Jiangsu Yongyuan Investment Co., Ltd."),
    ("Suez Economic and Trade Cooperation Zone", "Egypt", "Delta Harbour Investment Co., Ltd."),
    ("Peng Sheng Industrial Park", "Uzbekistan", "Northern Leather Trading Co., Ltd."),
    ("Ussuriysk Economic and Trade Cooperation Zone", "Russia", "Kangji International Investment Co., Ltd."),
    ("Central European Trade and Logistics Park", "Hungary", "Shandong Dihao International Investment Co., Ltd."),
)
_MEETINGS = (
    (
        "Arge Alp",
        (("Tyrol", "Innsbruck", "Austria"), ("Bavaria", "Munich", "Germany"), ("Ticino", "Lugano", "Switzerland")),
    ),
    (
        "Regional Leaders Summit",
        (
            ("Bavaria", "Munich", "Germany"),
            ("Western Cape", "Cape Town", "South Africa"),
            ("Upper Austria", "Linz", "Austria"),
        ),
    ),
    ("Lancang-Mekong Cooperation", (("Yunnan", "Kunming", "China"), ("Guangxi", "Nanning", "China"))),
    ("Alps-Adriatic Working Community", (("Veneto", "Venice", "Italy"), ("Styria", "Graz", "Austria"))),
)
_LINES = (
    ("Kunming", "Vientiane", "Laos"), ("Kunming", "Hanoi", "Vietnam"), ("Chongqing", "Mandalay", "Myanmar"),
    ("Guiyang", "Phuket", "Thailand"), ("Harbin", "Vladivostok", "Russia"), ("Chengdu", "Kathmandu", "Nepal"),
    ("Urumqi", "Almaty", "Kazakhstan"), ("Dalian", "Osaka", "Japan"), ("Nanning", "Kuala Lumpur", "Malaysia"),
    ("Kunming", "Ho Chi Minh City", "Vietnam"), ("Qingdao", "Incheon", "South Korea"),
)  # fmt: skip
_CARRIERS = ("China Eastern Airlines", "Sichuan Airlines", "Lucky Air", "Chongqing Airlines")
_NETWORKS = (
    "Four Motors for Europe",
    "Alps-Adriatic Working Community",
    "Arge Alp",
    "Regional Leaders Summit",
)
_REGIONS = {
    "Austria": ("Tyrol", "Carinthia", "Styria", "Upper Austria"),
    "Italy": ("Lombardy", "Veneto", "Friuli-Venezia Giulia", "Liguria"),
    "Germany": ("Bavaria", "Saxony", "Hesse"),
    "France": ("Brittany", "Normandy", "Corsica"),
    "Spain": ("Catalonia", "Galicia", "Aragon"),
    "Switzerland": ("Ticino", "St. Gallen", "Valais"),
}


def zones_abroad(rng: Random) -> Draft:
    """Zones, where they lie, and the firms that build them."""
    from tests.ingest.tables.sheets import Draft, End

    rows, ties = [], []
    for zone, state, firm in rng.sample(_ZONES, rng.randint(4, 7)):
        rows.append((zone, state, firm))
        ties += [(End(firm), "IMPLEMENTS", End(zone), ""), (End(firm), "OPERATES_IN", End(state, "State"), "")]
        ties.append((End(zone), "PART_OF", End(state, "State"), ""))
    return Draft(("name", "country", "body"), rows, ties)


def editions(rng: Random) -> Draft:
    """Meetings of one body: number, who had the chair, where, when."""
    from tests.ingest.tables.sheets import Draft, End

    body, hosts = rng.choice(_MEETINGS)
    first, start = rng.randint(1, 30), rng.randint(1992, 2008)
    rows, ties = [], []
    for n in range(rng.randint(4, 7)):
        region, town, state = rng.choice(hosts)
        ending = {1: "st", 2: "nd", 3: "rd"}.get((first + n) % 10 if (first + n) // 10 != 1 else 0, "th")
        rows.append((f"{first + n}{ending}", region, town, str(start + 2 * n)))
        ties.append((End(region, "unit", state), "HOSTS", End(body), str(start + 2 * n)))
        ties.append((End(town, "unit", state), "HOSTS", End(body), str(start + 2 * n)))
    return Draft(("number", "host", "place", "date"), rows, ties, owner=body)


def routes(rng: Random) -> Draft:
    """Air routes: from, to (with its country), who flies, since when."""
    from tests.ingest.tables.sheets import Draft, End

    rows, ties = [], []
    for start, stop, state in rng.sample(_LINES, rng.randint(5, 8)):
        carrier, year = rng.choice(_CARRIERS), str(rng.randint(1996, 2023))
        rows.append((start, f"{stop}, {state}", carrier, year))
        ties.append((End(start, "unit", "China"), "COOPERATES_WITH", End(stop, "unit", state), year))
        ties.append((End(carrier), "OPERATES_IN", End(stop, "unit", state), year))
        ties.append((End(stop, "unit", state), "PART_OF", End(state, "State"), ""))
    return Draft(("home", "place", "body", "date"), rows, ties)


def networks(rng: Random) -> Draft:
    """Networks of regions, when they were founded, and their regions country by country in one cell."""
    from tests.ingest.tables.sheets import Draft, End

    rows, ties = [], []
    keyed = rng.random() < 0.6
    for body in rng.sample(_NETWORKS, rng.randint(3, 4)):
        parts = []
        for state in rng.sample(sorted(_REGIONS), rng.randint(2, 4)):
            regions = rng.sample(_REGIONS[state], rng.randint(1, 3))
            parts += [f"{state}: {', '.join(regions)}"] if keyed else [f"{region} ({state})" for region in regions]
            for region in regions:
                ties.append((End(region, "unit", state), "PARTICIPATES_IN", End(body), ""))
                ties.append((End(region, "unit", state), "PART_OF", End(state, "State"), ""))
        rows.append((body, str(rng.randint(1972, 2007)), rng.choice((" ", "; ")).join(parts)))
    return Draft(("name", "date", "list"), rows, ties)


FURTHER_KINDS: dict[str, Callable[[Random], Draft]] = {
    "zones abroad": zones_abroad,
    "editions": editions,
    "routes": routes,
    "networks": networks,
}
