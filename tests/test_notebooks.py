"""The worked notebooks: they run from the first cell to the last, and show what they print now."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from docs import notebook

nbformat = pytest.importorskip("nbformat")
pytest.importorskip("nbclient")
pytest.importorskip("ipykernel")

PAGES = notebook.NOTEBOOKS


def outputs(book: Any) -> dict[str, list[tuple[str, str]]]:
    """What each cell of code prints, by the cell's id."""
    return {
        cell.id: [(out.output_type, out.get("text") or str(out.get("data", out.get("ename")))) for out in cell.outputs]
        for cell in book.cells
        if cell.cell_type == "code"
    }


def test_there_is_a_notebook() -> None:
    assert PAGES


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_notebook_shows_what_it_prints(page: Path) -> None:
    kept = nbformat.read(page, as_version=4)
    assert outputs(notebook.run(page)) == outputs(kept), "read its explanations again, then run `make docs`"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_notebook_is_small_whole_and_of_no_place_or_hour(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    kept = nbformat.read(page, as_version=4)
    nbformat.validate(kept)
    assert len(text) < 60_000
    assert not re.search(r"/(tmp|home|root|Users|work)/|\.venv|\d\d:\d\d:\d\d|execution\"|\\u001b", text)
    shown = outputs(kept)
    assert all(kind == "stream" for each in shown.values() for kind, _ in each)
    assert max(len(line) for each in shown.values() for _, said in each for line in said.splitlines()) < 150
    assert all(shown.values()), "a cell shows nothing"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_links_of_a_notebook_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", "".join(cell.source for cell in nbformat.read(page, as_version=4).cells))
    assert links
    assert [link for link in links if "://" not in link and not (page.parent / link).exists()] == []
