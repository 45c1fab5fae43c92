"""Resolution: a pure function of ledger, gazetteer and judgements, whatever the order of reading."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from graph.gazetteer import Gazetteer
from graph.judgements import Judgement, Judgements, judgement_of, mention_key
from graph.ledger import Ledger
from graph.model import Mode, Resolved, Statement
from graph.resolution import resolve_all
from tests.graph.fakes import FakeGazetteer, FakeResolver, document, mention, st

DOCUMENTS = [document("a.txt"), document("b.txt")]
EXPO = mention("Kunming Import Expo", "Event", provisional=True)
KUNMING = mention("Kunming", "LocalGovernment", "CN")


def resolve(statements: list[Statement], *judgements: Judgement) -> Resolved:
    gazetteer = FakeGazetteer()
    return resolve_all(DOCUMENTS, statements, gazetteer, Judgements(judgements), FakeResolver(gazetteer), "f")


def outcome(statement: Statement, *judgements: Judgement) -> str:
    return resolve([statement], *judgements).outcome[statement.id]


def ends(statement: Statement, *judgements: Judgement) -> tuple[str | None, ...]:
    return resolve([statement], *judgements).ends[statement.id]


def name_judgement(key: str, right: str, word: str = "same") -> Judgement:
    return judgement_of("name", key, right, word, by="me")


def same(one: str, other: str, word: str = "same") -> Judgement:
    return judgement_of("entity", one, other, word)


# Names


def test_known_names_make_a_tie() -> None:
    found = resolve([st("Yunnan", "VISITED", "Thailand")])
    assert [(t.subject, t.tie, t.object) for t in found.ties] == [("CN-YN", "VISITED", "TH")]
    assert found.names["thailand|||*"].id == "TH"
    assert found.fingerprint == "f"


def test_unknown_names_in_prose_make_none_and_are_kept() -> None:
    statement = st("Yunnan", "VISITED", "Atlantis")
    found = resolve([statement])
    assert (found.ties, found.outcome[statement.id], found.ends[statement.id]) == (
        (),
        "unresolved",
        ("CN-YN", None, None),
    )
    assert found.names["atlantis|||*"].id is None
    assert found.statements[statement.id] == statement


def test_each_distinct_name_is_resolved_once() -> None:
    gazetteer = FakeGazetteer()
    resolver = FakeResolver(gazetteer)
    statements = [st("Yunnan", "VISITED", "Thailand", str(1900 + year)) for year in range(50)]
    resolve_all(DOCUMENTS, statements, gazetteer, Judgements(), resolver)
    assert resolver.asked == 2


def test_homonyms_stay_open_with_their_candidates_even_in_a_table() -> None:
    town = mention("Springfield", "ForeignSNG", "US", provisional=True)
    found = resolve([st("Kunming", "SISTER_OF", town)])
    decision = found.names["springfield|ForeignSNG|US|*"]
    assert (decision.id, [c.id for c in decision.candidates]) == (None, ["geonames:1", "geonames:2"])


def test_the_resolver_itself_tells_homonyms_as_is_assumed_here() -> None:
    gazetteer = Gazetteer.load()
    town = mention("Springfield", "city", "US", provisional=True)
    unknown = mention("Nowhere upon Nothing", "city", "US", provisional=True)
    body = mention("Thailand", "Organization", provisional=True)
    statements = [st("Yunnan", "COOPERATES_WITH", m) for m in (town, unknown, body)]
    found = resolve_all(DOCUMENTS, statements, gazetteer, Judgements())
    assert [found.ends[s.id][1] for s in statements] == [None, "place:us/nowhere-upon-nothing", None]


def test_the_place_within_tells_and_stands_in_the_key() -> None:
    found = resolve([st(mention("Kunming", within="CN-YN"), "VISITED", "Thailand")])
    assert found.names["kunming||CN-YN|*"].id == "geonames:1804651"


def test_surroundings_of_those_who_are_meant_are_among_the_entities() -> None:
    found = resolve([st("Kunming", "VISITED", "Thailand")])
    assert list(found.entities) == ["CN", "CN-YN", "TH", "geonames:1804651"]


# Provisional entities


def test_named_events_bodies_and_firms_become_provisional() -> None:
    cases = {
        ("Kunming Import Expo", "Event"): "event:kunming-import-expo",
        ("Joint Committee", "Organization"): "org:joint-committee",
        ("Geely Group", "Enterprise"): "org:geely-group",
        ("Yunnan Power", "SOE"): "org:yunnan-power",
        ("Nam Dam", "Project"): "project:nam-dam",
        ("Bridge Forum", "Mechanism"): "mech:bridge-forum",
        ("Gateway Plan", "Policy"): "policy:gateway-plan",
    }
    for (name, kind), id in cases.items():
        statement = st("Yunnan", "PART_OF", mention(name, kind, provisional=True))
        entity = resolve([statement]).entities[id]
        assert (entity.name, entity.kind, entity.status) == (name, kind, "provisional")


def test_without_leave_nothing_becomes_provisional() -> None:
    assert ends(st("Yunnan", "HOSTS", mention("Kunming Import Expo", "Event")))[1] is None


def test_a_generic_name_is_tied_to_its_document() -> None:
    committee = mention("Joint Committee", "Organization", provisional=True, generic=True)
    here, there = (st("Yunnan", "ESTABLISHED", committee, doc=doc) for doc in ("doc:a-txt", "doc:b-txt"))
    found = resolve([here, there])
    assert found.ends[here.id][1] == "org:joint-committee-a-txt"
    assert found.ends[there.id][1] == "org:joint-committee-b-txt"
    assert found.names["joint committee|Organization||doc:a-txt"].id == "org:joint-committee-a-txt"


def test_ministries_of_two_countries_are_two() -> None:
    ministries = [mention("Ministry of Commerce", "Organization", cc, provisional=True) for cc in ("CN", "TH")]
    assert [ends(st("Yunnan", "COOPERATES_WITH", m))[1] for m in ministries] == [
        "org:cn/ministry-of-commerce", "org:th/ministry-of-commerce",
    ]  # fmt: skip


def test_an_unknown_place_of_a_table_needs_its_country() -> None:
    town = mention("Shirakawa", "ForeignSNG", "JP", provisional=True)
    found = resolve([st("Kunming", "SISTER_OF", town)])
    entity = found.entities["place:jp/shirakawa"]
    assert (entity.kind, entity.country, entity.parent, entity.status) == ("ForeignSNG", "JP", "JP", "provisional")
    assert [t.object for t in found.ties] == ["place:jp/shirakawa"]
    assert ends(st("Kunming", "SISTER_OF", mention("Shirakawa", "ForeignSNG", provisional=True)))[1] is None
    unit = mention("Yangbi", "unit", "CN", provisional=True)
    assert resolve([st(unit, "VISITED", "TH")]).entities["place:cn/yangbi"].kind == "LocalGovernment"


def test_provinces_states_and_regions_never_become_provisional() -> None:
    for kind in ("Province", "State", "Region", "first"):
        assert ends(st(mention("Yuntung", kind, "CN", provisional=True), "VISITED", "Thailand"))[0] is None


def test_no_body_takes_the_name_of_a_known_place() -> None:
    body = mention("Thailand", "Organization", provisional=True)
    found = resolve([st("Yunnan", "COOPERATES_WITH", body)])
    decision = found.names["thailand|Organization||*"]
    assert (decision.id, [c.id for c in decision.candidates]) == (None, ["TH"])


def test_an_unknown_place_may_bear_the_name_of_one_elsewhere() -> None:
    town = mention("Springfield", "ForeignSNG", "JP", provisional=True)
    assert ends(st("Kunming", "SISTER_OF", town))[1] == "place:jp/springfield"


def test_a_provisional_entity_takes_its_most_frequent_name_and_kind() -> None:
    forms = [("GEELY GROUP", "Organization"), ("Geely Group", "Enterprise"), ("Geely Group", "Enterprise")]
    statements = [
        st(mention(name, kind, provisional=True), "OPERATES_IN", "Thailand", str(1990 + at))
        for at, (name, kind) in enumerate(forms)
    ]
    entity = resolve(statements).entities["org:geely-group"]
    assert (entity.name, entity.kind, entity.aliases) == ("Geely Group", "Enterprise", ("GEELY GROUP",))
    assert resolve(statements[::-1]).entities["org:geely-group"] == entity


# What becomes of statements


def test_outcomes() -> None:
    assert outcome(st("Yunnan", "VISITED", "Thailand", mode=Mode.PLANNED)) == "planned"
    assert outcome(st("Yunnan", "VISITED", "Thailand", mode=Mode.DENIED)) == "denied"
    assert outcome(st("Yunnan", "VISITED", "Thailand", mode=Mode.ENDED)) == "tie"
    assert outcome(st("Yunnan", "COOPERATES_WITH", "Yunnan")) == "same ends"
    assert outcome(st("Yunnan", "SISTER_OF", "Thailand")) == "not allowed"
    assert outcome(st("Kunming", "SISTER_OF", "Singapore")) == "tie"
    assert outcome(st("Thailand", "TWINNED_WITH", "Yunnan")) == "not allowed"


def test_what_makes_no_tie_is_kept_and_counted() -> None:
    found = resolve([st("Yunnan", "VISITED", "Thailand", mode=Mode.PLANNED), st("Yunnan", "VISITED", "Japan")])
    assert len(found.statements) == 2
    assert [t.object for t in found.ties] == ["JP"]


def test_a_date_that_is_none_does_not_take_the_tie_with_it() -> None:
    (tie,) = resolve([st("Yunnan", "SISTER_OF", "Shizuoka", "1999-02-31", "1987")]).ties
    assert [i.when for i in tie.intervals] == ["1987/"]


def test_the_mechanism_of_a_tie_is_an_entity() -> None:
    found = resolve([st("Yunnan", "COOPERATES_WITH", "Thailand", mechanism=mention("Greater Mekong Subregion"))])
    assert found.ties[0].mechanism == "mech:gms"
    assert "mech:gms" in found.entities


# Order


NAMES = some.sampled_from(
    [mention("Yunnan"), mention("YUNNAN"), KUNMING, mention("Thailand"), mention("Springfield"), EXPO,
     mention("KUNMING IMPORT EXPO", "Event", provisional=True), mention("Joint Committee", "Organization",
     provisional=True, generic=True), mention("Geely Group", "SOE", "CN", provisional=True),
     mention("GEELY group", "Enterprise", "CN", provisional=True), mention("Shizuoka"), mention("Atlantis")]
)  # fmt: skip
STATEMENTS = some.lists(
    some.builds(
        lambda one, tie, other, when, mode, doc, confidence: st(
            one, tie, other, *when, doc=doc, mode=mode, confidence=confidence
        ),
        NAMES, some.sampled_from(["SISTER_OF", "COOPERATES_WITH", "HOSTS", "VISITED"]), NAMES,
        some.lists(some.sampled_from(["1987", "1987-07", "1990", "1978/1979"]), max_size=2),
        some.sampled_from(Mode), some.sampled_from(["doc:a-txt", "doc:b-txt"]), some.sampled_from([0.3, 0.7]),
    ),
    max_size=12,
    unique_by=lambda statement: statement.id,
)  # fmt: skip
JUDGEMENTS = Judgements(
    (
        name_judgement("springfield|||doc:a-txt", "geonames:1"),
        same("event:kunming-import-expo", "org:joint-committee-a-txt"),
        same("geonames:1804651", "CN-YN", "different"),
    )
)


@settings(max_examples=60, deadline=None)
@given(statements=STATEMENTS, random=some.randoms(use_true_random=False))
def test_any_order_gives_the_same(statements: list[Statement], random: object) -> None:
    gazetteer = FakeGazetteer()
    mixed, documents = list(statements), list(DOCUMENTS)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    random.shuffle(documents)  # type: ignore[attr-defined]
    straight = resolve_all(DOCUMENTS, statements, gazetteer, JUDGEMENTS, FakeResolver(gazetteer))
    other = resolve_all(documents, mixed, gazetteer, JUDGEMENTS, FakeResolver(gazetteer))
    assert straight == other
    assert list(straight.entities) == list(other.entities)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(statements=STATEMENTS, first=some.booleans(), twice=some.booleans())
def test_any_order_of_ingestion_gives_the_same(
    tmp_path: Path, statements: list[Statement], first: bool, twice: bool
) -> None:
    gazetteer = FakeGazetteer()
    found = []
    for order in (DOCUMENTS, DOCUMENTS[::-1] if first else DOCUMENTS):
        path = tmp_path / "l.duckdb"
        path.unlink(missing_ok=True)
        with Ledger(path) as ledger:
            for read in (*order, *order) if twice else order:
                ledger.record(read, [s for s in statements if s.document_id == read.id])
            found.append(
                resolve_all(
                    ledger.documents(), ledger.statements(), gazetteer, JUDGEMENTS, FakeResolver(gazetteer),
                    ledger.fingerprint(),
                )
            )  # fmt: skip
    assert found[0] == found[1]


@given(statements=STATEMENTS)
@settings(max_examples=40, deadline=None)
def test_every_statement_has_one_outcome_and_every_tie_its_statements(statements: list[Statement]) -> None:
    found = resolve(statements)
    in_ties = [id for tie in found.ties for id in tie.statements]
    assert sorted(in_ties) == sorted(id for id, what in found.outcome.items() if what == "tie")
    assert found.outcome.keys() == found.ends.keys() == found.statements.keys() == {s.id for s in statements}
    for statement in found.statements.values():
        for m in (statement.subject, statement.object):
            assert mention_key(m) in found.names or mention_key(m, statement.document_id) in found.names
    for tie in found.ties:
        assert {tie.subject, tie.object} <= found.entities.keys()
