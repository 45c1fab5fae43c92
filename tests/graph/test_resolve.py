"""The order of resolution, and what a decision tells."""

from __future__ import annotations

import pytest

from graph.errors import UsageError
from graph.gazetteer import Gazetteer
from graph.resolve import Resolver
from graph.unit_words import strip_unit

GAZETTEER = Gazetteer.load()
RESOLVER = Resolver(GAZETTEER)


@pytest.mark.parametrize(
    ("form", "country", "method"),
    [
        ("Zhejiang", None, "exact"),
        ("Chekiang", None, "former"),
        ("GMS", None, "abbreviation"),
        ("Laotian", None, "demonym"),
        ("Zhejiang provincial government", None, "typed"),
        ("Shizuoko", "JP", "fuzzy"),
        ("Qifu", "JP", "pinyin"),
        ("Qinglai", "TH", "pinyin"),
        ("Laojie Province", "VN", "pinyin"),
        ("Guangning", "VN", "pinyin"),
        ("清莱府", None, "native"),
        ("江原道", "KR", "native"),
        ("Pearson", "CZ", "sound"),
        ("Springfield", None, "unresolved"),
        ("Shizuoko", None, "unresolved"),
    ],
)
def test_the_method_is_told(form: str, country: str | None, method: str) -> None:
    decision = RESOLVER.resolve(form, country=country)
    assert decision.method == method
    assert decision.reason
    assert decision.printed == form
    assert (decision.id is None) == (method == "unresolved")


def test_surer_methods_score_higher() -> None:
    exact, fuzzy, pinyin = (RESOLVER.resolve(f, country="JP").score for f in ("Shizuoka", "Shizuoko", "Cifu"))
    sound = RESOLVER.resolve("Pearson", country="CZ").score
    assert 1 >= exact > fuzzy > pinyin > sound > 0


def test_an_unresolved_name_gives_at_most_three_candidates() -> None:
    for form in ("Springfield", "Zhejang", "Korea", "Shizuoko"):
        candidates = RESOLVER.resolve(form).candidates
        assert 1 <= len(candidates) <= 3
        assert all(0 < c.score <= 1 for c in candidates)
    assert {c.id for c in RESOLVER.resolve("Korea").candidates} == {"KR", "KP"}


@pytest.mark.parametrize("form", ["Zhejang", "Yunan", "Guangdon", "Shanxxi", "Hebai"])
@pytest.mark.parametrize("country", [None, "CN", "JP", "HK"])
def test_never_fuzzy_for_chinas_provinces(form: str, country: str | None) -> None:
    assert RESOLVER.resolve(form, country=country).id is None


@pytest.mark.parametrize(
    ("form", "country", "unit"),
    [
        ("Hainburg", "DE", "DE-HH"),
        ("Kavarna", "BG", "BG-03"),
        ("Kakogawa", "JP", "JP-37"),
        ("Icheon", "KR", "KR-28"),
        ("Marghita", "RO", "RO-HR"),
        ("Nagayo", "JP", "JP-20"),
        ("Fenland", "GB", "GB-ENG"),
        ("Haute-Marne", "FR", "FR-Q"),
        ("Felton", "US", "US-FL"),
        ("Cantons", "CH", "CH-SZ"),
        ("Judenburg", "AT", "AT-1"),
    ],
)
def test_a_town_never_passes_for_a_unit_of_nearly_its_name(form: str, country: str, unit: str) -> None:
    assert RESOLVER.resolve(form, country=country).id != unit


def test_towns_are_known_only_within_a_country() -> None:
    assert RESOLVER.resolve("Judenburg").id is None
    found = RESOLVER.resolve("Judenburg", country="AT")
    entity = GAZETTEER.get(found.id or "")
    assert entity is not None
    assert (entity.name, entity.country, entity.level, entity.parent) == ("Judenburg", "AT", "city", "AT-6")
    assert RESOLVER.resolve("Judenburg", country="DE").id is None


@pytest.mark.parametrize("country", ["JP", "US", "DE", "VN", "GB", "KR"])
def test_a_country_hint_is_never_left(country: str) -> None:
    for form in ("Zhejiang", "Shanxi", "Georgia", "Victoria", "Kyoto", "Hanoi", "Bavaria", "Northumberland", "Gangwon"):
        decision = RESOLVER.resolve(form, country=country)
        if decision.id is not None:
            entity = GAZETTEER.get(decision.id)
            assert entity is not None
            assert entity.country == country


@pytest.mark.parametrize(
    ("form", "kind", "id_"),
    [
        ("Georgia", "State", "GE"),
        ("Georgia", "ForeignSNG", "US-GA"),
        ("Georgia", "unit", "US-GA"),
        ("Georgia", "first", "US-GA"),
        ("Gifu", "city", "geonames:1863641"),
        ("Gifu", "first", "JP-21"),
        ("Singapore", "unit", "SG"),
        ("Hong Kong", "country", "CN-HK"),
        ("Puerto Rico", "country", "US-PR"),
        ("Hunan", "country", None),
        ("CAREC", "Organization", "mech:carec"),
        ("Zhongmei", "Enterprise", "org:zhongmei"),
        ("Zhejiang", "SOE", None),
        ("GMS", "Province", None),
    ],
)
def test_a_kind_tells_homonyms_apart(form: str, kind: str, id_: str | None) -> None:
    assert RESOLVER.resolve(form, kind=kind).id == id_


def test_an_unknown_kind_is_a_wrong_use() -> None:
    with pytest.raises(UsageError, match="Village"):
        RESOLVER.resolve("Yiwu", kind="Village")


def test_an_unknown_container_holds_nobody() -> None:
    assert RESOLVER.resolve("Suzhou", within="XX-99").id is None


@pytest.mark.parametrize(
    ("folded", "core", "levels"),
    [
        ("zhejiang province", "zhejiang", {"first"}),
        ("the province of zhejiang", "zhejiang", {"first"}),
        ("gifu ken", "gifu", {"first"}),
        ("jilin city", "jilin", {"city"}),
        ("hangzhou municipal peoples government", "hangzhou", {"city"}),
        ("beijing", "beijing", None),
        ("province", "province", None),
    ],
)
def test_unit_words(folded: str, core: str, levels: set[str] | None) -> None:
    found, fits = strip_unit(folded)
    assert found == core
    assert fits is None if levels is None else fits is not None and levels <= fits


def test_the_same_question_has_the_same_answer() -> None:
    forms = ["Jilin City", "Suzhou", "Springfield", "Portland, Oregon", "Shizuoko"]
    again = Resolver(Gazetteer.load())
    assert [RESOLVER.resolve(f) for f in forms] == [again.resolve(f) for f in reversed(forms)][::-1]


@pytest.mark.parametrize(
    ("name", "id"), [("Maryland", "US-MD"), ("Pará", "BR-PA"), ("Washington", None), ("Punjab", None)]
)
def test_a_unit_is_meant_before_its_namesake_abroad_only_where_far_more_people_live(name: str, id: str | None) -> None:
    assert RESOLVER.resolve(name).id == id


def test_the_weightiest_bearers_of_a_name_are_offered() -> None:
    found = RESOLVER.resolve("Washington", None, "US")
    assert {candidate.id for candidate in found.candidates[:2]} == {"US-WA", "US-DC"}


def test_a_name_of_today_is_not_called_a_former_one() -> None:
    gazetteer = Gazetteer.load()
    provinces = [e.name for id in gazetteer.units_of("CN") if (e := gazetteer.get(id)) and e.kind == "Province"]
    assert len(provinces) > 30
    assert not [name for name in provinces if RESOLVER.resolve(name, "Province").method == "former"]
