"""Reads the sentence suite and compares what was read with what is stated."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from benchmarks.suite_cases import Case, Expected, is_code
from graph.edtf import ends
from graph.fold import fold
from graph.model import Document, Entity, Statement
from graph.schema import schema

if TYPE_CHECKING:
    from ingest.tools import Tools

_READ = {"tie", "planned", "denied"}  # outcomes of statements whose ends are known and allowed
_FACTS = {"done", "ended"}
_SAME_NAME = 0.6  # share of their words that two long names have in common when they mean the same


@dataclass
class Read:
    """A tie that was read: its ends, and the statements that make it (those of one kind of mode)."""

    subject: Entity
    tie: str
    object: Entity
    statements: list[Statement] = field(default_factory=list)

    @property
    def line(self) -> str:
        mode = self.statements[0].mode.value
        return f"{_named(self.subject)} {self.tie} {_named(self.object)}" + ("" if mode in _FACTS else f"; mode={mode}")


@dataclass
class Outcome:
    """What became of one case: ties found, missed (with what is wrong where only a field is), and read wrongly."""

    case: Case
    found: list[Expected] = field(default_factory=list)
    missed: list[tuple[Expected, str]] = field(default_factory=list)
    wrong: list[Read] = field(default_factory=list)


def _named(entity: Entity) -> str:
    return entity.id if is_code(entity.id) else entity.name


class Suite:
    """Reads cases with one load of all that reading needs."""

    def __init__(self) -> None:
        from ingest.tools import Tools

        self.tools: Tools = Tools()
        self._ids: dict[str, frozenset[str]] = {}

    def run(self, cases: Iterable[Case]) -> list[Outcome]:
        """Every case on its own: no text lends names or dates to another."""
        return [compare(case, self.read(case), self) for case in cases]

    def read(self, case: Case) -> list[Read]:
        """The ties of a case's text, resolved, and what it plans or denies."""
        from graph.judgements import Judgements
        from graph.resolution import resolve_all

        document = Document(id=f"doc:{case.id}", name=case.id, title="", format=case.format, sha256="", text=case.text)
        made = [s.with_id() for s in self._statements(case, document)]
        resolved = resolve_all([document], made, self.tools.gazetteer, Judgements(()), self.tools.resolver)
        out: dict[tuple[str, str, str, str], Read] = {}
        for statement in made:
            if resolved.outcome[statement.id] not in _READ:
                continue
            subject, object_, _ = resolved.ends[statement.id]
            one, other = resolved.entities[str(subject)], resolved.entities[str(object_)]
            pair = sorted((one.id, other.id)) if schema().ties[statement.tie].symmetric else (one.id, other.id)
            mode = "fact" if statement.mode.value in _FACTS else statement.mode.value
            key = (pair[0], statement.tie, pair[1], mode)
            out.setdefault(key, Read(one, statement.tie, other)).statements.append(statement)
        return [out[key] for key in sorted(out)]

    def _statements(self, case: Case, document: Document) -> tuple[Statement, ...]:
        from ingest.document import read_document

        if case.format in ("txt", "md"):
            return read_document(document, self.tools).statements
        from ingest.readers.documents import read_document_bytes

        layout, text = read_document_bytes(case.text.encode(), case.format, case.id)
        return read_document(replace(document, text=text), self.tools, layout).statements

    def known(self, end: str) -> frozenset[str]:
        """The ids that an end may mean; none for a name that only the text knows."""
        if end not in self._ids:
            self._ids[end] = frozenset(self._known(end))
        return self._ids[end]

    def _known(self, end: str) -> Iterator[str]:
        gazetteer = self.tools.gazetteer
        if is_code(end):
            entity = gazetteer.get(end)
            yield entity.id if entity else end
        elif "@" in end:
            name, _, where = end.partition("@")
            country, _, unit = where.partition("-")
            for kind in ("city", "unit"):
                decision = self.tools.resolver.resolve(name, kind, country, where if unit else None)
                if decision.id:
                    yield decision.id
                    return
        else:
            kind = end.partition(":")[0]
            for name in names_in(end):
                yield from (e.entity_id for e in gazetteer.find(name) if e.entity_id.startswith(f"{kind}:"))
                decision = self.tools.resolver.resolve(name)
                yield from (decision.id,) if decision.id and ":" in decision.id else ()

    def means(self, end: str, entity: Entity) -> bool:
        """Whether the entity is what the case means by an end."""
        if entity.id in self.known(end):
            return True
        if ":" not in end:
            return False
        own = [_words(name) for name in (entity.name, *entity.aliases)]
        return any(_alike(_words(name), words) for name in names_in(end) for words in own)


def names_in(end: str) -> list[str]:
    """The names that `kind:name / other name` offers."""
    return end.partition(":")[2].split(" / ")


def _words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", fold(name))) - {"the", "of", "and", "for"}


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return one == other or (len(one) >= 2 and len(one & other) / len(one | other) >= _SAME_NAME)


def compare(case: Case, read: list[Read], suite: Suite) -> Outcome:
    """Each expected tie takes the first that fits it; what is left is wrong unless it is optional."""
    outcome = Outcome(case)
    left = list(read)
    for wanted in case.ties:
        near = [r for r in left if _same(wanted, r, suite)]
        right = next((r for r in near if not _faults(wanted, r)), None)
        if right:
            left.remove(right)
            outcome.found.append(wanted)
        else:
            outcome.missed.append((wanted, "; ".join(_faults(wanted, near[0])) if near else ""))
    outcome.wrong = [r for r in left if not any(_same(o, r, suite) for o in case.optional)]
    return outcome


def _same(wanted: Expected, read: Read, suite: Suite) -> bool:
    if read.tie not in wanted.types or not {s.mode.value for s in read.statements} & _group(wanted.modes):
        return False
    ahead = suite.means(wanted.subject, read.subject) and suite.means(wanted.object, read.object)
    turned = schema().ties[read.tie].symmetric
    return ahead or (turned and suite.means(wanted.subject, read.object) and suite.means(wanted.object, read.subject))


def _group(modes: tuple[str, ...]) -> set[str]:
    return {*modes, *(_FACTS if _FACTS & set(modes) else ())}


def _faults(wanted: Expected, read: Read) -> list[str]:
    """The fields that the case names and that were not read so."""
    return [
        f"{name} is {'/'.join(sorted(got)) or 'not read'}"
        for name, right in {"mode": wanted.modes, **wanted.fields}.items()
        if not _stated(name, right, got := {v for s in read.statements for v in _values(name, s)})
    ]


def _stated(name: str, right: tuple[str, ...], got: set[str]) -> bool:
    if name in ("start", "end"):
        return any(value.startswith(r) for r in right for value in got)
    if name in ("value", "share"):
        return any(abs(float(value) - float(r)) <= abs(float(r)) * 0.001 for r in right for value in got)
    return bool(got & set(right))


def _values(name: str, statement: Statement) -> Iterator[str]:
    """What a statement says in one field, as text."""
    if name in ("start", "end"):
        for when in statement.when:
            first, last = ends(when)
            plain = first == last and "/" not in when
            if name == "start":
                yield first
            elif not plain or statement.mode.value == "ended":
                yield last
        return
    value = statement.mode.value if name == "mode" else getattr(statement, name)
    if value is not None:
        yield str(value)
