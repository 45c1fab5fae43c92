"""The report as one HTML file that needs no network: template, style, scripts and data put together.

`data/report/` holds the template with its style and scripts, `data/vendor/` the library that draws the network and the
outlines of the states. A policy inside the file allows no connection, and no script but those that are written here.
"""

from __future__ import annotations

import base64
import hashlib
import re
from html import escape
from pathlib import Path

from graph import __version__
from graph.errors import InputError
from graph.exports.atomic import replacing
from graph.model import Resolved, Tie
from graph.resources import data_text
from queries.html_data import payload, script_json
from queries.html_parts import contents, documents, figures, idle, read_on, tables
from queries.projection import HEIGHT, WIDTH
from queries.report import Report
from queries.report_text import heading
from queries.scene import layer_words, scene
from queries.selection import count
from queries.world_map import edge, land

LIBRARY = "vendor/cytoscape.min.js"
SCRIPTS = ("base", "filters", "network", "map", "timeline", "tables", "panel", "start")
"""The scripts of `data/report/`, in the order in which they are joined."""
LICENCES = {"Cytoscape.js": "vendor/cytoscape.LICENSE", "world-atlas": "vendor/world-atlas.LICENSE"}


def write(resolved: Resolved, report: Report, ties: tuple[Tie, ...], path: Path, seed: int = 1) -> str:
    """Writes the report on the ties to a file, whole or not at all, and returns one line on it.

    `report` is made with evidence. InputError when the file cannot be written.
    """
    text = html(resolved, report, ties, seed)
    try:
        with replacing(path) as out:
            out.write(text)
    except OSError as wrong:
        raise InputError(f"{path} cannot be written: {wrong.strerror or wrong}") from wrong
    return f"{path}: {count(len(ties), 'tie')}, {len(text.encode('utf-8')) / 1e6:.1f} MB; opens in any browser"


def html(resolved: Resolved, report: Report, ties: tuple[Tie, ...], seed: int = 1) -> str:
    """The report as HTML; the same for the same ties, documents and seed."""
    library, script = data_text(LIBRARY), _script()
    title = heading(report)
    values = {
        "policy": _policy(library, script),
        "version": escape(__version__),
        "title": escape(title),
        "style": data_text("report/report.css"),
        "kicker": _kicker(report),
        "heading": escape(_heading(report)),
        "lead": _lead(report),
        "figures": figures(report.totals),
        "contents": contents(report),
        "map_width": f"{WIDTH:g}",
        "map_height": f"{HEIGHT:g}",
        "edge": edge(),
        "land": land(),
        "sections": tables(report),
        "idle": idle(report),
        "selection": _selection(report),
        "made": _made(resolved, ties),
        "documents": documents(resolved, ties),
        "licences": "".join(
            f"<h3>{escape(name)}</h3><pre>{escape(data_text(file))}</pre>" for name, file in LICENCES.items()
        ),
        "foot": escape(f"Made by Subties {__version__} from state {resolved.fingerprint or 'not recorded'}"),
        "data": script_json(payload(resolved, scene(resolved, ties, seed))),
        "library": library,
        "script": script,
    }
    # One pass: what a value holds is never taken for a place to fill.
    return re.sub(r"\{\{(\w+)\}\}", lambda found: values[found[1]], data_text("report/template.html"))


def _script() -> str:
    parts = "\n".join(data_text(f"report/{name}.js") for name in SCRIPTS)
    return f'(function () {{\n"use strict";\n{parts}\n}})();'


def _policy(*scripts: str) -> str:
    """Nothing may be fetched, and only these scripts may run, whatever the data say. The style is open to the network
    library, which sets sizes of its canvas."""
    hashes = [base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii") for text in scripts]
    allowed = " ".join(f"'sha256-{each}'" for each in hashes)
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
        "form-action 'none'"
    )


def _heading(report: Report) -> str:
    if report.about == "everything":
        return "Ties of subnational governments"
    return layer_words(report.subject).capitalize() if report.about == "layer" else report.subject


def _kicker(report: Report) -> str:
    about = {"everything": "All ties", "layer": "Layer", "pair": "Between two"}.get(report.about, report.about)
    known = report.subject_id or (report.subject if report.about == "layer" else "")
    return escape(f"Network report · {about} {known}".rstrip())


def _lead(report: Report) -> str:
    totals = report.totals
    parts = [
        f"{count(totals.ties, 'tie')} among {totals.entities:,} entities, each with the sentences or rows that state "
        f"it: {count(totals.statements, 'statement')} in {count(totals.documents, 'document')}."
    ]
    if report.selection != "all ties":
        parts.append(f"Only {report.selection}.")
    return escape(" ".join([*parts, *(f"{remark}." for remark in report.remarks)]))


def _selection(report: Report) -> str:
    chosen = "all ties of the workspace" if report.about == "everything" else f"the ties of {report.subject}"
    narrowed = "" if report.selection == "all ties" else f", only {report.selection}"
    return escape(f"This report covers {chosen}{narrowed}.")


def _made(resolved: Resolved, ties: tuple[Tie, ...]) -> str:
    """Of which date and state the data are. No clock: a report on the same data is the same file."""
    read = read_on(resolved, ties)
    date = f"The latest document was read on {read}. " if read else ""
    return escape(
        f"{date}State of the data: {resolved.fingerprint or 'not recorded'} (documents, decisions, names and "
        f"programme), by Subties {__version__}; the same state gives the same report."
    )
