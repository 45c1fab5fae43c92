"""Calibrated confidence: fits `data/confidence.yaml` to ties that people read by hand, and judges it.

    python -m benchmarks.confidence --scorer score.py --entities … --open … --pair DOCUMENT GOLD … [--write]

Each `--pair` is a document and the list of its ties; `--scorer` is the module that says when two ties are the same
(`Names`, `triple`, `read_jsonl`, `UNSCORED`). The model is logistic, with a ridge penalty on all weights but the
intercept, fitted by Newton's method (Hastie, Tibshirani, Friedman: The Elements of Statistical Learning, 4.4). What is
printed is judged on documents that the model has not seen: each is left out in turn.
"""

from __future__ import annotations

import argparse
import importlib.util
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from graph.model import Document
from ingest.prose.confidence import features, probability

_PENALTY = 10.0
_BINS = (0.0, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)
TARGET = Path(__file__).resolve().parent.parent / "data" / "confidence.yaml"
_HEAD = """\
# How sure a reading is: weights of a logistic model over named features of a statement (ingest/prose/confidence.py
# tells what each means). Fitted by benchmarks/confidence.py to ties that people read by hand in documents outside the
# project. Positive: more often right. A tie type that is not named counts 0.
"""


@dataclass(frozen=True, slots=True)
class Seen:
    """A tie that was read: its document, the features of its statements, and whether people read it too."""

    document: str
    statements: tuple[dict[str, float], ...]
    right: bool


def main(args: Sequence[str] | None = None) -> None:
    """Fits, judges leave-one-document-out, prints the reliability table, and writes the weights with --write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--entities", type=Path, nargs="+", required=True)
    parser.add_argument("--open", type=Path, nargs="*", default=[])
    parser.add_argument("--pair", type=Path, nargs=2, action="append", required=True)
    parser.add_argument("--judge", type=Path, nargs=2, action="append", default=[], help="pairs that are judged only")
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args(args)
    scorer = _module(chosen.scorer)
    names = scorer.Names(scorer.read_jsonl(chosen.entities))
    open_ = list(scorer.read_jsonl(chosen.open))
    seen = [tie for pair in chosen.pair for tie in _ties(*pair, scorer, names, open_)]
    documents = sorted({tie.document for tie in seen})
    judged: list[tuple[float, bool]] = []
    for left_out in documents:
        weights = fit([tie for tie in seen if tie.document != left_out])
        judged += [(_of(tie, weights), tie.right) for tie in seen if tie.document == left_out]
    print(f"{len(seen)} ties of {len(documents)} documents, each judged by a model that has not seen its document\n")
    print(reliability(judged))
    weights = fit(seen)
    if chosen.judge:
        others = [tie for pair in chosen.judge for tie in _ties(*pair, scorer, names, open_)]
        print(f"\n{len(others)} ties of {len(chosen.judge)} documents that the model was not fitted to\n")
        print(reliability([(_of(tie, weights), tie.right) for tie in others]))
    if chosen.write:
        lines = [f"  {name}: {weight:+.2f}" for name, weight in sorted(weights.items())]
        TARGET.write_text(_HEAD + "weights:\n" + "\n".join(lines) + "\n", encoding="utf-8")


def fit(seen: Sequence[Seen], penalty: float = _PENALTY) -> dict[str, float]:
    """The weights, each rounded to two places; a statement counts as right where its tie is. A larger penalty
    draws the weights nearer to 0."""
    rows = [(statement, tie.right, 1 / len(tie.statements)) for tie in seen for statement in tie.statements]
    columns = ["intercept", *sorted({name for statement, _, _ in rows for name in statement})]
    x = np.array([[1.0, *(row.get(name, 0.0) for name in columns[1:])] for row, _, _ in rows])
    y = np.array([float(right) for _, right, _ in rows])
    weight = np.array([share for _, _, share in rows])
    ridge = np.diag([1e-6, *([penalty] * (len(columns) - 1))])
    beta = np.zeros(len(columns))
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ beta))
        gradient = x.T @ (weight * (y - p)) - ridge @ beta
        step = np.linalg.solve((x.T * (weight * p * (1 - p))) @ x + ridge, gradient)
        beta += step
        if np.abs(step).max() < 1e-6:
            break
    return {name: round(float(value), 2) for name, value in zip(columns, beta, strict=True)}


def reliability(judged: Sequence[tuple[float, bool]]) -> str:
    """A Markdown table: of the ties with such a confidence, the share that is right; then the Brier score beside that
    of calling each tie by the mean (Brier 1950), the expected calibration error over the bins, and the area under the
    curve (how often a right tie ranks above a wrong one)."""
    lines = ["| confidence | ties | mean confidence | right |", "|---|---|---|---|"]
    gap = 0.0
    for low, high in itertools.pairwise(_BINS):
        inside = [(p, right) for p, right in judged if low <= p < high]
        if not inside:
            continue
        mean, right = sum(p for p, _ in inside) / len(inside), sum(r for _, r in inside) / len(inside)
        gap += abs(mean - right) * len(inside) / len(judged)
        lines.append(f"| {low:.2f} to {high:.2f} | {len(inside)} | {mean:.2f} | {right:.2f} |")
    base = sum(right for _, right in judged) / len(judged)
    brier = sum((p - right) ** 2 for p, right in judged) / len(judged)
    good, bad = ([p for p, right in judged if right is wanted] for wanted in (True, False))
    above = sum((g > b) + 0.5 * (g == b) for g in good for b in bad) / max(1, len(good) * len(bad))
    lines.append(
        f"\nBrier score {brier:.3f} (the mean alone {base * (1 - base):.3f}), expected calibration error {gap:.3f}, "
        f"area under the curve {above:.2f}"
    )
    return "\n".join(lines)


def _of(tie: Seen, weights: dict[str, float]) -> float:
    """A tie has the confidence of its best statement."""
    return max(probability(statement, weights) for statement in tie.statements)


def _ties(document: Path, gold: Path, scorer: ModuleType, names: Any, open_: Iterable[Any]) -> list[Seen]:
    """The ties that are read in a document, without those that the gold lists only in part."""
    right = {scorer.triple(names, row["subject"], row["tie"], row["object"]) for row in scorer.read_jsonl([gold])}
    partly = [({names.key(row[k]) for k in ("subject", "object") if row.get(k)}, row["tie"]) for row in open_]
    found: list[Seen] = []
    for resolved, tie in _resolved(document):
        ends = resolved.entities[tie.subject].name, resolved.entities[tie.object].name
        triple = scorer.triple(names, ends[0], tie.tie, ends[1])
        unscored = tie.tie in scorer.UNSCORED or triple[0] == triple[2]
        if unscored or (triple not in right and any(t == tie.tie and e <= {triple[0], triple[2]} for e, t in partly)):
            continue
        rows = tuple(features(resolved.statements[id]) for id in tie.statements)
        found.append(Seen(document.name, rows, triple in right))
    return found


def _resolved(path: Path) -> list[tuple[Any, Any]]:
    """Each tie of a document with all that it was resolved with; confidences are those of the rules."""
    from graph.judgements import Judgements
    from graph.resolution import resolve_all
    from ingest.decode import decode
    from ingest.document import read_unweighed

    tools = _tools()
    text = decode(path.read_bytes(), path.name)
    document = Document(id=f"doc:{path.name}", name=path.name, title=path.stem, format="txt", sha256="", text=text)
    reading = read_unweighed(document, tools)
    resolved = resolve_all([reading.document], reading.statements, tools.gazetteer, Judgements(()))
    return [(resolved, tie) for tie in resolved.ties]


def _tools() -> Any:
    from ingest.tools import Tools

    if not _KEPT:
        _KEPT.append(Tools())
    return _KEPT[0]


_KEPT: list[Any] = []


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("scorer", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path}: no Python module")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
