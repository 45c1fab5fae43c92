"""Pictures for papers: the network, a map, a timeline, a matrix, as SVG or PNG.

SVG is written here, with text as text, so that an editor can change it; PNG is drawn from it by resvg.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from graph.errors import InputError, UsageError
from graph.exports.atomic import replacing
from graph.model import Resolved, Tie
from queries.report import selected_ties
from queries.selection import Selection, count
from queries.svg import Svg

PICTURES: dict[str, str] = {
    "network": "queries.plot_network",
    "map": "queries.plot_map",
    "timeline": "queries.plot_timeline",
    "matrix": "queries.plot_matrix",
}
"""Kind of picture → module; each has `draw(resolved, ties, seed) -> Svg`."""

_FINE = 3  # pixels of a PNG for each pixel of the drawing: some 300 a inch at the width of a column


def plot(
    resolved: Resolved,
    what: str,
    path: Path,
    selection: Selection | None = None,
    *,
    subject: str | None = None,
    extra: Path | None = None,
    seed: int = 1,
) -> str:
    """Draws the selected ties (of a subject, as a report has it) and returns one line on the file.

    UsageError for an unknown picture or suffix, NotFoundError where no tie fits or none can be drawn, InputError where
    the file cannot be written; what stood there before is whole then.
    """
    if what not in PICTURES:
        raise UsageError(f"'{what}' is not a picture; known are {', '.join(PICTURES)}")
    suffix = path.suffix.lower()
    if suffix not in (".svg", ".png"):
        raise UsageError(f"{path.name}: pictures are written as .svg or .png")
    ties = selected_ties(resolved, subject, selection, extra=extra)
    draw: Callable[[Resolved, tuple[Tie, ...], int], Svg] = import_module(PICTURES[what]).draw
    text = draw(resolved, ties, seed).text()
    try:
        if suffix == ".svg":
            with replacing(path) as out:
                out.write(text)
        else:
            _write_bytes(path, png(text))
    except OSError as wrong:
        raise InputError(f"{path} cannot be written: {wrong.strerror or wrong}") from wrong
    return f"{path}: {what} of {count(len(ties), 'tie')}"


def png(svg: str) -> bytes:
    """A drawing as PNG. InputError where the machine has no font to write with, instead of a picture without words."""
    import resvg_py

    samples = []
    for text in ("Hm", ""):
        sample = Svg(40, 20, "", "")
        sample.label((2, 15), text)
        samples.append(resvg_py.svg_to_bytes(svg_string=sample.text()))
    if samples[0] == samples[1]:
        raise InputError("there is no font on this machine to draw a PNG with; write .svg, or install a font")
    return resvg_py.svg_to_bytes(svg_string=svg, zoom=_FINE)


def _write_bytes(path: Path, data: bytes) -> None:
    """Whole or not at all, like `replacing`."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
