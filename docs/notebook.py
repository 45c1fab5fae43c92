"""Runs the worked notebooks and keeps what they print.

`python docs/notebook.py` writes their outputs anew; `run` is what the tests compare with. Only what a reader sees
of an output is kept: no times, no version of the language, so that equal answers give an equal file.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = tuple(sorted((ROOT / "docs" / "notebooks").glob("*.ipynb")))


def run(file: Path) -> Any:
    """The notebook with the outputs that its cells give now, run from the first to the last in a kernel of its own.

    nbclient.exceptions.CellExecutionError when a cell fails.
    """
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.read(file, as_version=4)  # type: ignore[no-untyped-call]
    client = NotebookClient(
        notebook,
        timeout=300,
        kernel_name="python3",
        record_timing=False,
        coalesce_streams=True,
        resources={"metadata": {"path": str(ROOT)}},
    )
    client.execute()
    notebook.metadata["language_info"] = {"name": "python"}
    return notebook


def main() -> None:
    """Writes the outputs of all notebooks."""
    import nbformat

    for file in NOTEBOOKS:
        nbformat.write(run(file), file)  # type: ignore[no-untyped-call]


if __name__ == "__main__":
    main()
