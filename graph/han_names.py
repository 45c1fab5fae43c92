"""Chinese names of units abroad (data/gazetteer/han.tsv): 清莱府 is Chiang Rai, and without what it is called 清莱."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from importlib.resources import files

from graph.fold import fold


def han_text() -> str:
    """The table as it ships."""
    return (files("data") / "gazetteer" / "han.tsv").read_text(encoding="utf-8")


class HanNames:
    """Units by their Chinese name, and the other way round."""

    def __init__(self, text: str) -> None:
        rows = (line.split("\t") for line in text.splitlines()[1:])
        self._of = {id_: (name, core) for id_, name, core in rows}

    def name(self, id_: str) -> str:
        """The Chinese name of a unit; empty where it is not known."""
        return self._of.get(id_, ("", ""))[0]

    def core(self, id_: str) -> str:
        """The same without what the unit is called (府, 省): what its pinyin is made of."""
        return self._of.get(id_, ("", ""))[1]

    @cached_property
    def _by_name(self) -> dict[str, list[tuple[str, str, bool]]]:
        found: dict[str, list[tuple[str, str, bool]]] = {}
        for id_, (name, core) in self._of.items():
            for printed in dict.fromkeys((name, core)):
                found.setdefault(fold(printed), []).append((id_, printed, printed == name and len(name) > 2))
        return found

    def bearers(self, folded: str) -> list[tuple[str, str, bool]]:
        """Ids of the units that bear a folded Chinese name, how it is printed, and whether it may stand in running
        text: two characters (广宁) are too many others' for that."""
        return self._by_name.get(folded, [])

    def folded_names(self) -> Iterator[tuple[str, bool]]:
        """Every folded name, and whether it may stand in running text."""
        for folded, bearers in self._by_name.items():
            yield folded, any(in_text for _, _, in_text in bearers)
