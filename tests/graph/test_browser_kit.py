"""Style, favourites and guide for Neo4j Browser: that its readers can read them, and that they say what they should."""

from __future__ import annotations

import io
import re
import threading
import urllib.request
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import pytest

from graph import browser_kit
from graph.browser_favourites import archive, favourite, query
from graph.browser_guide import course, guide
from graph.browser_style import on, style
from graph.errors import InputError, UsageError
from graph.palette import contrast, of_kind, of_tie
from graph.schema import schema
from graph.stores.cypher_files import cypher_file, cypher_files

_RULE = re.compile(r"(node|relationship)(?:\.(\w+))? \{\n((?:  [a-z-]+: [^:;\n]+;\n)+)\}\n")


def rules() -> dict[tuple[str, str], dict[str, str]]:
    """The style as Browser's reader takes it: rules without comments, one property a line, one colon in each."""
    found = {}
    for match in _RULE.finditer(style()):
        lines = (line.strip().rstrip(";").split(": ") for line in match[3].splitlines())
        found[match[1], match[2] or ""] = dict(lines)
    return found


def test_the_style_is_nothing_but_rules() -> None:
    assert _RULE.sub("", style()).strip() == ""


def test_every_kind_and_type_has_the_colour_of_the_exports_and_a_caption() -> None:
    found = rules()
    for kind in schema().kinds:
        assert found["node", kind]["color"] == of_kind(kind)
        assert found["node", kind]["caption"] == '"{name}"'
        assert found["node", kind]["diameter"] in {"10px", "20px", "50px", "65px", "80px"}
    for name in (*schema().ties, *schema().links):
        assert found["relationship", name]["color"] == of_tie(name)
        assert found["relationship", name]["caption"] == '"<type>"'
    assert {("node", "Document"), ("node", "Statement")} <= set(found)


def test_captions_are_read_well_on_their_ground() -> None:
    for (what, _), properties in rules().items():
        assert contrast(properties["color"], properties["text-color-internal"]) >= 4.4, (what, properties)
    assert (on("#FFFFFF"), on("#000000")) == ("#000000", "#FFFFFF")


def test_favourites_begin_with_their_title_and_need_no_parameters() -> None:
    for folder in ("browse", "questions"):
        for file in cypher_files(folder):
            text = favourite(file)
            assert text.splitlines()[0] == f"// {file.title}"
            assert "$" not in query(file)
            assert ";" not in query(file)


def test_an_example_stands_where_the_parameter_was() -> None:
    assert '{id: "CN-YN"}' in query(cypher_file("browse", "place"))
    assert "null IS NULL" in query(cypher_file("questions", "degree"))


def test_the_archive_is_the_same_each_time_and_has_a_folder_for_each_sort() -> None:
    assert archive() == archive()
    with zipfile.ZipFile(io.BytesIO(archive())) as bundle:
        names = bundle.namelist()
    assert {name.split("/")[0] for name in names} == {"Subties", "Subties questions"}
    assert len(names) == len(cypher_files("browse")) + len(cypher_files("questions"))


class _Slides(HTMLParser):
    """What a guide holds: slides, and the queries that a click brings to the editor."""

    def __init__(self) -> None:
        super().__init__()
        self.slides, self.queries, self._inside = 0, list[str](), False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.slides += tag == "slide"
        self._inside = tag == "pre" and "runnable" in (dict(attrs).get("class") or "")
        if self._inside:
            self.queries.append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "pre"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.queries[-1] += data


def test_the_guide_is_a_course_of_five_queries_with_what_to_see() -> None:
    slides = _Slides()
    slides.feed(guide())
    steps = course()["steps"]
    assert len(steps) == 5
    assert slides.slides == len(steps) + 2
    assert slides.queries == [query(cypher_file("browse", step["file"])) for step in steps]
    assert guide().count("<h4>What to see</h4>") == 5
    assert all(len(step["see"]) > 100 for step in steps)


@pytest.mark.parametrize(
    ("store", "web", "address"),
    [
        ("bolt://localhost:7687", None, "http://localhost:7474/browser/?dbms=bolt://localhost:7687"),
        ("neo4j+s://graph.example:7687", None, "http://graph.example:7474/browser/?dbms=neo4j+s://graph.example:7687"),
        ("bolt://[::1]:7687", None, "http://[::1]:7474/browser/?dbms=bolt://[::1]:7687"),
        ("bolt://h:1", "https://h:7473/", "https://h:7473/browser/?dbms=bolt://h:1"),
        (
            "neo4j+s://abc.databases.neo4j.io",
            None,
            "https://browser.neo4j.io/?dbms=neo4j+s://abc.databases.neo4j.io",
        ),
    ],
)
def test_where_browser_is(store: str, web: str | None, address: str) -> None:
    assert browser_kit.browser_address(store, web) == address


def test_the_embedded_store_has_no_browser_and_it_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="needs a Neo4j server"):
        browser_kit.prepare("embedded", tmp_path / "kit")
    assert not (tmp_path / "kit").exists()


def test_the_kit_is_written_and_said_in_two_steps(tmp_path: Path) -> None:
    lines = browser_kit.prepare("bolt://localhost:7687", tmp_path / "kit")
    assert {path.name for path in (tmp_path / "kit").iterdir()} == set(browser_kit.contents())
    assert [line[:2] for line in lines[1:3]] == ["1.", "2."]
    assert "subties.grass" in lines[1]
    assert "subties-favourites.zip" in lines[2]


def test_the_advice_on_the_guide_reaches_the_same_graph(tmp_path: Path) -> None:
    lines = browser_kit.prepare("bolt://host:7687", tmp_path, command="subties -w w --graph bolt://host:7687")
    assert "`subties -w w --graph bolt://host:7687 browser --serve 7475`" in lines[-1]


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be written"):
        browser_kit.write_kit(tmp_path / "file")


def test_pages_of_other_origins_may_read_the_kit_and_nothing_else() -> None:
    with browser_kit.serving() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        where = f"http://127.0.0.1:{server.server_address[1]}"
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with direct.open(f"{where}/guide.html") as answer:
            assert answer.headers["Access-Control-Allow-Origin"] == "*"
            assert answer.read() == guide().encode()
        asked = urllib.request.Request(f"{where}/guide.html", method="OPTIONS")
        with direct.open(asked) as allowed:
            assert allowed.headers["Access-Control-Allow-Headers"] == "*"
        for path in ("/", "/../cli.py", "/judgements.csv"):
            with pytest.raises(urllib.error.HTTPError, match="404"):
                direct.open(where + path)
        with pytest.raises(UsageError, match="cannot be used"), browser_kit.serving(server.server_address[1]):
            pass
        server.shutdown()
