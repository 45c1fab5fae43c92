"""The guide in Neo4j Browser: a short course in slides, made from `cypher/guide/course.yaml`."""

from __future__ import annotations

from html import escape
from importlib.resources import files
from typing import Any

import yaml

from graph.browser_favourites import query
from graph.stores.cypher_files import cypher_file


def course() -> dict[str, Any]:
    """The course as it is written: `title`, `opening`, `steps` with `file` and `see`, `closing`."""
    read: dict[str, Any] = yaml.safe_load((files("cypher") / "guide" / "course.yaml").read_text(encoding="utf-8"))
    return read


def guide() -> str:
    """The guide as the HTML that Browser's `:play` and `:guide` read: one slide for each step, its query runnable."""
    said = course()
    slides = [_slide(said["title"], _text(said["opening"]))]
    for number, step in enumerate(said["steps"], 1):
        file = cypher_file("browse", step["file"])
        body = (
            f"{_text(file.answers[0].upper() + file.answers[1:] + '.')}\n"
            f'<pre class="pre-scrollable code runnable">{escape(query(file), quote=False)}</pre>\n'
            f"<h4>What to see</h4>\n{_text(step['see'])}"
        )
        slides.append(_slide(f"{number}. {file.title}", body))
    slides.append(_slide("Where to go from here", _text(said["closing"])))
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>{escape(said["title"])}</title>'
        f'</head>\n<body>\n<article class="guide">\n<carousel class="deck container-fluid">\n{"".join(slides)}'
        "</carousel>\n</article>\n</body>\n</html>\n"
    )


def _slide(title: str, body: str) -> str:
    return f'<slide class="row-fluid">\n<div class="col-sm-12">\n<h3>{escape(title)}</h3>\n{body}\n</div>\n</slide>\n'


def _text(words: str) -> str:
    """A paragraph; what stands between backticks becomes code."""
    parts = escape(words, quote=False).split("`")
    return "<p>" + "".join(f"<code>{p}</code>" if at % 2 else p for at, p in enumerate(parts)) + "</p>"
