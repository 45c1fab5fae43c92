"""`python -m benchmarks [NAME …]`: runs the measurements and prints one table."""

from __future__ import annotations

import importlib
import sys

NAMES = ("names", "reading", "report", "network", "questions", "export", "load")


def main(chosen: list[str]) -> None:
    """Prints one line for each figure, as a Markdown table."""
    print("| what | ours | peer | ratio | goal |\n|---|---|---|---|---|")
    for name in chosen or NAMES:
        for line in importlib.import_module(f"benchmarks.{name}").run():
            print(f"| {line.what} | {line.ours} | {line.peer} | {line.ratio} | {line.goal} |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
