"""The HTML report in headless Chromium, with no network: what a reader does with it, by mouse and by keyboard.

Skipped where Chromium is missing, unless SUBTIES_REQUIRE_CHROMIUM=1. One browser serves all tests.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.errors import NotFoundError
from queries.html_report import html
from queries.report import report, selected_ties
from queries.selection import make
from tests.chromium import Chromium, found
from tests.queries.sample import sample
from tests.queries.test_html_report import HOSTILE, hostile

AXE = Path(__file__).resolve().parents[1] / "vendor" / "axe.min.js"
pytestmark = [
    pytest.mark.skipif(
        found() is None and os.environ.get("SUBTIES_REQUIRE_CHROMIUM") != "1", reason="Chromium is not installed"
    ),
    pytest.mark.xdist_group("chromium"),
]
WORLD = sample()
MECHANISMS = {entity.name for entity in WORLD.entities.values() if entity.kind == "Mechanism"}


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    with Chromium(tmp_path_factory.mktemp("profile")) as started:
        yield started


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The sample's report, and one with hostile texts everywhere."""
    folder = tmp_path_factory.mktemp("reports")
    for name, world in (("plain", WORLD), ("hostile", hostile())):
        text = html(world, report(world, evidence=True), selected_ties(world))
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return {name: folder / f"{name}.html" for name in ("plain", "hostile")}


@pytest.fixture
def page(browser: Chromium, files: dict[str, Path]) -> Iterator[Chromium]:
    """The plain report, freshly opened at the size of a laptop. Afterwards nothing may have gone wrong."""
    browser.errors.clear()
    browser.requests.clear()
    browser.look(1440, 900)
    browser.open(files["plain"])
    yield browser
    assert browser.errors == []
    assert [url for url in browser.requests if not url.startswith(("file:", "data:"))] == []


def rows(page: Chromium) -> list[list[str]]:
    return list(page.evaluate(
        "[...document.querySelectorAll('#ties-table tbody tr')].map(r => [...r.cells].map(c => c.textContent))"
    ))  # fmt: skip


def text(page: Chromium, selector: str) -> str:
    return str(page.evaluate(f"document.querySelector({selector!r}).textContent"))


def seen(page: Chromium, selector: str) -> bool:
    return bool(page.evaluate(f"document.querySelector({selector!r}).checkVisibility()"))


def problems(page: Chromium) -> list[str]:
    """What axe-core finds that is serious or critical."""
    page.evaluate(AXE.read_text(encoding="utf-8") + ";true")
    asked = "axe.run(document, {resultTypes: ['violations']}).then(r => [r.passes.length, r.violations])"
    passed, violations = page.evaluate(asked)
    assert passed > 20  # it did look
    return [
        f"{v['id']}: {[node['html'][:120] for node in v['nodes'][:3]]}"
        for v in violations
        if v["impact"] in ("serious", "critical")
    ]


def test_it_draws_network_map_timeline_and_table(page: Chromium) -> None:
    assert len(rows(page)) == len(WORLD.ties) == 16
    inked = """[...document.querySelectorAll('#network-canvas canvas')].some(c =>
        c.width && c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some(v => v))"""
    page.wait(inked)
    page.evaluate("document.getElementById('map').scrollIntoView()")
    page.wait("document.querySelectorAll('#arcs .arc').length === 8")
    assert page.evaluate("document.querySelectorAll('.timeline rect:not(.pick)').length") >= 9
    assert text(page, "#count") == "All 16 ties, 13 entities"


def test_it_filters_by_layer_kind_and_year(page: Chromium) -> None:
    page.click("#layers summary")
    page.click(".chip input")
    layer = text(page, "#layers-shown")
    assert {row[2] for row in rows(page)} == {layer}
    page.click("#reset")
    page.wait("document.querySelector('#count').textContent.startsWith('All')")
    page.evaluate(
        "(k => { k.value = 'Mechanism'; k.dispatchEvent(new Event('change')); })(document.getElementById('kind'))"
    )
    assert {row[1] for row in rows(page)} == MECHANISMS
    page.click("#reset")
    page.wait("document.querySelector('#count').textContent.startsWith('All')")
    page.click("#by-year")
    page.evaluate("document.getElementById('year').focus()")
    page.press("Home")
    year = page.evaluate("Number(document.getElementById('year').value)")
    assert text(page, "#year-shown") == text(page, "#year-below-shown") == str(year)
    expected = len(selected_ties(WORLD, None, make(year=year)))
    assert len(rows(page)) == expected > 0


def test_years_are_read_as_in_the_questions(page: Chromium) -> None:
    first, last = page.evaluate("['min', 'max'].map(n => Number(document.getElementById('year')[n]))")
    page.click("#by-year")
    for year in range(first, last + 1, 7):
        page.evaluate(
            f"(y => {{ y.value = {year}; y.dispatchEvent(new Event('input')); }})(document.getElementById('year'))"
        )
        try:
            expected = len(selected_ties(WORLD, None, make(year=year)))
        except NotFoundError:
            expected = 0
        shown = [row for row in rows(page) if len(row) > 1]
        assert len(shown) == expected, year


def test_a_click_on_a_year_of_the_timeline_filters(page: Chromium) -> None:
    page.click(".timeline .pick")
    assert page.evaluate("document.getElementById('by-year').checked")
    assert seen(page, ".timeline .now")


def test_search_narrows_and_enter_opens(page: Chromium) -> None:
    page.click("#search")
    page.type("zAMbiá")
    page.wait("document.querySelector('#count').textContent.startsWith('4 of 16')")
    assert all("Zambia" in row[:2] for row in rows(page))
    page.press("Enter")
    assert text(page, "#panel-title") == "Zambia"
    assert page.evaluate("document.activeElement.id") == "panel-title"


def test_a_click_leads_to_the_sentences(page: Chromium) -> None:
    page.click("#ties-table .link")
    between = " – ".join(rows(page)[0][:2])
    assert text(page, "#panel-title") == between
    quoted = text(page, "#panel blockquote p")
    assert quoted in {" ".join(statement.text.split()) for statement in WORLD.statements.values()}
    page.click("#panel .meta .link")
    assert seen(page, "#panel-back")
    page.click("#panel-back")
    assert text(page, "#panel-title") == between
    page.press("Escape")
    assert not seen(page, "#panel")
    assert page.evaluate("document.activeElement.className") == "link"


def test_a_click_on_a_circle_of_the_network_opens_it(page: Chromium) -> None:
    page.evaluate("document.getElementById('network-canvas').scrollIntoView({block: 'center'})")
    x, y, name = page.evaluate(
        """(() => { const cy = document.getElementById('network-canvas')._cyreg.cy, node = cy.nodes()[0];
        const at = node.renderedPosition(), box = cy.container().getBoundingClientRect();
        return [box.x + at.x, box.y + at.y, node.data('name')]; })()"""
    )
    page.click_at(x, y)
    page.wait("!document.getElementById('panel').hidden")
    assert text(page, "#panel-title") == name


def test_a_click_on_the_map_opens_it(page: Chromium) -> None:
    page.click("#map-in")
    page.wait("document.querySelector('.spot') !== null")
    page.evaluate("document.querySelector('.spot').dispatchEvent(new MouseEvent('click', {bubbles: true}))")
    assert seen(page, "#panel")
    assert page.evaluate("document.getElementById('map-svg').viewBox.baseVal.width") < 1000


def test_what_is_pointed_at_on_the_map_says_what_it_is(page: Chromium) -> None:
    page.evaluate("document.getElementById('map').scrollIntoView()")
    page.wait("document.querySelector('.reach') !== null")
    for shape, words in ((".reach", " – "), (".spot", " tie")):
        assert page.evaluate(f"document.querySelector('{shape}').textContent") == ""
        page.evaluate(f"document.querySelector('{shape}').dispatchEvent(new Event('pointerover', {{bubbles: true}}))")
        assert words in text(page, f"{shape} title")


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_names_in_the_network_are_whole_and_apart(
    page: Chromium, files: dict[str, Path], width: int, height: int
) -> None:
    page.look(width, height)
    page.open(files["plain"])
    boxes = page.evaluate(
        """(() => { const cy = document.getElementById('network-canvas')._cyreg.cy;
        return cy.nodes('.named').map(n => { const b = n.renderedBoundingBox({includeNodes: false, includeEdges: false,
          includeLabels: true, includeOverlays: false}); return [b.x1, b.y1, b.x2, b.y2]; }); })()"""
    )
    assert len(boxes) > 3
    wide = page.evaluate("document.getElementById('network-canvas').clientWidth")
    slack = 8  # the outline of the letters
    for at, (x1, y1, x2, y2) in enumerate(boxes):
        assert x1 > -slack
        assert x2 < wide + slack
        for a1, b1, a2, b2 in boxes[at + 1 :]:
            assert a1 > x2 - slack or a2 < x1 + slack or b1 > y2 - slack or b2 < y1 + slack


def test_the_search_offers_the_names(page: Chromium) -> None:
    page.click("#search")
    offered = page.evaluate("[...document.querySelectorAll('#names option')].map(o => o.value)")
    assert "Zambia" in offered
    assert len(offered) == 13


def test_places_can_be_seen_on_a_phone(page: Chromium, files: dict[str, Path]) -> None:
    page.look(390, 844)
    page.open(files["plain"])
    page.evaluate("document.getElementById('map').scrollIntoView()")
    page.wait("document.querySelector('.spot') !== null")
    drawn = page.evaluate("[...document.querySelectorAll('.spot')].map(s => s.getBoundingClientRect().width)")
    assert min(drawn) > 2.5


@pytest.mark.parametrize("table", ["#ties-table", "#table-1 table"])
def test_tables_sort_both_ways(page: Chromium, table: str) -> None:
    column = "[...document.querySelectorAll('{} tbody tr')].map(r => r.cells[{}].textContent)"
    page.click(f"{table} th button")
    up = page.evaluate(column.format(table, 0))
    assert up == sorted(up, key=str.casefold)
    assert page.evaluate(f"document.querySelector('{table} th').getAttribute('aria-sort')") == "ascending"
    page.click(f"{table} th button")
    assert page.evaluate(column.format(table, 0)) == sorted(up, key=str.casefold, reverse=True)


def test_the_keyboard_reaches_what_the_mouse_does(page: Chromium) -> None:
    reached = set()
    for _ in range(60):
        page.press("Tab")
        reached.add(page.evaluate("document.activeElement.id || document.activeElement.className"))
    assert {
        "skip",
        "search",
        "kind",
        "by-year",
        "undated",
        "reset",
        "network-fit",
        "map-in",
        "year-below",
        "link",
    } <= reached


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_axe_finds_nothing_serious(page: Chromium, dark: bool, width: int, height: int) -> None:
    page.look(width, height, dark=dark)
    page.evaluate("document.getElementById('layers').open = true")
    assert problems(page) == []
    page.click("#ties-table .link")
    assert problems(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_on_paper_the_controls_are_gone(page: Chromium) -> None:
    page.look(1000, 1400, dark=True, media="print")
    assert not seen(page, "#filters")
    assert seen(page, "#ties-table")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_hostile_texts_stay_text(browser: Chromium, files: dict[str, Path]) -> None:
    browser.errors.clear()
    browser.look(1440, 900)
    browser.open(files["hostile"])
    assert HOSTILE.split("\u2028")[0] in text(browser, "#ties-table .link")
    browser.click("#ties-table .link")
    assert HOSTILE.split("\u2028")[0] in text(browser, "#panel blockquote p")
    assert browser.evaluate("document.querySelectorAll('#panel a, img, iframe').length") == 0
    assert browser.evaluate("document.scripts.length") == 3
    assert browser.errors == []
