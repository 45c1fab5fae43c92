"""The way of files into the ledger: progress, and what an interruption leaves."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.ledger import Ledger
from graph.workspace import Workspace
from ingest.pipeline import ingest

SENTENCE = "In {year} Hunan signed an agreement with Shiga Prefecture. It was raining."


def long_text(paragraphs: int) -> str:
    return "\n\n".join(SENTENCE.format(year=1950 + n % 70) for n in range(paragraphs))


def test_progress_tells_the_document_and_how_much_of_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text(long_text(400), encoding="utf-8")
    seen: list[str] = []
    workspace = Workspace.open(tmp_path / "w", create=True)
    ingest(workspace, [tmp_path / "long.txt"], progress=lambda what, _done, _of: seen.append(what))
    shares = [int(what.split(", ")[1].split(" ")[0]) for what in seen if what.endswith("% read")]
    assert seen[0] == "long.txt"
    assert len(shares) >= 2
    assert shares == sorted(shares)
    assert 0 < shares[0] < 100


def test_interrupted_work_goes_on_at_the_document(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.txt").write_text(SENTENCE.format(year=1990) + f" Part {name}.", encoding="utf-8")
    workspace = Workspace.open(tmp_path / "w", create=True)
    files = sorted(tmp_path.glob("*.txt"))

    def stop(_what: str, done: int, _of: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest(workspace, files, progress=stop)
    states = [file.state for file in ingest(workspace, files).files]
    assert states == ["unchanged", "unchanged", "read"]


def test_the_ledger_is_not_opened_for_each_file_that_has_not_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(20):
        (tmp_path / f"{number}.csv").write_text(f"province,partner\nYunnan,Texas\nno,{number}\n", encoding="utf-8")
    workspace = Workspace.open(tmp_path / "w", create=True)
    files = sorted(tmp_path.glob("*.csv"))
    ingest(workspace, files)
    opened = 0
    enter = Ledger.__enter__

    def counting(ledger: Ledger) -> Ledger:
        nonlocal opened
        opened += 1
        return enter(ledger)

    monkeypatch.setattr(Ledger, "__enter__", counting)
    files[3].write_text("province,partner\nYunnan,Bali\n", encoding="utf-8")
    states = [file.state for file in ingest(workspace, files).files]
    assert [at for at, state in enumerate(states) if state != "unchanged"] == [3]
    assert opened < 5
