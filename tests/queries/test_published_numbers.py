"""Numbers that others have published, from the data that ship with Subties (docs/explanation/published-numbers.md)."""

from __future__ import annotations

import csv
import gzip
import io
from importlib.resources import files
from pathlib import Path

import igraph
import pytest

from graph.gazetteer import Gazetteer
from graph.model import Resolved
from queries.groups import states_in
from queries.overlap import overlap
from queries.selection import make
from queries.ties_of_place import ties_of_place


@pytest.fixture(scope="module")
def curated(tmp_path_factory: pytest.TempPathFactory) -> Resolved:
    """The tables of sister provinces, medical teams and demonstration centres."""
    from graph.resolved import resolved
    from graph.workspace import Workspace
    from ingest.pipeline import add_data_sets

    workspace = Workspace.open(tmp_path_factory.mktemp("published") / "w", create=True)
    add_data_sets(workspace, ["sister_provinces", "medical_teams", "atdc"])
    return resolved(workspace)


# Sister units, foreign states, and units in Southeast Asia in the thesis's tables 4-1 and 5-2.
@pytest.mark.parametrize(
    ("place", "source", "units", "states", "southeast"),
    [("Zhejiang", "table 4-1", 15, 12, 0), ("Yunnan", "table 5-2", 12, 11, 4)],
)
def test_sister_units_of_a_thesis(
    curated: Resolved, place: str, source: str, units: int, states: int, southeast: int
) -> None:
    answer = ties_of_place(curated, place, make(layers=["SISTER_OF"], sources=[source]))
    region = Gazetteer.load().get("region:southeast-asia")
    assert region is not None
    assert len({tie.other_id for tie in answer.ties}) == units
    assert len({tie.other_country for tie in answer.ties}) == states
    assert sum(tie.other_country in states_in(region) for tie in answer.ties) == southeast


def test_centres_and_medical_teams_avoid_each_other_no_more_than_chance(curated: Resolved) -> None:
    answer = overlap(curated, "TWINNED_WITH:atdc", "TWINNED_WITH:medical_team")
    assert len(answer.meeting) == 11
    assert sum(row.same for row in answer.meeting) == 0
    assert sum(len(row.units_a) for row in answer.meeting) == 11
    assert sum(row.chance for row in answer.meeting) == pytest.approx(13 / 28)
    (row,) = answer.overlaps
    assert (row.pairs_a, row.shared, row.p_more) == (12, 0, 1.0)
    assert row.p_less > 0.5  # none is what chance most often gives


@pytest.fixture(scope="module")
def bare_names() -> igraph.Graph:
    """The sister-city table of 2023 with the bare name of a place as its node, as it was published."""
    packed = (files("data") / "sets" / "sister_cities_wikipedia_2023.tsv.gz").read_bytes()
    rows = list(csv.DictReader(io.StringIO(gzip.decompress(packed).decode("utf-8")), delimiter="\t"))
    assert len(rows) == 23_514
    names = sorted({row[side] for row in rows for side in ("place", "partner")})
    at = {name: position for position, name in enumerate(names)}
    edges = {tuple(sorted((at[row["place"]], at[row["partner"]]))) for row in rows}
    graph = igraph.Graph(n=len(names), edges=sorted(edges))
    graph.vs["name"] = names
    return graph


def test_the_sister_city_network_of_2023(bare_names: igraph.Graph) -> None:
    degrees = bare_names.degree()
    parts = bare_names.connected_components()
    n = bare_names.vcount()
    assert len(parts) == 1_400
    assert max(degrees) == 57
    assert bare_names.vs[degrees.index(57)]["name"] == "Rio de Janeiro"
    assert round(2 * bare_names.ecount() / (n * (n - 1)), 7) == 0.0002099
    assert abs(n - 13_265) <= 1
    assert abs(max(parts.sizes()) - 9_725) <= 1
    assert sum(degrees) / n == pytest.approx(2.7836, abs=0.0003)


def test_towns_of_one_name_come_apart(tmp_path: Path, bare_names: igraph.Graph) -> None:
    from graph.resolved import resolved
    from graph.workspace import Workspace
    from ingest.pipeline import add_data_sets
    from queries.network import simple

    workspace = Workspace.open(tmp_path / "w", create=True)
    add_data_sets(workspace, ["sister_cities_wikipedia_2023"])
    state = resolved(workspace)
    network = simple(state.ties)
    valencia = {state.entities[id_].country for id_ in network.nodes if state.entities[id_].name == "Valencia"}
    assert {"ES", "VE"} <= valencia
    assert all(one != other for one, other in network.edges)
    loops = sum(edge.source == edge.target for edge in bare_names.es)
    assert loops > 90  # Cordoba of Spain and that of Argentina were one town with a tie to itself
    assert 12_000 < len(network.nodes) < bare_names.vcount()
