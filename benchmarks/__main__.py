"""`python -m benchmarks [NAME …] [--write]`: runs the measurements and prints one table, and what some say beside it.

With `--write` the sentence suite's result is kept (benchmarks/suite/RESULT.md), and nothing else is measured.
"""

from __future__ import annotations

import importlib
import sys

NAMES = ("names", "reading", "report", "network", "questions", "html", "million", "export", "load")


def main(chosen: list[str]) -> None:
    """Prints one line for each figure, as a Markdown table."""
    if "--write" in chosen:
        print(importlib.import_module("benchmarks.reading").details(write=True))
        return
    print("| what | ours | peer | ratio | goal |\n|---|---|---|---|---|")
    for name in chosen or NAMES:
        for line in importlib.import_module(f"benchmarks.{name}").run():
            print(f"| {line.what} | {line.ours} | {line.peer} | {line.ratio} | {line.goal} |", flush=True)
    if "reading" in chosen:
        print(f"\n{importlib.import_module('benchmarks.reading').details(write=False)}")


if __name__ == "__main__":
    main(sys.argv[1:])
