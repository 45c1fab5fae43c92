"""Exports read back: nothing of a workspace is lost on the way out and in again."""

from __future__ import annotations

from pathlib import Path

import networkx
import pytest

from graph.exports import Context, export
from graph.judgement_file import append
from graph.judgements import judgement_of
from graph.resolved import resolved
from graph.workspace import Workspace
from ingest.pipeline import IngestSummary, ingest
from ingest.sources import find_files
from queries.exporting import Choice, export_files

TEXT = (
    "Yunnan and Chiang Mai became sister provinces in 1999. Zhejiang and Shizuoka signed a sister agreement in 1982. "
    "Henan will sign an agreement with Texas.\n"
)
TABLE = (
    "city,country,partner city,partner country,year\n"
    "Kunming,China,Zürich,Switzerland,1982\nXi'an,China,Nara,Japan,1974\n"
)


DOCUMENT = '{"record": "document", "id": "doc:a", "name": "a", "sha256": ""}\n'


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace with a text, a table, judgements (one withdrawn), an alias and an organisation of the user's own."""
    folder = tmp_path_factory.mktemp("source")
    (folder / "notes.txt").write_text(TEXT, encoding="utf-8")
    (folder / "pairs.csv").write_text(TABLE, encoding="utf-8")
    workspace = Workspace.open(folder / "w", create=True)
    with workspace.aliases_path.open("a", encoding="utf-8") as file:
        file.write("Spring City,geonames:1804651,alias,CN,me\n")
    with workspace.organisations_path.open("a", encoding="utf-8") as file:
        file.write('org:mine,"Mine, Ltd",Enterprise,,CN,me\n')
    ingest(workspace, [folder / "notes.txt", folder / "pairs.csv"])
    state = resolved(workspace)
    first = min(state.ties[0].statements)
    append(
        workspace.judgements_path,
        judgement_of("statement", first, "", "accept", why="=1+1, \"quoted\"", by="A", at="2020-01-01"),
        judgement_of("entity", "CN-YN", "CN-SN", "different", by="B"),
    )  # fmt: skip
    return workspace


def back(source: Workspace, folder: Path, name: str) -> tuple[Workspace, IngestSummary]:
    """A new workspace that has read an export in full."""
    list(export_files(source, [folder / name], Choice(), full=True))
    workspace = Workspace.open(folder / "back", create=True)
    return workspace, ingest(workspace, [folder / name])


@pytest.mark.parametrize("name", ["all.jsonl", "all.parquet"])
def test_nothing_is_lost(source: Workspace, tmp_path: Path, name: str) -> None:
    workspace, done = back(source, tmp_path, name)
    assert [file.reason for file in done.files] == [""]
    assert "2 documents, 2 judgements" in done.files[0].notes[0]
    one, other = resolved(source), resolved(workspace)
    assert one.fingerprint == other.fingerprint
    assert one.entities == other.entities
    assert one.ties == other.ties
    assert one.statements == other.statements
    assert one.outcome == other.outcome
    assert workspace.judgements_path.read_bytes() == source.judgements_path.read_bytes()
    assert workspace.organisations_path.read_bytes() == source.organisations_path.read_bytes()
    with source.ledger() as before, workspace.ledger() as after:
        assert before.unread() == after.unread()
    for form in (".jsonl", ".parquet"):
        list(export_files(source, [tmp_path / f"a{form}"], Choice(), full=True))
        list(export_files(workspace, [tmp_path / f"b{form}"], Choice(), full=True))
    for made in sorted(tmp_path.glob("a.*")):
        assert made.read_bytes() == made.with_name("b" + made.name[1:]).read_bytes(), made.name


@pytest.mark.parametrize("name", ["all.jsonl", "all.parquet"])
def test_twice_is_once(source: Workspace, tmp_path: Path, name: str) -> None:
    workspace, _ = back(source, tmp_path, name)
    before = workspace.judgements_path.read_bytes()
    named = tmp_path / ("all.ties.parquet" if name == "all.parquet" else name)
    again = ingest(workspace, [named])
    assert [(file.state, file.added, file.removed) for file in again.files] == [("unchanged", 0, 0)]
    assert workspace.judgements_path.read_bytes() == before


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"record": "document"}', "line 1: is not as Subties writes it"),
        ('{"record": "wish"}', "'wish' is no record"),
        ('{"record": "tie"}', "holds no documents"),
        ('{"record": "tie"', None),
        ('{"id": "t", "subject": {}, "tie": "OWNS", "object": {}, "evidence": []}', "--full"),
        (DOCUMENT + '{"record": "statement", "id": "x", "document_id": "doc:a", "tie": "LOVES", "subject": {"printed": '
         '"a", "form": "a"}, "object": {"printed": "b", "form": "b"}, "text": "", "rule": "", "mode": "done"}',
         "'LOVES' is not a tie"),
        (DOCUMENT + '{"record": "judgement", "id": "x", "on": "moon", "left": "a", "right": "", "judgement": '
         '"same", "why": "", "by": "", "at": "", "withdrawn": ""}', "'moon' cannot be judged on"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_refused_and_nothing_recorded(tmp_path: Path, text: str, said: str | None) -> None:
    (tmp_path / "all.jsonl").write_text(text + "\n", encoding="utf-8")
    workspace = Workspace.open(tmp_path / "w", create=True)
    (outcome,) = ingest(workspace, [tmp_path / "all.jsonl"]).files
    assert outcome.state == "refused"
    assert "fault of Subties" not in outcome.reason
    assert said is None or said in outcome.reason
    with workspace.ledger() as ledger:
        assert not any(ledger.counts().values())


def test_parquet_without_the_ledger_says_how_to_write_it(source: Workspace, tmp_path: Path) -> None:
    list(export_files(source, [tmp_path / "net.parquet"], Choice()))
    workspace = Workspace.open(tmp_path / "w", create=True)
    (outcome,) = ingest(workspace, [tmp_path / "net.ties.parquet"]).files
    assert "--full" in outcome.reason
    (outcome,) = ingest(workspace, [tmp_path / "none.parquet"]).files
    assert "no such file" in outcome.reason


def network() -> networkx.Graph[str]:
    graph: networkx.Graph[str] = networkx.Graph()
    for id_, name, country in (("1", "Kunming", "China"), ("2", "Zürich", "Switzerland"), ("3", "Nara", "Japan"),
                               ("4", "Xi'an", "China")):  # fmt: skip
        graph.add_node(id_, label=name, country=country)
    graph.add_edge("1", "2", since=1982)
    graph.add_edge("4", "3", since=1974)
    return graph


@pytest.mark.parametrize("form", ["graphml", "gexf"])
@pytest.mark.parametrize("named", [False, True])
def test_a_network_of_others(tmp_path: Path, form: str, named: bool) -> None:
    graph = network()
    if named:
        networkx.set_edge_attributes(graph, "sister city", "relation")
    path = tmp_path / f"sisters.{form}"
    (networkx.write_graphml if form == "graphml" else networkx.write_gexf)(graph, path)
    workspace = Workspace.open(tmp_path / "w", create=True)
    (outcome,) = ingest(workspace, [path]).files
    assert outcome.reason == ""
    assert any("as a mapping" in note for note in outcome.notes)
    state = resolved(workspace)
    found = {(state.entities[t.subject].name, state.entities[t.object].name, t.tie, t.start) for t in state.ties}
    assert found == {("Kunming", "Zürich", "SISTER_OF", "1982"), ("Xi'an", "Nara", "SISTER_OF", "1974")}


def test_our_own_graphml_is_no_source(source: Workspace, tmp_path: Path) -> None:
    export(resolved(source), tmp_path / "net.graphml", context=Context())
    workspace = Workspace.open(tmp_path / "w", create=True)
    (outcome,) = ingest(workspace, [tmp_path / "net.graphml"]).files
    assert "--full" in outcome.reason


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<graphml>", "cannot be read as XML"),
        ("<graphml/>", "holds no edges"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><graphml/>', "document type"),
    ],
)
def test_bad_networks(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "net.graphml").write_text(text, encoding="utf-8")
    (outcome,) = ingest(Workspace.open(tmp_path / "w", create=True), [tmp_path / "net.graphml"]).files
    assert said in outcome.reason


def test_the_account_of_an_export_is_no_document(source: Workspace, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    list(export_files(source, [tmp_path / "out" / "all.jsonl"], Choice(), full=True))
    assert [found.key for found in find_files([tmp_path / "out"])] == ["out/all.jsonl"]
