"""Reading the tables that ship in `data/`."""

from __future__ import annotations

import csv
import io
from importlib.resources import files


def data_text(name: str) -> str:
    """The text of a file of `data/`."""
    return (files("data") / name).read_text(encoding="utf-8")


def data_table(name: str) -> list[dict[str, str]]:
    """The rows of a CSV file of `data/`."""
    return list(csv.DictReader(io.StringIO(data_text(name))))
