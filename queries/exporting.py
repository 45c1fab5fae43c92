"""Which part of the network is exported, and whether an export still is what the workspace gives."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from graph.errors import InputError, NotFoundError, UsageError
from graph.exports import Context, Export, checked, export
from graph.exports.accounts import Account, account_of
from graph.model import Resolved, Tie
from graph.resolved import resolved as resolve
from graph.workspace import Workspace
from queries.place import find
from queries.selection import Selection, make, require


@dataclass(frozen=True, slots=True)
class Choice:
    """What is exported: a selection of ties, and of those the neighbourhood of a place within `depth` steps."""

    selection: Selection = field(default_factory=Selection)
    ego: str | None = None
    depth: int = 1

    def arguments(self) -> dict[str, Any]:
        """What differs from everything, as JSON can hold it."""
        plain = asdict(Selection())
        chosen = {name: value for name, value in asdict(self.selection).items() if value != plain[name]}
        found: dict[str, Any] = {"selection": chosen} if chosen else {}
        return found | ({"ego": self.ego, "depth": self.depth} if self.ego else {})

    @classmethod
    def from_arguments(cls, arguments: Mapping[str, Any]) -> Choice:
        """The choice that `arguments` tells of; UsageError for what is no selection."""
        return cls(make(**arguments.get("selection", {})), arguments.get("ego"), int(arguments.get("depth", 1)))


def choose(resolved: Resolved, choice: Choice, extra: Path | None = None) -> tuple[Resolved, Choice, str]:
    """The chosen part, the choice with the ego's id, and the choice in words.

    NotFoundError when no tie is left, or nobody is known by the name; `extra` is a workspace with the user's names.
    """
    if choice.depth < 1:
        raise UsageError(f"the depth of an ego network is at least 1, not {choice.depth}")
    selected = require(resolved, choice.selection)
    words = choice.selection.describe()
    if choice.ego is None:
        if choice.depth != 1:
            raise UsageError("--depth goes with --ego")
        return replace(resolved, ties=selected.ties), choice, words
    entity = find(resolved, choice.ego, extra)
    ties = ego_network(selected.ties, entity.id, choice.depth)
    if not ties:
        raise NotFoundError(f"{entity.name} has no ties to export ({words})")
    steps = "1 step" if choice.depth == 1 else f"{choice.depth} steps"
    told = f"{words}; neighbourhood of {entity.name} ({entity.id}) within {steps}"
    return replace(resolved, ties=ties), replace(choice, ego=entity.id), told


def ego_network(ties: Iterable[Tie], ego: str, depth: int = 1) -> tuple[Tie, ...]:
    """The ties of a node's neighbourhood: of all nodes within `depth` steps, whatever the direction, those among each
    other. Empty where the node has no tie."""
    listed = tuple(ties)
    partners: dict[str, set[str]] = {}
    for tie in listed:
        partners.setdefault(tie.subject, set()).add(tie.object)
        partners.setdefault(tie.object, set()).add(tie.subject)
    near, edge = {ego}, {ego}
    for _ in range(depth):
        edge = {partner for node in edge for partner in partners.get(node, ())} - near
        near |= edge
    return tuple(tie for tie in listed if tie.subject in near and tie.object in near)


def export_files(workspace: Workspace, paths: Iterable[Path], choice: Choice, **options: Any) -> Iterator[Export]:
    """Writes the chosen part to each path, in the format that its suffix names; options are those of `export`.

    All paths and options are checked before anything is written.
    """
    listed = list(paths)
    for path in listed:
        checked(path, **options)
    part, chosen, words = choose(resolve(workspace), choice, workspace.path)
    context = Context.of(workspace, filter_=words, arguments=_arguments(chosen, options))
    for path in listed:
        yield export(part, path, context=context, **options)


def _arguments(choice: Choice, options: Mapping[str, Any]) -> dict[str, Any]:
    plain = {"full": False, "each": False, "layout": "force", "seed": 1}
    given = {name: value for name, value in options.items() if value != plain[name]}
    return choice.arguments() | ({"options": given} if given else {})


def verify(workspace: Workspace, path: Path) -> str:
    """A line that says that the export is what the workspace gives now, to the byte.

    NotFoundError says what is not the same: the workspace has changed, or the file has. InputError where the file does
    not tell how it was made.
    """
    found = account_of(path)
    resolved = resolve(workspace)
    with tempfile.TemporaryDirectory() as folder:
        try:
            made = _again(workspace, resolved, found, Path(folder))
        except (NotFoundError, UsageError) as gone:
            raise NotFoundError(f"{path}: cannot be made again from this workspace: {gone}") from gone
        changed = [name for name, content in _contents(made) if not _same(found.base.parent / name, content)]
    if not changed:
        return f"{path}: matches the workspace (state {resolved.fingerprint})"
    state = found.facts.get("state")
    if state != resolved.fingerprint:
        raise NotFoundError(f"{path}: the workspace has changed since (state {state} then, {resolved.fingerprint} now)")
    raise NotFoundError(f"{path}: {', '.join(changed)} was changed after it was written")


def _again(workspace: Workspace, resolved: Resolved, found: Account, folder: Path) -> Path:
    arguments = found.facts.get("arguments", {})
    part, choice, words = choose(resolved, Choice.from_arguments(arguments), workspace.path)
    options = arguments.get("options", {})
    known = {option.name for option in fields(_Options)}
    if not set(options) <= known:
        raise InputError(f"{found.base}: written by another version of Subties, with options that this one lacks")
    context = Context.of(workspace, filter_=words, arguments=_arguments(choice, options))
    target = folder / found.base.name
    export(part, target, context=context, **options)
    return folder


@dataclass(frozen=True)
class _Options:
    """Options that the account of an export may name."""

    full: bool = False
    each: bool = False
    layout: str = "force"
    seed: int = 1


def _contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file that was made again, by its name from the folder of the export."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path.read_bytes()


def _same(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() == content
    except OSError:
        return False
