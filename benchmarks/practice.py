"""The annotated practice documents, where they are at hand: how many ties are found, and what kept the others away.

They lie outside the project, in `../shared` or where `SUBTIES_SHARED` says, with the script that scores them.
"""

from __future__ import annotations

import importlib.util
import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks import practice_names
from benchmarks.measure import ROOT
from graph.model import Resolved, Tie
from ingest.tools import Tools

SHARED = Path(os.environ.get("SUBTIES_SHARED") or ROOT.parent / "shared")
CAUSES = ("table not understood", "end not found", "ends found but no tie", "wrong type", "wrong direction")
_Triple = tuple[str, str, str]
_Rows = dict[_Triple, Any]


def at_hand() -> bool:
    return (SHARED / "eval" / "score.py").is_file()


def report() -> str:
    """Strict, relaxed, ends and years over all documents; names; recall by type and form; what was missed by cause and
    what was read wrongly by rule, counted and one by one. Markdown."""
    score = _score()
    entities = _lines(score, "entities.jsonl")
    names = score.Names(entities)
    tools = Tools()
    with practice_names.listening() as heard:
        resolved = _read(tools)
    gold, starts = _gold(score, names)
    read: _Rows = {}
    for tie in resolved.ties:
        row = _exported(tie, resolved)
        triple = score.triple(names, row["subject"], tie.tie, row["object"])
        if tie.tie not in score.UNSCORED and triple[0] != triple[2]:
            read.setdefault(triple, row)
    for part in _lines(score, "open.jsonl"):
        ends = {names.key(part[end]) for end in ("subject", "object") if part.get(end)}
        read = {t: r for t, r in read.items() if t in gold or t[1] != part["tie"] or not ends <= {t[0], t[2]}}
    known = {names.key(entity.name) for entity in resolved.entities.values()}
    missed = {t: _cause(t, row, read, known, score) for t, row in gold.items() if t not in read}
    parts = [
        _figures(score, gold, read, starts),
        practice_names.report(
            entities, (d.text for d in resolved.documents.values()), heard, resolved, names, tools.gazetteer
        ),
        _shares("type", gold, read, [t[1] for t in gold]),
        _shares("form", gold, read, [row.get("form") or "" for row in gold.values()]),
        _counted("missed because", (missed[t] for t in gold if t in missed), CAUSES),
        _counted("read wrongly by rule", (r["rule"] for t, r in read.items() if t not in gold)),
        _listed("Missed", missed),
        _listed("Read wrongly", {t: r["rule"] for t, r in read.items() if t not in gold}),
    ]
    return "\n\n".join(parts) + "\n"


def _score() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", SHARED / "eval" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _lines(score: ModuleType, *files: str) -> list[Any]:
    return list(score.read_jsonl([SHARED / "eval" / "gold" / file for file in files]))


def _read(tools: Tools) -> Resolved:
    from graph.judgements import Judgements
    from graph.resolution import resolve_all
    from ingest.sources import Found, read_bytes, read_file

    found = [Found(path) for path in sorted((SHARED / "corpus").glob("*.txt"))]
    readings = [read_file(file, read_bytes(file), f"doc:{file.path.stem}", tools) for file in found]
    made = {s.id: s for reading in readings for s in (s.with_id() for s in reading.statements)}
    documents = [reading.document for reading in readings]
    return resolve_all(documents, made.values(), tools.gazetteer, Judgements(()), tools.resolver)


def _gold(score: ModuleType, names: Any) -> tuple[_Rows, dict[_Triple, set[str]]]:
    """The annotated ties, each once, and the years in which they are said to start."""
    gold: _Rows = {}
    starts: dict[_Triple, set[str]] = {}
    for row in _lines(score, *sorted(p.name for p in (SHARED / "eval" / "gold").glob("ties_*.jsonl"))):
        triple = score.triple(names, row["subject"], row["tie"], row["object"])
        if triple[0] != triple[2]:
            gold.setdefault(triple, row)
            if row.get("start"):
                starts.setdefault(triple, set()).add(str(row["start"])[:4])
    return gold, starts


def _exported(tie: Tie, resolved: Resolved) -> dict[str, Any]:
    """The tie with what the score needs of it, and the rule that read it."""
    return {
        "subject": resolved.entities[tie.subject].name,
        "object": resolved.entities[tie.object].name,
        "start": tie.start,
        "intervals": [interval.when.partition("/")[0] for interval in tie.intervals],
        "occasions": [{"date": occasion.date} for occasion in tie.occasions],
        "rule": resolved.statements[tie.statements[0]].rule,
    }


def _cause(triple: _Triple, row: Any, read: _Rows, known: set[str], score: ModuleType) -> str:
    subject, tie, object_ = triple
    if (object_, tie, subject) in read:
        return "wrong direction"
    if score.relax(triple) in {score.relax(other) for other in read}:
        return "wrong type"
    if row.get("form") == "table":
        return "table not understood"
    return "ends found but no tie" if {subject, object_} <= known else "end not found"


def _figures(score: ModuleType, gold: _Rows, read: _Rows, starts: dict[_Triple, set[str]]) -> str:
    hits = gold.keys() & read.keys()
    pairs = {score.relax(t) for t in gold}, {score.relax(t) for t in read}
    ends = {e for t in gold for e in (t[0], t[2])}, {e for t in read for e in (t[0], t[2])}
    dated = [(t, year) for t in sorted(hits) for year in sorted(starts.get(t, ()))]
    lines = ["| practice documents | precision | recall | F1 |", "|---|---|---|---|"]
    for name, found, stated, given in (
        ("strict", len(hits), len(gold), len(read)),
        ("relaxed (any type)", len(pairs[0] & pairs[1]), len(pairs[0]), len(pairs[1])),
        ("ends", len(ends[0] & ends[1]), len(ends[0]), len(ends[1])),
    ):
        lines.append(f"| {name} | " + " | ".join(f"{share:.2f}" for share in score.prf(found, stated, given)) + " |")
    right = sum(year in score.years(read[t]) for t, year in dated)
    return "\n".join([*lines, f"| years right | {right / len(dated):.2f} | | |" if dated else "| years right | | | |"])


def _shares(title: str, gold: _Rows, read: _Rows, groups: list[str]) -> str:
    """Of each group of annotated ties how many were found."""
    stated = Counter(groups)
    found = Counter(group for group, triple in zip(groups, gold, strict=True) if triple in read)
    rows = [f"| {name or 'none'} | {n} | {found[name]} | {found[name] / n:.2f} |" for name, n in sorted(stated.items())]
    return "\n".join([f"| {title} | stated | found | recall |", "|---|---|---|---|", *rows])


def _counted(title: str, items: Iterable[str], order: tuple[str, ...] = ()) -> str:
    counts = Counter(items)
    names = order or tuple(sorted(counts, key=lambda name: (-counts[name], name)))
    return "\n".join([f"| {title} | ties |", "|---|---|", *(f"| {name} | {counts[name]} |" for name in names)])


def _listed(title: str, ties: dict[_Triple, str]) -> str:
    """The ties under what kept them away, or what read them."""
    grouped = sorted((why, f"{subject} {tie} {object_}") for (subject, tie, object_), why in ties.items())
    return "\n".join([f"{title}:", "", *(f"- {why}: {tie}" for why, tie in grouped)])
