"""A small resolved state with what is hard for a graph store: names that look like Cypher, Han and other scripts, a
city-state, several intervals, occasions with figures, a tie without dates, planned and unresolved statements."""

from __future__ import annotations

from dataclasses import replace

from graph.model import Document, Entity, Interval, Mention, Mode, Occasion, Resolved, Statement, Tie

HOSTILE = '"}) DETACH DELETE n //'

ENTITIES = (
    Entity("CN-YN", "Yunnan", "Province", "CN", "CN", "first", 25.0, 101.5, ("Yunnan Province", "云南省"), "CN-YN"),
    Entity("CN-HA", "Henan", "Province", "CN", "CN", "first", 34.0, 113.5, ("河南",), "CN-HA", 1808520),
    Entity("geonames:1804651", "Kunming", "LocalGovernment", "CN", "CN", "city", parent="CN-YN"),
    Entity("SG", "Singapore", "State", "SG", "SG", "country", 1.3, 103.8, ("新加坡",)),
    Entity("ZM", "Zambia", "State", "ZM", "ZM", "country"),
    Entity("TH", "Thailand", "State", "TH", "TH", "country"),
    Entity("TH-50", "Chiang Mai", "ForeignSNG", "TH", "TH", "first", aliases=("เชียงใหม่",), parent="TH"),
    Entity("mech:gms", "Greater Mekong Subregion", "Mechanism", aliases=("GMS",)),
    Entity("org:hostile", HOSTILE, "Enterprise", "CN", "CN", status="provisional", aliases=("`);--", "' OR 1=1")),
    Entity("event:fair-2010", "Kunming Fair & Forum <2010>", "Event", status="provisional"),
)  # fmt: skip

DOCUMENTS = (
    Document("doc:notes", "notes.md", "Notes \u2013 Yunnan", "md", "a" * 64, "text stays in the ledger"),
    Document("doc:teams", "teams.csv", "Medical teams", "csv", "b" * 64, "", dataset="medical_teams", licence="CC0"),
)


Said = tuple[Statement, str | None, str | None, str | None]  # a statement, its ends and its mechanism


def _said(subject: str, tie: str, object_: str, document: str = "doc:notes", under: str = "", **more: object) -> Said:
    names = {entity.id: entity.name for entity in ENTITIES}
    one, other = (Mention(names.get(id_, id_), names.get(id_, id_)) for id_ in (subject, object_))
    text = f"{one.printed} {tie} {other.printed} {more.get('when', '')}"
    statement = Statement(document, tie, one, other, text, "sample", 0, len(text), **more)  # type: ignore[arg-type]
    known = [id_ if id_ in names else None for id_ in (subject, object_, under)]
    return statement.with_id(), known[0], known[1], known[2]


def _team(when: str) -> Said:
    return _said("CN-HA", "TWINNED_WITH", "ZM", "doc:teams", kind="medical_team", when=(when,))


def _sisters(when: str) -> Said:
    return _said("CN-YN", "SISTER_OF", "TH-50", kind="sister_province", when=(when,))


def _trade(when: str, value: float) -> Said:
    return _said("CN-YN", "TRADES_WITH", "TH", when=(when,), value=value, currency="USD", unit="million")


STATED = {
    "sisters": _sisters("1999"),
    "sisters_too": _sisters("2001-05"),
    "city_state": _said("geonames:1804651", "SISTER_OF", "SG", kind="sister_city"),
    "team_1": _team("1978/1990"),
    "team_2": _team("1995/.."),
    "trade_1": _trade("2009", 9.5),
    "trade_2": _trade("2010", 12.0),
    "joins": _said("CN-YN", "PARTICIPATES_IN", "mech:gms", under="mech:gms", when=("199X/",)),
    "member": _said("TH", "MEMBER_OF", "mech:gms", when=("../2020",)),
    "hosts": _said("CN-YN", "HOSTS", "event:fair-2010", when=("2010-06",)),
    "owns": _said("CN-YN", "OWNS", "org:hostile"),
    "works": _said("org:hostile", "OPERATES_IN", "ZM", when=("2001/",), sector="energy"),
    "planned": _said("CN-HA", "SISTER_OF", "TH-50", mode=Mode.PLANNED),
    "unresolved": _said("CN-HA", "VISITED", "Atlantis"),
}


def _tie(id_: str, layer: str, by: str, **more: object) -> Tie:
    type_, _, kind = layer.partition(":")
    stated = [STATED[name] for name in by.split()]
    first = stated[0]
    assert first[1]
    assert first[2]
    statements = tuple(statement.id for statement, *_ in stated)
    documents = tuple(sorted({statement.document_id for statement, *_ in stated}))
    more.setdefault("as_printed", (first[0].subject.printed, first[0].object.printed))
    return Tie(id_, first[1], type_, first[2], kind or None, statements, documents, 0.9, **more)  # type: ignore[arg-type]


def _spells(by: str, *dates: str) -> tuple[Interval, ...]:
    return tuple(Interval(when, (STATED[name][0].id,)) for when, name in zip(dates, by.split(), strict=True))


_YEARS = (
    Occasion("2010", (STATED["trade_2"][0].id,), 12.0, "million", "USD"),
    Occasion("2009", (STATED["trade_1"][0].id,), 9.5, "million", "USD", 40.0, "export"),
)
_SISTERS = _spells("sisters sisters_too", "1999/", "2001-05/")
_TEAMS = _spells("team_1 team_2", "1978/1990", "1995/..")
_FAIR = (Occasion("2010-06", (STATED["hosts"][0].id,)),)

TIES = (
    _tie("tie:01", "SISTER_OF:sister_province", "sisters sisters_too", intervals=_SISTERS, start="1999",
         status="active", contested=True, contradictions=("start: 1999, 2001-05",), foreign=True),
    _tie("tie:02", "SISTER_OF:sister_city", "city_state", foreign=True),
    _tie("tie:03", "TWINNED_WITH:medical_team", "team_1 team_2", intervals=_TEAMS, start="1978", foreign=True),
    _tie("tie:04", "TRADES_WITH", "trade_1 trade_2", occasions=_YEARS, start="2009", end="2010", foreign=True),
    _tie("tie:05", "PARTICIPATES_IN", "joins", intervals=_spells("joins", "199X/"), start="199X", mechanism="mech:gms"),
    _tie("tie:06", "MEMBER_OF", "member", intervals=_spells("member", "../2020"), end="2020"),
    _tie("tie:07", "HOSTS", "hosts", occasions=_FAIR, start="2010-06"),
    _tie("tie:08", "OWNS", "owns"),
    _tie("tie:09", "OPERATES_IN", "works", intervals=_spells("works", "2001/"), start="2001", sector="energy"),
)  # fmt: skip


def sample() -> Resolved:
    """The state of this file."""
    outcome = {statement.id: "tie" for statement, *_ in STATED.values()}
    outcome[STATED["planned"][0].id] = "planned"
    outcome[STATED["unresolved"][0].id] = "unresolved"
    return Resolved(
        entities={entity.id: entity for entity in ENTITIES},
        ties=TIES,
        statements={statement.id: statement for statement, *_ in STATED.values()},
        documents={document.id: document for document in DOCUMENTS},
        outcome=outcome,
        names={},
        fingerprint="sample-1",
        ends={statement.id: (one, other, under) for statement, one, other, under in STATED.values()},
    )


def changed(resolved: Resolved, **parts: object) -> Resolved:
    """The same with other parts, and a fingerprint of its own."""
    return replace(resolved, fingerprint=f"{resolved.fingerprint}+", **parts)  # type: ignore[arg-type]
