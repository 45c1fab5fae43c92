"""`python -m benchmarks [NAME …] [--write]`: runs the measurements and prints one table, and what some say beside it.

With `--write` the sentence suite's result is kept (benchmarks/suite/RESULT.md), and nothing else is measured.
"""

from __future__ import annotations

import argparse
import importlib

NAMES = ("names", "reading", "report", "network", "questions", "html", "million", "export", "load")


def main() -> None:
    """Prints one line for each figure, as a Markdown table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"what to measure: {', '.join(NAMES)}; all by default")
    parser.add_argument(
        "--write", action="store_true", help="read the sentence suite only and keep its result in benchmarks/suite"
    )
    given = parser.parse_args()
    if unknown := set(given.names) - set(NAMES):
        parser.error(f"unknown: {', '.join(sorted(unknown))}; known are {', '.join(NAMES)}")
    if given.write:
        print(importlib.import_module("benchmarks.reading").details(write=True))
        return
    print("| what | ours | peer | ratio | goal |\n|---|---|---|---|---|")
    for name in given.names or NAMES:
        for line in importlib.import_module(f"benchmarks.{name}").run():
            print(f"| {line.what} | {line.ours} | {line.peer} | {line.ratio} | {line.goal} |", flush=True)
    if "reading" in given.names:
        print(f"\n{importlib.import_module('benchmarks.reading').details(write=False)}")


if __name__ == "__main__":
    main()
