"""Which entities people declared to be one. Derived on each run; nothing is ever merged destructively."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from graph.judgements import Judgement, Judgements

Pair = tuple[str, str]
"""Two entity ids, sorted."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Judgements that cannot all hold: those that count, those that give way, and what happens, for people."""

    judgements: tuple[str, ...]
    about: tuple[str, ...]
    message: str


@dataclass(frozen=True)
class Merging:
    """`canonical` maps every merged entity id to the one that stands for it (ids that are not in it stand for
    themselves); `by` maps it to the judgements that say so."""

    canonical: dict[str, str]
    by: dict[str, tuple[str, ...]]
    contradictions: tuple[Contradiction, ...]

    def of(self, id: str) -> str:
        """The id that stands for an entity."""
        return self.canonical.get(id, id)


def merge(judgements: Judgements, known: Callable[[str], str | None]) -> Merging:
    """Join what is judged the same, unless that would join two that are judged different.

    `known` gives the id of a known entity (gazetteer, curated data) for any of its codes, None for others. Of a group
    a known entity stands for all, else the smallest id.
    Of two judgements on one pair the later one in the file counts. A merge that a `different` forbids, also through
    others (A same B, B same C, A different C), is left out and reported. Pairs are taken in the order of their ids, so
    that the result does not depend on the order of the file.
    """
    last, contradictions = _last_words(judgements, known)
    groups, by, kept_apart = _joined(last)
    canonical = {id: min(group, key=lambda member: (known(member) is None, member)) for id, group in groups.items()}
    return Merging(
        dict(sorted(canonical.items())), {id: tuple(sorted(said)) for id, said in sorted(by.items())},
        (*contradictions, *kept_apart),
    )  # fmt: skip


def _last_words(
    judgements: Judgements, known: Callable[[str], str | None]
) -> tuple[dict[Pair, Judgement], list[Contradiction]]:
    """What counts of each pair of entities, and where that goes against an earlier judgement."""
    last: dict[Pair, Judgement] = {}
    contradictions: list[Contradiction] = []
    for judgement in judgements:
        if judgement.on != "entity" or not judgement.in_force:
            continue
        one, other = sorted(known(id) or id for id in (judgement.left, judgement.right))
        if one == other:
            continue
        before = last.get((one, other))
        if before is not None and before.judgement != judgement.judgement:
            contradictions.append(
                Contradiction(
                    (judgement.id, before.id), (one, other),
                    f"{one} and {other} are judged {before.judgement} ({before.id}) and {judgement.judgement} "
                    f"({judgement.id}); the later one counts",
                )
            )  # fmt: skip
        last[one, other] = judgement
    return last, contradictions


def _joined(
    judged: Mapping[Pair, Judgement],
) -> tuple[dict[str, set[str]], dict[str, set[str]], list[Contradiction]]:
    """The group of each entity that is one with others, the judgements that say so, and what was left out."""
    apart = {pair: j for pair, j in judged.items() if j.judgement == "different"}
    groups: dict[str, set[str]] = {}
    by: dict[str, set[str]] = {}
    contradictions: list[Contradiction] = []
    for pair, judgement in sorted(judged.items()):
        if judgement.judgement != "same":
            continue
        left, right = (groups.get(id, {id}) for id in pair)
        forbidden = _between(left, right, apart)
        if forbidden is not None:
            contradictions.append(
                Contradiction(
                    (forbidden.id, judgement.id), pair,
                    f"{judgement.id} joins {pair[0]} and {pair[1]}, but {forbidden.id} keeps {forbidden.left} and "
                    f"{forbidden.right} apart; they stay apart",
                )
            )  # fmt: skip
            continue
        joined = left | right
        said = by.get(pair[0], set()) | by.get(pair[1], set()) | {judgement.id}
        groups |= dict.fromkeys(joined, joined)
        by |= dict.fromkeys(joined, said)
    return groups, by, contradictions


def _between(one: set[str], other: set[str], apart: Mapping[Pair, Judgement]) -> Judgement | None:
    """The judgement that keeps a member of `one` and a member of `other` apart."""
    for (left, right), judgement in sorted(apart.items()):
        if (left in one and right in other) or (left in other and right in one):
            return judgement
    return None
