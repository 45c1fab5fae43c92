"""Every subject with every predicate and object of its group (`alternations.yaml`): turns of phrase for plain ties.

No sentence is taken from a document; a type that falls below the floor has lost a class of phrases.
"""

from __future__ import annotations

import random
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, product
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from graph.model import Mention, Mode, Statement
from graph.schema import schema
from tests.ingest.prose.test_reader import read, reader

FLOOR = 0.85
GROUPS: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parent / "alternations.yaml").read_text(encoding="utf-8")
)
PLACES = {
    "Hunan": "CN-HN", "Shandong": "CN-SD", "Queensland": "AU-QLD", "Bavaria": "DE-BY", "Gyeonggi Province": "KR-41",
    "Hokkaido": "JP-01", "Gujarat": "IN-GJ", "Jalisco": "MX-JAL", "Sichuan": "CN-SC", "Alberta": "CA-AB",
    "Catalonia": "ES-CT", "Shaanxi": "CN-SN",
}  # fmt: skip
STATES = {"Laos": "LA", "Zambia": "ZM", "Chile": "CL", "Mongolia": "MN", "Poland": "PL", "Nepal": "NP"}
EVENTS = ("the China-ASEAN Expo", "the Regional Leaders' Forum", "the World Expo")
BODIES = ("the Greater Mekong Subregion", "the Association of North East Asia Regional Governments")
OPENINGS = ("", "Last week ", "In March 2014 ", "According to the office, ", "On Tuesday, ")
ENDINGS = (".", " in 2012.", " last year, officials said.", " for the first time since 2003.")


class Sentence(NamedTuple):
    """A sentence with the tie that it states; `ends` are ids where they are places."""

    tie: str
    text: str
    ends: tuple[str | None, str | None]


def sentences() -> Iterator[Sentence]:
    """All of them, always the same: places, openings and endings are drawn with a fixed seed."""
    chance = random.Random(7)
    for tie, groups in GROUPS.items():
        for group in groups:
            whole = "predicates" not in group
            for parts in product(group["subjects"], group.get("predicates", [""]), group.get("objects", [""])):
                x, y = chance.sample(sorted(PLACES), 2)
                state = chance.choice(sorted(STATES))
                event, body = chance.choice(EVENTS), chance.choice(BODIES)
                opening, ending = chance.choice(OPENINGS), chance.choice(ENDINGS[:2] if whole else ENDINGS)
                template = " ".join(part for part in parts if part)
                text = template.format(X=x, Y=y, S=state, E=event, M=body)
                text = opening + text if opening else text[0].upper() + text[1:]
                meant = {"X": PLACES[x], "Y": PLACES[y], "S": STATES[state]}
                who, whom = _ends(group, tie, template)
                yield Sentence(tie, text + ending, (meant.get(who), meant.get(whom)))


def _ends(group: dict[str, Any], tie: str, template: str) -> tuple[str, str]:
    """Which placeholders are subject and object: X first, then Y or S, unless the group says so."""
    if "who" in group:
        return group["who"], group["whom"]
    if tie == "MEMBER_OF":
        return "S", "M"
    return "X", "Y" if "{Y}" in template and tie not in (
        "PARTICIPATES_IN",
        "HOSTS",
    ) else "S" if "{S}" in template else "M"


@lru_cache(maxsize=1)
def shares() -> dict[str, tuple[int, int, list[str]]]:
    """Read in one go: of each type how many are read, how many there are, and the sentences that are not."""
    wanted = list(sentences())
    starts = [0, *accumulate(len(s.text) + 2 for s in wanted)][:-1]
    said: dict[int, list[Statement]] = defaultdict(list)
    for statement in read("\n\n".join(s.text for s in wanted)):
        said[bisect_right(starts, statement.start) - 1].append(statement)
    out: dict[str, tuple[int, int, list[str]]] = {}
    for number, sentence in enumerate(wanted):
        found, of, missed = out.get(sentence.tie, (0, 0, []))
        right = any(_states(statement, sentence) for statement in said[number])
        out[sentence.tie] = (found + right, of + 1, missed if right else [*missed, sentence.text])
    return out


def _states(statement: Statement, sentence: Sentence) -> bool:
    if statement.tie != sentence.tie or statement.mode is not Mode.DONE:
        return False
    ends = _meant(statement.subject), _meant(statement.object)
    turned = (ends[1], ends[0]) if schema().ties[sentence.tie].symmetric else ends
    return any(all(w is None or w == e for w, e in zip(sentence.ends, pair, strict=True)) for pair in (ends, turned))


def _meant(mention: Mention) -> str | None:
    return reader()[2].resolve(mention.form, mention.kind, mention.country, mention.within).id


@pytest.mark.parametrize("tie", GROUPS)
def test_turns_of_phrase_are_read(tie: str) -> None:
    found, of, missed = shares()[tie]
    assert found >= FLOOR * of, f"{found} of {of}; not read are, for example, {missed[:8]}"
    assert of >= 5


def test_there_are_enough_of_them() -> None:
    assert sum(of for _, of, _ in shares().values()) > 900
