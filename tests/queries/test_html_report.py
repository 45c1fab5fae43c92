"""The HTML report without a browser: what it holds, that nothing can break out of it, that it asks for nothing."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from graph.errors import InputError
from graph.model import Resolved
from queries.html_data import script_json
from queries.html_report import html, write
from queries.report import report, selected_ties
from tests.queries.sample import sample

WORLD = sample()
HOSTILE = "<script>alert(1)</script></script><img src=x onerror=alert(1)>\"'&\u2028"


def page(resolved: Resolved, subject: str | None = None) -> str:
    return html(resolved, report(resolved, subject, evidence=True), selected_ties(resolved, subject))


def hostile() -> Resolved:
    """The sample with an attack in every text that enters a report."""
    entities = {i: replace(e, name=HOSTILE + e.name, aliases=(HOSTILE,)) for i, e in WORLD.entities.items()}
    documents = {
        i: replace(d, name=HOSTILE, title=HOSTILE + "!", licence=HOSTILE, source=HOSTILE)
        for i, d in WORLD.documents.items()
    }
    source = "javascript:alert(1) " + HOSTILE
    statements = {i: replace(s, text=HOSTILE, source=source) for i, s in WORLD.statements.items()}
    ties = tuple(replace(t, sector=HOSTILE, kind=t.kind and t.kind + HOSTILE) for t in WORLD.ties)
    return replace(WORLD, entities=entities, documents=documents, statements=statements, ties=ties)


class Elements(HTMLParser):
    """The elements of a page: names with attributes, and the texts of scripts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag == "script":
            self.scripts.append("")

    def handle_data(self, data: str) -> None:
        if self.found and self.found[-1][0] == "script":
            self.scripts[-1] += data

    def handle_endtag(self, tag: str) -> None:
        self.found.append(("/" + tag, {}))


def data_of(text: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Elements(text).scripts[0])
    return found


def test_it_holds_every_tie_with_its_sentences() -> None:
    data = data_of(page(WORLD))
    assert {tie["id"] for tie in data["ties"]} == {tie.id for tie in WORLD.ties}
    names = [node["name"] for node in data["nodes"]]
    for tie in data["ties"]:
        found = next(t for t in WORLD.ties if t.id == tie["id"])
        assert [names[end] for end in tie["ends"]] == [WORLD.entities[e].name for e in (found.subject, found.object)]
        assert data["layers"][tie["layer"]]["id"] == found.layer
        said = [data["statements"][place]["text"] for place in tie["said"]]
        assert said == [" ".join(WORLD.statements[s].text.split()) for s in found.statements]


def test_a_subject_has_its_own_ties_only() -> None:
    text = page(WORLD, "Zambia")
    assert {tie["id"] for tie in data_of(text)["ties"]} == {tie.id for tie in selected_ties(WORLD, "Zambia")}
    assert "<h1>Zambia</h1>" in text


def test_the_same_data_give_the_same_page() -> None:
    assert page(WORLD) == page(WORLD)


def test_nothing_is_asked_of_the_network() -> None:
    elements = Elements(page(WORLD)).found
    policy = next(a["content"] for tag, a in elements if a.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe-inline" not in policy.split("script-src")[1].split(";")[0]
    assert not [tag for tag, _ in elements if tag in ("link", "img", "iframe", "object", "embed", "base", "audio")]
    assert not [a for _, a in elements for name in ("src", "srcset", "action", "data") if name in a]
    assert all((a.get("href") or "#").startswith("#") for _, a in elements)
    assert not re.search(r"url\(|@import", page(WORLD).split("</style>")[0])


def test_hostile_texts_stay_text() -> None:
    quiet, loud = Elements(page(WORLD)), Elements(page(hostile()))
    assert {tag for tag, _ in loud.found} == {tag for tag, _ in quiet.found}
    assert len(loud.scripts) == 3
    assert loud.scripts[1:] == quiet.scripts[1:]
    assert not [name for _, a in loud.found for name in a if name.startswith("on")]
    assert any(node["name"].startswith(HOSTILE) for node in data_of(page(hostile()))["nodes"])


@pytest.mark.parametrize("text", ["</script>", "<!--", "]]>", "\u2028\u2029", "\ud800", "{{data}}", "&lt;"])
def test_json_cannot_end_its_element(text: str) -> None:
    written = script_json({"name": text})
    assert not re.search("[<>&\u2028\u2029]", written)
    assert json.loads(written) == {"name": text.replace("\ud800", "?")}


def test_a_name_is_no_place_to_fill() -> None:
    entities = dict(WORLD.entities)
    entities["CN-YN"] = replace(entities["CN-YN"], name="{{data}}")
    text = page(replace(WORLD, entities=entities), "CN-YN")
    assert "<h1>{{data}}</h1>" in text


def test_it_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    made, ties = report(WORLD, evidence=True), selected_ties(WORLD)
    line = write(WORLD, made, ties, tmp_path / "report.html")
    assert re.search(r"report.html: 16 ties, 0\.\d MB; opens in any browser$", line)
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]
    with pytest.raises(InputError, match="cannot be written"):
        write(WORLD, made, ties, tmp_path / "absent" / "report.html")


def test_announced_ties_are_told_apart() -> None:
    text = page(WORLD)
    assert "Announced or denied" in text
    assert report(WORLD).totals.planned == len(report(WORLD, evidence=True).idle) == 1
