"""The kit in the real Neo4j Browser: a headless Chromium drags it in, plays the guide and runs favourites.

The screenshots are kept in the folder that SUBTIES_TEST_ARTIFACTS names, else in pytest's own temporary one.
"""

from __future__ import annotations

import base64
import os
import shutil
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from graph import browser_kit
from graph.browser_favourites import FOLDERS, query
from graph.browser_guide import course
from graph.palette import of_kind, of_tie
from graph.stores.base import Store
from graph.stores.cypher_files import cypher_file, cypher_files
from graph.stores.run import run_cypher
from tests.graph.stores.conftest import Restartable

if TYPE_CHECKING:
    from playwright.sync_api import Page

ARTIFACTS = os.environ.get("SUBTIES_TEST_ARTIFACTS")
REQUIRED = os.environ.get("SUBTIES_REQUIRE_CHROMIUM") == "1"
_CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
_DROP = """([name, type, held]) => {
  const bytes = Uint8Array.from(atob(held), letter => letter.charCodeAt(0));
  const dropped = new DataTransfer();
  dropped.items.add(new File([bytes], name, {type}));
  for (const what of ['dragenter', 'dragover', 'drop'])
    document.querySelector('[data-testid=main]')
      .dispatchEvent(new DragEvent(what, {bubbles: true, cancelable: true, dataTransfer: dropped}));
}"""
_NODES = """() => [...document.querySelector('[data-testid=frame]').querySelectorAll('g.node')].map(
  node => [node.querySelector('circle.b-outline').getAttribute('fill'),
           node.querySelector('text.caption').textContent.trim()])"""
_LINES = """() => [...document.querySelector('[data-testid=frame]').querySelectorAll('g.relationship path')].map(
  line => line.getAttribute('fill'))"""


def until(found: Callable[[], Any], what: str, seconds: float = 60) -> Any:
    """The first truthy value; the page forbids that it is waited for inside it."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        value = found()
        if value:
            return value
        time.sleep(0.2)
    raise AssertionError(f"never came: {what}")


@pytest.fixture
def artifacts(tmp_path: Path) -> Path:
    """Where screenshots are kept."""
    folder = Path(ARTIFACTS) if ARTIFACTS else tmp_path
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture
def page(both_with_demo: tuple[Store, Store], shared_folder: Path, artifacts: Path) -> Iterator[Page]:
    """Browser, connected to the server with the demonstration graph."""
    server = Restartable(shared_folder).server
    missing = "no Chromium" if _CHROMIUM is None else "" if server.http else "SUBTIES_TEST_NEO4J has no Browser of ours"
    if missing:
        if REQUIRED:
            pytest.fail(f"Neo4j Browser is to be tested here: {missing}")
        pytest.skip(missing)
    sync_api = pytest.importorskip("playwright.sync_api")
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-proxy-server"]
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=_CHROMIUM, args=arguments)
        shown = chromium.new_page(viewport={"width": 1600, "height": 1200})
        shown.set_default_timeout(90_000)
        shown.goto(browser_kit.browser_address(both_with_demo[1].address, server.http))
        shown.fill("[data-testid=username]", "neo4j")
        shown.fill("[data-testid=password]", server.password)
        shown.click("[data-testid=connect]")
        shown.wait_for_selector("[data-testid=activeEditor]")
        # The editor is there before the connection is; this frame comes after it.
        shown.locator("[data-testid=frameCommand]").filter(has_text=":play start").wait_for()
        yield shown
        shown.screenshot(path=str(artifacts / "browser-last.png"))
        chromium.close()


def drop(page: Page, name: str, type_: str) -> None:
    """Drags a file of the kit onto the page."""
    page.evaluate(_DROP, [name, type_, base64.b64encode(browser_kit.contents()[name]).decode()])


def kept(page: Page, key: str) -> str:
    """What Browser keeps under that key."""
    return str(page.evaluate("key => localStorage.getItem(key) || ''", key))


def run(page: Page, text: str) -> None:
    """Types into the editor and runs it."""
    page.click("[data-testid=activeEditor] .monaco-editor")
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    page.keyboard.insert_text(text)
    page.keyboard.press("Control+Enter")


def run_favourite(page: Page, title: str) -> None:
    """Runs a favourite from the drawer, whose folders close whenever Browser draws it anew."""
    from playwright.sync_api import TimeoutError as Late

    folder = page.locator('[data-testid="expandFolder-Subties"]')
    item = page.locator("[data-testid=savedScriptListItem]").filter(
        has=page.locator(f'[data-testid="scriptTitle-{title}"]')
    )

    def clicked() -> bool:
        try:
            if not item.count():
                folder.click(timeout=5000)
            item.locator("[data-testid=savedScriptsButton-Run]").click(timeout=5000)
        except Late:
            return False
        return True

    until(clicked, f"the favourite {title}")
    command = page.locator("[data-testid=frame] [data-testid=frameCommand]").first
    until(lambda: command.inner_text().partition("//")[2].strip().startswith(title), f"the frame of {title}")


def nodes_of(store: Store, name: str) -> list[dict[str, Any]]:
    """The nodes of a query's paths."""
    paths = [row["p"] for row in run_cypher(store, query(cypher_file("browse", name))).rows]
    return list({step["id"]: step for path in paths for step in path if ":labels" in step}.values())


def check_picture(page: Page, expected: list[dict[str, Any]]) -> None:
    """Every node is there, in the colour of its kind; the first line in it is the beginning of its name."""
    fills = Counter(
        of_kind(node.get("kind") if "Entity" in node[":labels"] else node[":labels"][0]) for node in expected
    )
    until(
        lambda: len(page.evaluate(_NODES)) == len(expected), f"{len(expected)} nodes, but {len(page.evaluate(_NODES))}"
    )
    drawn = page.evaluate(_NODES)
    assert Counter(fill for fill, _ in drawn) == fills
    names = {node["name"] for node in expected}
    for _, caption in drawn:
        start = caption.removesuffix("…")
        assert start
        assert any(name.startswith(start) for name in names), caption


def test_browser_reads_style_favourites_and_guide(
    page: Page, both_with_demo: tuple[Store, Store], artifacts: Path
) -> None:
    store = both_with_demo[1]
    drop(page, browser_kit.STYLE, "text/plain")
    until(lambda: "ForeignSNG" in kept(page, "neo4j.grass"), "style")
    drop(page, browser_kit.FAVOURITES, "application/zip")
    titles = [file.title for folder in FOLDERS for file in cypher_files(folder)]
    until(lambda: all(f"// {title}" in kept(page, "neo4j.documents") for title in titles), "favourites")

    page.click("[data-testid=navigationFavorites]")
    for name in ("medical_teams", "mechanism", "place"):
        run_favourite(page, cypher_file("browse", name).title)
        check_picture(page, nodes_of(store, name))
    lines = set(page.evaluate(_LINES))
    assert {of_tie("SISTER_OF"), of_tie("PARTICIPATES_IN"), of_tie("BASED_IN")} <= lines
    page.screenshot(path=str(artifacts / "browser-place.png"))

    with browser_kit.serving() as held:
        threading.Thread(target=held.serve_forever, daemon=True).start()
        run(page, f":play http://localhost:{held.server_address[1]}/{browser_kit.GUIDE}")
        said = course()
        until(lambda: said["title"] in page.inner_text("[data-testid=frame]"), "the guide")
        page.click("[data-testid=frame] [data-testid=nextSlide]")
        until(lambda: "What to see" in page.inner_text("[data-testid=frame]"), "the first step")
        page.screenshot(path=str(artifacts / "browser-guide.png"))
        page.click("[data-testid=frame] pre.runnable")
        page.click("[data-testid=editor-Run]")
        check_picture(page, nodes_of(store, said["steps"][0]["file"]))
        held.shutdown()
