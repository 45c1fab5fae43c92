"""Pictures: what is drawn of which ties, in files that hold what they say."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from graph.errors import InputError, NotFoundError, UsageError
from graph.model import Resolved
from queries.plot import PICTURES, plot
from queries.positions import positions
from queries.projection import HEIGHT, WIDTH, project
from queries.report_parts import birth_year
from queries.scene import scene
from queries.selection import make
from queries.svg import Labels, nice_step
from queries.world_map import land
from tests.queries.sample import Row, sample, world

WORLD = sample()
SVG = "{http://www.w3.org/2000/svg}"


def drawn(tmp_path: Path, what: str, world: Resolved = WORLD, **options: str) -> ElementTree.Element:
    plot(world, what, tmp_path / "picture.svg", **options)  # type: ignore[arg-type]
    return ElementTree.fromstring((tmp_path / "picture.svg").read_text(encoding="utf-8"))


def texts(picture: ElementTree.Element) -> list[str]:
    return [element.text or "" for element in picture.iter(SVG + "text")]


@pytest.mark.parametrize("what", PICTURES)
def test_a_picture_is_the_same_each_time_and_within_its_bounds(tmp_path: Path, what: str) -> None:
    line = plot(WORLD, what, tmp_path / "one.svg")
    plot(WORLD, what, tmp_path / "two.svg")
    assert line.endswith(f"{what} of 16 ties")
    assert (tmp_path / "one.svg").read_bytes() == (tmp_path / "two.svg").read_bytes()
    picture = ElementTree.fromstring((tmp_path / "one.svg").read_text(encoding="utf-8"))
    _, _, wide, high = map(float, picture.attrib["viewBox"].split())
    for element in picture:
        for name, most in (("x", wide), ("cx", wide), ("x1", wide), ("y", high), ("cy", high), ("y1", high)):
            assert 0 <= float(element.get(name, "0")) <= most, element.attrib


@pytest.mark.parametrize("what", PICTURES)
def test_names_stay_text(tmp_path: Path, what: str) -> None:
    names = {i: replace(e, name="<script>alert(1)</script>") for i, e in WORLD.entities.items()}
    picture = drawn(tmp_path, what, replace(WORLD, entities=names))
    assert not list(picture.iter(SVG + "script"))


def test_the_network_has_a_circle_for_each_end_and_a_line_for_each_tie(tmp_path: Path) -> None:
    picture = drawn(tmp_path, "network")
    ends = {end for tie in WORLD.ties for end in (tie.subject, tie.object)}
    kinds = {WORLD.entities[end].kind for end in ends}
    assert len(list(picture.iter(SVG + "circle"))) == len(ends) + len(kinds)  # and the key
    assert len(list(picture.iter(SVG + "line"))) == len(WORLD.ties)


def test_areas_are_in_proportion_to_partners() -> None:
    nodes = scene(WORLD, WORLD.ties).nodes.values()
    assert {round(node.radius**2 / node.partners) for node in nodes if node.partners} == {100}


def test_the_timeline_stacks_what_is_dated(tmp_path: Path) -> None:
    born = Counter(year for tie in WORLD.ties if (year := birth_year(tie)))
    picture = drawn(tmp_path, "timeline")
    bars = [r for r in picture.iter(SVG + "rect") if float(r.attrib["width"]) not in (14, 1000)]
    columns = {bar.attrib["x"] for bar in bars}
    assert len(columns) == len(born)
    heights: Counter[str] = Counter()
    for bar in bars:
        heights[bar.attrib["x"]] += float(bar.attrib["height"])  # type: ignore[assignment]
    assert max(heights.values()) / min(heights.values()) == pytest.approx(
        max(born.values()) / min(born.values()), rel=0.01
    )
    assert any(f"{sum(born.values())} ties by the year" in text for text in texts(picture))


def test_the_matrix_counts_ties_of_units_with_states(tmp_path: Path) -> None:
    picture = drawn(tmp_path, "matrix", subject="Jiangxi")
    assert [text for text in texts(picture) if text.isdigit()] == ["2"]
    assert {"Jiangxi", "Zambia"} <= set(texts(picture))


def test_the_map_tells_what_it_leaves_out(tmp_path: Path) -> None:
    picture = drawn(tmp_path, "map")
    note = next(text for text in texts(picture) if "not drawn" in text)
    shown, left = map(int, re.findall(r"\d+", note)[:2])
    assert shown + left == len(WORLD.ties)
    assert len([p for p in picture.iter(SVG + "path") if p.get("fill") == "none"]) == 8


def test_a_png_is_one(tmp_path: Path) -> None:
    try:
        plot(WORLD, "timeline", tmp_path / "t.png")
    except InputError as none:
        pytest.skip(str(none))
    assert (tmp_path / "t.png").read_bytes().startswith(b"\x89PNG\r\n")
    assert [path.name for path in tmp_path.iterdir()] == ["t.png"]


@pytest.mark.parametrize(
    ("what", "name", "layers", "error", "message"),
    [
        ("tree", "a.svg", (), UsageError, "'tree' is not a picture"),
        ("map", "a.pdf", (), UsageError, "written as .svg or .png"),
        ("map", "a", (), UsageError, "written as .svg or .png"),
        ("map", "absent/a.svg", (), InputError, "cannot be written"),
        ("map", "a.svg", ("FUNDS",), NotFoundError, "no tie fits"),
        ("map", "a.svg", ("PARTICIPATES_IN",), NotFoundError, "none of the ties has a place"),
        ("matrix", "a.svg", ("PARTICIPATES_IN",), NotFoundError, "joins a unit with a foreign state"),
    ],
)
def test_bad_input(
    tmp_path: Path, what: str, name: str, layers: tuple[str, ...], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        plot(WORLD, what, tmp_path / name, make(layers=layers) if layers else None)
    assert list(tmp_path.iterdir()) == []


def test_a_place_stands_where_it_lies() -> None:
    assert project(0.0, 150.0)[0] == pytest.approx(WIDTH / 2)
    assert project(0.0, -30.1)[0] > project(0.0, 179.0)[0] > project(0.0, 100.0)[0] > project(0.0, -29.9)[0]
    assert project(60.0, 100.0)[1] < project(0.0, 100.0)[1] < project(-40.0, 100.0)[1]


@pytest.mark.parametrize(("lat", "lon"), [(90, 150), (-90, 0), (0, -30), (0, 330), (84, -30), (52, 10), (-35, 18)])
def test_no_place_is_off_the_map(lat: float, lon: float) -> None:
    x, y = project(lat, lon)
    assert -1e-6 <= x <= WIDTH + 1e-6
    assert -0.1 <= y <= HEIGHT + 0.1


def test_the_land_is_on_the_map_and_no_outline_leaps_over_it() -> None:
    for ring in land().split("M")[1:]:
        spots = [tuple(map(float, spot.split(","))) for spot in ring.rstrip("Z").split("L")]
        assert all(-0.1 <= x <= WIDTH + 0.1 and -0.1 <= y <= HEIGHT + 0.1 for x, y in spots)
        leaps = [abs(a[0] - b[0]) for a, b in pairwise(spots)]
        assert max(leaps) < 100


def test_bodies_stand_where_they_are_based_and_mechanisms_nowhere() -> None:
    found = positions(WORLD, WORLD.entities)
    assert found["CN-YN"] == (25.0, 101.5)
    seated = world([Row("org:cjic", "BASED_IN", "CN-YN")])
    assert positions(seated, seated.entities)["org:cjic"] == found["CN-YN"]
    assert "org:cjic" not in found
    assert not {i for i, e in WORLD.entities.items() if e.kind == "Mechanism"} & found.keys()


def test_units_in_a_circle_of_parents_end() -> None:
    one = replace(WORLD.entities["CN-YN"], lat=None, lon=float("nan"), parent="CN-HA")
    other = replace(WORLD.entities["CN-HA"], lat=None, lon=None, parent="CN-YN")
    world = replace(WORLD, entities={**WORLD.entities, "CN-YN": one, "CN-HA": other}, ties=())
    assert positions(world, ["CN-YN", "CN-HA"]) == {}


def test_labels_do_not_cover_each_other() -> None:
    labels = Labels(100, 100)
    assert labels.free(0, 0, 50, 10)
    assert not labels.free(40, 5, 50, 10)
    assert labels.free(40, 20, 50, 10)
    assert not labels.free(60, 20, 50, 10)


@pytest.mark.parametrize(("most", "step"), [(0, 1), (1, 1), (5, 1), (6, 2), (26, 10), (500, 100), (501, 200)])
def test_scales_have_round_steps(most: int, step: int) -> None:
    assert nice_step(most) == step
