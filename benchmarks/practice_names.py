"""Names in the annotated practice documents: the entities found, and the names rightly taken for one of them.

An entity counts where the documents print a proper name of it; what they only describe ("a calligraphy exhibition") has
none. It is found where a name is read that means it, in the prose or as an end of a table's tie. Each reading of a name
that the annotation gives to entities is right where it means one of these: "Shaanxi" as Shaanxi, not as Shanxi.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from graph.fold import fold
from graph.gazetteer import Gazetteer
from graph.model import Resolved
from ingest.names.find import NameFinder
from ingest.names.name import Context, Name

Heard = set[tuple[str, str, str | None]]  # of each name the printed form, the full form, the entity's id
_SMALL = 3  # letters of the words that a name may print in small letters
_CAPITALS = 0.6  # of its longer words


@contextmanager
def listening() -> Iterator[Heard]:
    """Collects what is found as a name while documents are read: persons and "the province" aside."""
    heard: Heard = set()
    find, again = NameFinder.find, NameFinder.again

    def kept(names: list[Name]) -> list[Name]:
        heard.update((" ".join(n.printed.split()), n.form, n.entity) for n in names if not (n.anaphor or n.person))
        return names

    def find_and_keep(self: NameFinder, text: str, context: Context) -> list[Name]:
        return kept(find(self, text, context))

    def again_and_keep(self: NameFinder, text: str, names: list[Name], context: Context) -> list[Name]:
        return kept(again(self, text, names, context))

    NameFinder.find, NameFinder.again = find_and_keep, again_and_keep  # type: ignore[method-assign]
    try:
        yield heard
    finally:
        NameFinder.find, NameFinder.again = find, again  # type: ignore[method-assign]


def report(
    entities: Iterable[Any], texts: Iterable[str], heard: Heard, resolved: Resolved, names: Any, gazetteer: Gazetteer
) -> str:
    """Precision and recall of the names, and what was missed or taken for another. Markdown.

    `entities` are the rows of the annotation, `names` its table of names (`score.Names`), `heard` what was found as a
    name while the texts were read with the `gazetteer`.
    """
    text = " ".join(" ".join(text.split()) for text in texts)
    proper = {
        row["canonical"]: {surface for surface in row.get("surfaces") or () if _is_proper(surface, text)}
        for row in entities
    }
    proper = {canonical: surfaces for canonical, surfaces in proper.items() if surfaces}
    readings: dict[tuple[str, str], set[str]] = {}  # of a folded printed form, as whom: the keys of that one
    found = {names.key(entity.name) for entity in resolved.entities.values()}
    for printed, form, id_ in heard:
        known = gazetteer.get(id_) if id_ else None
        keys = {names.key(name) for name in ((known.name, *gazetteer.names_of(known.id)) if known else (form, printed))}
        found |= keys
        readings[fold(printed), id_ or fold(form)] = keys
    of_surface: dict[str, set[str]] = {}
    for canonical, surfaces in proper.items():
        for surface in (*surfaces, canonical):
            of_surface.setdefault(fold(surface), set()).add(names.key(canonical))
    read = {reading: keys for reading, keys in readings.items() if reading[0] in of_surface}
    wrong = sorted(f"{form} as {whom}" for (form, whom), keys in read.items() if not keys & of_surface[form])
    missed = sorted(canonical for canonical in proper if names.key(canonical) not in found)
    return "\n".join([
        "| names of the practice entities | right | of | share |",
        "|---|---|---|---|",
        _line("precision", len(read) - len(wrong), len(read)),
        _line("recall", len(proper) - len(missed), len(proper)),
        "",
        f"Missed: {', '.join(missed) or 'none'}.",
        "",
        f"Taken for another: {', '.join(wrong) or 'none'}.",
    ])  # fmt: skip


def _line(name: str, right: int, count: int) -> str:
    return f"| {name} | {right} | {count} | {right / count:.3f} |"


def _is_proper(surface: str, text: str) -> bool:
    """Whether a surface is a proper name that stands in the text: most of its longer words have capitals."""
    if not surface[:1].isupper() or surface not in text:
        return False
    longer = [word for word in surface.split() if len(word) > _SMALL]
    return len(surface.split()) == 1 or sum(word[0].isupper() for word in longer) >= _CAPITALS * len(longer)
