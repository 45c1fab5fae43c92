"""Question 12: mechanisms, their members, who meets whom in them, and which provinces are in most."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from graph.errors import NotFoundError
from graph.model import Resolved, Tie
from queries.place import find
from queries.selection import Selection, count, kind, select

JOINING = ("MEMBER_OF", "PARTICIPATES_IN")  # the tie types by which one is in a mechanism


@dataclass(frozen=True, slots=True)
class MechanismMember:
    """One that is in the mechanism: by which tie (`tie` is its id), of which type, since when (EDTF)."""

    id: str
    name: str
    kind: str
    country: str | None
    tie: str
    type: str
    start: str | None
    end: str | None
    status: str


@dataclass(frozen=True, slots=True)
class MechanismSize:
    """A mechanism: how many are in it, of these how many Chinese provinces, other units and states."""

    id: str
    name: str
    members: int
    provinces: int
    units: int
    states: int


@dataclass(frozen=True, slots=True)
class CoMembership:
    """Two that meet: `n` mechanisms hold both; `a` is the smaller id."""

    a: str
    a_name: str
    b: str
    b_name: str
    n: int
    mechanisms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Joiner:
    """One that is in `n` mechanisms, with their names."""

    id: str
    name: str
    kind: str
    n: int
    mechanisms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mechanisms:
    """The answer for all mechanisms: sizes, who is in most, and who meets whom."""

    mechanisms: tuple[MechanismSize, ...]
    joiners: tuple[Joiner, ...]
    co_membership: tuple[CoMembership, ...]
    remarks: tuple[str, ...]

    def tables(self) -> Mapping[str, Sequence[Any]]:
        """`mechanisms`, `joiners` and `co_membership`."""
        return {"mechanisms": self.mechanisms, "joiners": self.joiners, "co_membership": self.co_membership}

    def notes(self) -> tuple[str, ...]:
        """How many mechanisms and ties."""
        return self.remarks


@dataclass(frozen=True, slots=True)
class Members:
    """The answer for one mechanism: its members by kind and name."""

    mechanism: str
    members: tuple[MechanismMember, ...]
    remarks: tuple[str, ...]

    def tables(self) -> Mapping[str, Sequence[MechanismMember]]:
        """The one table: members."""
        return {"members": self.members}

    def notes(self) -> tuple[str, ...]:
        """Whose members, how many."""
        return self.remarks


def mechanisms(
    resolved: Resolved,
    mechanism: str | None = None,
    selection: Selection | None = None,
    *,
    rank: Sequence[str] = ("Province",),
) -> Mechanisms | Members:
    """Members of one mechanism (or other body or event) given by id, name or alias; without it all mechanisms.

    `rank` names the kinds that are ranked by number of mechanisms and paired by co-membership. NotFoundError when
    there is nobody.
    """
    if mechanism is not None:
        return members(resolved, mechanism, selection)
    inside = tuple(tie for tie in joining(resolved.ties) if resolved.entities[tie.object].kind == "Mechanism")
    selected = select(replace(resolved, ties=inside), selection)
    ties = selected.ties
    if not ties:
        raise NotFoundError(f"nobody is known to be in a mechanism ({selected.selection.describe()})")
    kinds = {kind(name) for name in rank}
    bodies = sizes(resolved, ties)
    joiners = _joiners(resolved, ties, kinds)
    pairs = co_membership(resolved, ties, kinds)
    ranked = ", ".join(sorted(kinds))
    remark = f"{count(len(ties), 'membership')} in {count(len(bodies), 'mechanism')}; ranked and paired: {ranked}"
    return Mechanisms(bodies, joiners, pairs, (*selected.notes(), remark))


def joining(ties: Iterable[Tie]) -> list[Tie]:
    """The ties by which somebody is in something."""
    return [tie for tie in ties if tie.tie in JOINING]


def members(resolved: Resolved, mechanism: str, selection: Selection | None = None) -> Members:
    """Who is in one mechanism, body or event."""
    entity = find(resolved, mechanism)
    inside = tuple(tie for tie in joining(resolved.ties) if tie.object == entity.id)
    selected = select(replace(resolved, ties=inside), selection)
    rows = [_member(resolved, tie) for tie in selected.ties]
    if not rows:
        raise NotFoundError(f"no members of {entity.name} ({entity.id}) are known ({selected.selection.describe()})")
    rows.sort(key=lambda row: (row.kind, row.name, row.id, row.type, row.tie))
    remark = f"{entity.name} ({entity.id}): {count(len({row.id for row in rows}), 'member')}"
    return Members(entity.id, tuple(rows), (remark, *selected.notes()))


def _member(resolved: Resolved, tie: Tie) -> MechanismMember:
    one = resolved.entities[tie.subject]
    return MechanismMember(one.id, one.name, one.kind, one.country, tie.id, tie.tie, tie.start, tie.end, tie.status)


def sizes(resolved: Resolved, ties: Iterable[Tie]) -> tuple[MechanismSize, ...]:
    """How many are in each of the mechanisms that the ties lead to, largest first."""
    inside: dict[str, set[str]] = defaultdict(set)
    for tie in ties:
        inside[tie.object].add(tie.subject)
    rows = []
    for mechanism, ids in inside.items():
        kinds = Counter(resolved.entities[one].kind for one in ids)
        units = kinds["LocalGovernment"] + kinds["ForeignSNG"]
        name = resolved.entities[mechanism].name
        rows.append(MechanismSize(mechanism, name, len(ids), kinds["Province"], units, kinds["State"]))
    return tuple(sorted(rows, key=lambda row: (-row.members, row.id)))


def _joined(resolved: Resolved, ties: Iterable[Tie], kinds: set[str]) -> dict[str, set[str]]:
    """Mechanism ids of each entity of the kinds."""
    joined: dict[str, set[str]] = defaultdict(set)
    for tie in ties:
        if resolved.entities[tie.subject].kind in kinds:
            joined[tie.subject].add(tie.object)
    return joined


def _joiners(resolved: Resolved, ties: Iterable[Tie], kinds: set[str]) -> tuple[Joiner, ...]:
    rows = []
    for one, ids in _joined(resolved, ties, kinds).items():
        entity = resolved.entities[one]
        rows.append(Joiner(one, entity.name, entity.kind, len(ids), _names(resolved, ids)))
    return tuple(sorted(rows, key=lambda row: (-row.n, row.id)))


def co_membership(resolved: Resolved, ties: Iterable[Tie], kinds: set[str]) -> tuple[CoMembership, ...]:
    """Pairs of the kinds that meet in at least one mechanism, most often first."""
    joined = _joined(resolved, ties, kinds)
    inside: dict[str, list[str]] = defaultdict(list)
    for one in sorted(joined):
        for mechanism in joined[one]:
            inside[mechanism].append(one)
    shared: dict[tuple[str, str], set[str]] = defaultdict(set)
    for mechanism, ids in inside.items():
        for a, b in combinations(ids, 2):
            shared[a, b].add(mechanism)
    entities = resolved.entities
    rows = [
        CoMembership(a, entities[a].name, b, entities[b].name, len(ids), _names(resolved, ids))
        for (a, b), ids in shared.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-row.n, row.a, row.b)))


def _names(resolved: Resolved, ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(resolved.entities[one].name for one in ids))
