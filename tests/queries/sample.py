"""A small resolved world drawn by hand, and a builder for others.

provinces   Yunnan, Henan, Jiangxi, Hong Kong       states   China, Zambia, Ethiopia, Japan, Thailand
units       Shizuoka (JP), Addis Ababa (ET)          others   GMS, TRADP, CJIC (a firm), Forum (provisional)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from graph.edtf import ends, sort_key
from graph.judgements import ANY, mention_key
from graph.model import (
    Candidate,
    Decision,
    Document,
    Entity,
    Interval,
    Mention,
    Mode,
    Occasion,
    Resolved,
    Statement,
    Tie,
)
from graph.schema import schema

ENTITIES = (
    Entity("CN-YN", "Yunnan", "Province", "CN", "CN", "first", 25.0, 101.5, ("Yunnan Province", "云南"), "CN-YN"),
    Entity("CN-HA", "Henan", "Province", "CN", "CN", "first", 34.0, 113.5, ("Henan Province",), "CN-HA"),
    Entity("CN-JX", "Jiangxi", "Province", "CN", "CN", "first", 27.5, 116.0, (), "CN-JX"),
    Entity("CN-HK", "Hong Kong", "Province", "CN", "HK", "first", 22.3, 114.2, (), "CN-HK"),
    Entity("CN", "China", "State", "CN", "CN", "country", 35.0, 105.0),
    Entity("ZM", "Zambia", "State", "ZM", "ZM", "country", -14.0, 28.0),
    Entity("ET", "Ethiopia", "State", "ET", "ET", "country", 8.0, 38.0),
    Entity("JP", "Japan", "State", "JP", "JP", "country", 35.0, 136.0),
    Entity("TH", "Thailand", "State", "TH", "TH", "country", 15.5, 101.0),
    Entity("JP-22", "Shizuoka", "ForeignSNG", "JP", "JP", "first", 34.9, 138.3, ("Shizuoka-ken",), "JP-22"),
    Entity("ET-AA", "Addis Ababa", "ForeignSNG", "ET", "ET", "first", 9.0, 38.7, (), "ET-AA", 344979),
    Entity("mech:gms", "Greater Mekong Subregion", "Mechanism", aliases=("GMS",)),
    Entity("mech:tradp", "Tumen River Area Development Programme", "Mechanism", aliases=("TRADP",)),
    Entity("org:cjic", "China Jiangxi International Cooperation", "SOE", "CN", "CN", aliases=("CJIC",)),
    Entity("event:forum", "Kunming Forum & Fair <2010>", "Event", status="provisional"),
)

DOCUMENTS = (
    Document("doc:teams", "teams.txt", "Medical teams", "txt", "a" * 64, "", dataset="medical_teams", licence="CC0"),
    Document("doc:notes", "notes.md", "Notes on Yunnan", "md", "b" * 64, ""),
)


@dataclass(frozen=True)
class Row:
    """One tie to build: EDTF dates in `when`, one statement each; without any, one undated statement."""

    subject: str
    tie: str
    object: str
    kind: str | None = None
    when: tuple[str, ...] = ()
    document: str = "doc:notes"
    confidence: float = 0.9
    values: tuple[float, ...] = ()
    status: str = "unknown"
    sector: str | None = None
    contradictions: tuple[str, ...] = ()


ROWS = (
    Row("CN-YN", "SISTER_OF", "ET-AA", "sister_city", ("1990-05/1999",), status="ended"),
    Row("CN-HA", "SISTER_OF", "JP-22", "sister_province", ("1982/",), status="active"),
    Row("CN-HA", "TWINNED_WITH", "ET", "medical_team", ("1974/",), "doc:teams", 1.0),
    Row("CN-HA", "TWINNED_WITH", "ZM", "medical_team", ("1978-01/",), "doc:teams", 1.0),
    Row("CN-JX", "TWINNED_WITH", "ZM", "atdc", (), "doc:teams", 0.8, contradictions=("start: 2010, 2012",)),
    Row("CN-JX", "VISITED", "ZM", None, ("2005", "2008-03"), "doc:notes", 0.6),
    Row("CN-JX", "OWNS", "org:cjic", None, ()),
    Row("org:cjic", "OPERATES_IN", "ZM", None, ("2001/",), sector="construction"),
    Row("CN-YN", "TRADES_WITH", "TH", None, ("2009", "2010"), values=(9.5, 12.0)),
    Row("CN-YN", "PARTICIPATES_IN", "mech:gms", None, ("1992/",)),
    Row("TH", "MEMBER_OF", "mech:gms", None, ("1992/",)),
    Row("CN-HA", "PARTICIPATES_IN", "mech:tradp", None, ("199X/",)),
    Row("CN-YN", "PARTICIPATES_IN", "mech:tradp"),
    Row("CN-HA", "PARTICIPATES_IN", "mech:gms"),
    Row("CN-YN", "HOSTS", "event:forum", None, ("2010",)),
    Row("CN-YN", "COOPERATES_WITH", "CN-HK", None, ("2011/",)),
)


@dataclass
class _Build:
    entities: dict[str, Entity]
    statements: dict[str, Statement] = field(default_factory=dict)
    outcome: dict[str, str] = field(default_factory=dict)
    names: dict[str, Decision] = field(default_factory=dict)
    ends: dict[str, tuple[str | None, str | None, str | None]] = field(default_factory=dict)

    def state(self, row: Row, when: str | None, value: float | None, mode: Mode = Mode.DONE) -> str:
        """Adds one statement of a row; returns its id."""
        subject, object_ = self.entities[row.subject].name, self.entities[row.object].name
        head = f"{subject} {row.tie.lower()} "
        text = f"{head}{object_}{f' {when}' if when else ''}."
        at = 100 * len(self.statements)
        there = at + len(head)
        statement = Statement(
            row.document,
            row.tie,
            Mention(subject, subject, at, at + len(subject)),
            Mention(object_, object_, there, there + len(object_)),
            text,
            "sample",
            at,
            at + len(text),
            page=1,
            kind=row.kind,
            mode=mode,
            when=(when,) if when else (),
            value=value,
            currency="USD" if value is not None else None,
            confidence=row.confidence,
        ).with_id()
        self.statements[statement.id] = statement
        self.ends[statement.id] = (row.subject, row.object, None)
        self.outcome[statement.id] = "tie" if mode in (Mode.DONE, Mode.ENDED) else mode.value
        return statement.id


def world(
    rows: Iterable[Row],
    entities: Sequence[Entity] = ENTITIES,
    documents: Sequence[Document] = DOCUMENTS,
    planned: Iterable[Row] = (),
) -> Resolved:
    """The resolved world of the rows; `planned` rows give statements and no tie."""
    build = _Build({entity.id: entity for entity in entities})
    ties = [_tie(build, row) for row in rows]
    for row in planned:
        build.state(row, None, None, Mode.PLANNED)
    for entity in entities:
        match = Candidate(entity.id, entity.name, entity.kind, entity.country, 1.0, "exact")
        build.names[mention_key(Mention(entity.name, entity.name), ANY)] = Decision(
            entity.name, entity.id, 1.0, "exact", "", (match,)
        )
    return Resolved(
        entities=build.entities,
        ties=tuple(sorted(ties, key=lambda tie: tie.id)),
        statements=build.statements,
        documents={document.id: document for document in documents},
        outcome=build.outcome,
        names=build.names,
        fingerprint="sample",
        ends=build.ends,
    )


def _occasion(when: str, by: str, value: float | None) -> Occasion:
    return Occasion(when, (by,), value, currency=None if value is None else "USD")


def _tie(build: _Build, row: Row) -> Tie:
    stated = [
        (when, build.state(row, when, row.values[at] if row.values else None), row.values[at] if row.values else None)
        for at, when in enumerate(row.when)
    ]
    ids = tuple(by for _, by, _ in stated) or (build.state(row, None, None),)
    is_state = schema().tie(row.tie).is_state
    one, other = build.entities[row.subject], build.entities[row.object]
    starts = [start for when in row.when if (start := ends(when)[0]) not in ("", "..")]
    stops = [ends(when)[1] for when in row.when if "/" in when]
    homes = {one.jurisdiction, other.jurisdiction}
    differ = None not in homes and len(homes) == 2
    china = differ and homes <= {"CN", "HK", "MO", "TW"}
    return Tie(
        id=f"tie:{row.subject}|{row.tie}|{row.kind or ''}|{row.object}",
        subject=row.subject,
        tie=row.tie,
        object=row.object,
        kind=row.kind,
        statements=ids,
        documents=(row.document,),
        confidence=row.confidence,
        intervals=tuple(Interval(when, (by,)) for when, by, _ in stated) if is_state else (),
        occasions=() if is_state else tuple(_occasion(*each) for each in stated),
        start=min(starts, key=sort_key, default=None),
        end=max((stop for stop in stops if stop not in ("", "..")), key=sort_key, default=None),
        sector=row.sector,
        status=row.status,
        contested=bool(row.contradictions),
        contradictions=row.contradictions,
        as_printed=(one.name, other.name),
        foreign=differ and not china,
        greater_china=china,
    )


def sample() -> Resolved:
    """The world of the head of this file, with one planned statement."""
    return world(ROWS, planned=(Row("CN-YN", "SISTER_OF", "JP-22", "sister_province"),))


def pairs(edges: Iterable[tuple[str, str]], tie: str = "COOPERATES_WITH") -> Resolved:
    """A world of places with one tie per edge, for measures on drawn and random networks."""
    listed = list(edges)
    names = sorted({end for edge in listed for end in edge})
    places = [Entity(name, name, "ForeignSNG", "XX", "XX") for name in names]
    return world([Row(one, tie, other) for one, other in listed], places)


def without(resolved: Resolved, *ids: str) -> Resolved:
    """The same world without the ties of those ids."""
    return replace(resolved, ties=tuple(tie for tie in resolved.ties if tie.id not in ids))
