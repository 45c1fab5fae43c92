"""Places in prose: whom a name means beside others, offices that stand for their place, regions, spellings."""

from __future__ import annotations

import pytest

from ingest.names.name import Context
from tests.ingest.names.test_names import ids, names


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("Seed firms from Georgia, Alabama and Tennessee", ["US-GA", "US-AL", "US-TN"]),
        ("treaties with Georgia and Armenia", ["GE", "AM"]),
        ("The governors of Oregon, Washington and Idaho met.", ["US-OR", "US-WA", "US-ID"]),
        ("growers in Punjab and Sindh", ["PK-PB", "PK-SD"]),
        ("growers in Haryana, Punjab and Rajasthan", ["IN-HR", "IN-PB", "IN-RJ"]),
        ("the cities of Siping, Jilin and Changchun", ["geonames:2034714", "geonames:2036502", "geonames:2038180"]),
        ("Located in the west of Mexico, Jalisco grows agave.", ["MX", "MX-JAL"]),
    ],
)
def test_a_homonym_in_a_list_is_of_the_kind_of_its_neighbours(text: str, entities: list[str]) -> None:
    assert ids(text) == entities


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("the Hunan Agricultural Machinery Bureau", "CN-HN"),
        ("the Guizhou Trade Department", "CN-GZ"),
        ("the Utah Departments of Commerce and Tourism", "US-UT"),
        ("Gansu Communist Party secretary", "CN-GS"),
        ("the CPC Hainan Committee", "CN-HI"),
        ("the Attapeu Provincial Committee of Laos", "LA-AT"),
        ("the People’s Council of Hebei province", "CN-HE"),
        ("the Standing Committee of Fujian", "CN-FJ"),
        ("the Vice Secretary-General of the People's Government of Qinghai", "CN-QH"),
        ("Overseas Friendship and the People's Government of Jiangxi Province", "CN-JX"),
        ("the Wenzhou Overseas Chinese Office", "geonames:1791388"),
    ],
)
def test_an_office_stands_for_its_place(text: str, entity: str) -> None:
    found = [n for n in names(text) if n.stands_for]
    assert [n.entity for n in found] == [entity]


def test_a_body_of_its_own_in_a_town_does_not_stand_for_the_town() -> None:
    assert [n.kind for n in names("the Harbin Railway Bureau")] == ["Organization"]


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("They met in Paris and Dublin.", ["FR-75C", "geonames:2964574"]),
        ("an office in Suva", ["geonames:2198148"]),
        ("a port like Vancouver or Odessa", ["geonames:6173331", "geonames:698740"]),
        ("exports to Korea", ["KR"]),
        ("He came to Wuhan, Hubei Province Friday.", ["geonames:1791247", "CN-HB"]),
        ("Palawan Gov. Reyes", ["PH-PLW"]),
        ("trade with central Asian nations", ["region:central-asia"]),
        ("in southwest China", []),
        ("aid to Pacific island nations", ["region:south-pacific"]),
        ("Central Asian states, including Uzbekistan and Tajikistan", ["UZ", "TJ"]),
        ("Lower Saxon firms and Sichuanese firms", ["DE-NI", "CN-SC"]),
    ],
)
def test_places_by_the_names_that_texts_give_them(text: str, entities: list[str]) -> None:
    assert ids(text) == entities


def test_a_homonym_keeps_what_the_document_said_until_a_list_says_other() -> None:
    context = Context(country="CN")
    assert ids("growers in Punjab and Sindh", context) == ["PK-PB", "PK-SD"]
    assert ids("growers in Punjab", context) == ["PK-PB"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hin Lat District in Laos", [("Hin Lat District", "LA")]),
        ("Long Phac, Ba Xon and Tam Quy districts of Vietnam's Lao Cai province",
         [("Long Phac", "VN"), ("Ba Xon", "VN"), ("Tam Quy districts", "VN")]),
        ("the Russian town of Zarechnaya Polyana", [("Zarechnaya Polyana", "RU")]),
        ("Mong Lat County in Oudom Kai Province of the Lao PDR", [("Mong Lat County", "LA")]),
        ("Lafayette Parish, Louisiana", [("Lafayette Parish", "US")]),
        ("the Lake District in England and the Garment District of Ohio", []),
        ("Every district in Laos and each Village of Vietnam", []),
        ("Xinbei District in China", []),
        ("Kilify County in Kenya", []),
        ("Hin Lat District and Laos", []),
    ],
)  # fmt: skip
def test_a_unit_that_no_list_knows_is_provisional_where_the_text_says_where_it_lies(
    text: str, found: list[tuple[str, str]]
) -> None:
    assert [(n.printed, n.country) for n in names(text) if n.provisional and n.kind == "ForeignSNG"] == found


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("They met in Auki, the provincial capital of Malaita.", "geonames:2109701"),
        ("a plant in Lexington, Kentucky", "geonames:4297983"),
    ],
)
def test_a_town_is_read_where_its_unit_stands(text: str, entity: str) -> None:
    found = [n.entity for n in names(text) if n.kind == "ForeignSNG"]
    assert found[0] == entity


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("Nice words help; Reading aids; Mobile phones sell.", []),
        ("a talk in Nice", ["geonames:2990440"]),
        ("Perm hosted it.", ["geonames:511196"]),
        ("the Lao side and NRW firms", ["LA", "DE-NW"]),
        ("provinces in Canada, Lander in Germany", ["CA", "DE"]),
        ("Mr. Yokohama thanked the firm, and Heidelberg, K. L. (2011) did, too.", []),
        ("Kisii Governor Oroko", ["KE-16"]),
        ("It was led by Yang Xingping of Sichuan.", ["CN-SC"]),
        ("In Hunchun, near the border city Dunhua", ["geonames:2036653", "geonames:2037534"]),
        ("Hekou district in China's Yunnan", ["cn-532532", "CN", "CN-YN"]),
    ],
)
def test_common_words_persons_and_governors(text: str, entities: list[str]) -> None:
    assert ids(text) == entities


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("a plant in Fuzhou, and Xiamen, both in Fujian", ["geonames:1810821", "geonames:1790645", "CN-FJ"]),
        ("Nanchang and Fuzhou", ["geonames:1800163", "geonames:1810820"]),
        ("Fuzhou grows; Xiamen and all of Fujian grow, too.", ["geonames:1810821", "geonames:1790645", "CN-FJ"]),
        ("He met the mayor in Ciudad Juarez, Chihuahua.", ["geonames:4013708", "MX-CHH"]),
        ("Iran's Kermanshah and West Azerbaijan provinces", ["IR", "IR-05", "IR-04"]),
        ("the governor of the province of Quirino", ["PH-QUI"]),
        ("Ilocos Sur and Lviv Oblast", ["PH-ILS", "UA-46"]),
        ("the XIII meeting", []),
    ],
)
def test_a_homonym_is_told_by_its_company(text: str, entities: list[str]) -> None:
    assert [n.entity for n in names(text) if n.entity] == entities


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("Firms from Shan-dong came.", "CN-SD"),
        ("They toured Guang-xi by bus.", "CN-GX"),
        ("Firms of YunnanProvince came.", "CN-YN"),
        ("The GifuPrefecture assembly wrote back.", "JP-21"),
    ],
)
def test_a_name_broken_on_the_way_from_a_page_is_whole(text: str, entity: str) -> None:
    assert ids(text) == [entity]


@pytest.mark.parametrize("text", ["an Aichi-ken school", "the Yunnan-funded road"])
def test_a_hyphen_that_belongs_there_stays(text: str) -> None:
    assert [n.printed for n in names(text)] == [text.split()[1].split("-")[0]]


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("a plant of the Province of Pampanga", ["PH-PAM"]),
        ("Russia opened a crossing in Zabaykalskij Krai.", ["RU", "RU-ZAB"]),
        ("Ethiopian and Indian firms have plots in Hawassa.", ["ET", "IN", "geonames:343137"]),
        ("Ho Chi Minh City wrote to Cheju.", ["VN-SG", "KR-49"]),
        ("Indian buyers came from Punjab.", ["IN", "IN-PB"]),
    ],
)
def test_what_the_text_says_of_a_place_tells_which_is_meant(text: str, entities: list[str]) -> None:
    assert ids(text) == entities


@pytest.mark.parametrize(
    "text",
    [
        "Fighters of Islamic State fled Iraq.",
        "In Russia, Border Province is a film.",
        "In Canada, fewer met in Spring.",
    ],
)
def test_a_word_is_no_place_because_a_state_is_named(text: str) -> None:
    assert len(ids(text)) == 1


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("Tomsk and Smolensk Regions of Russia", ["RU-TOM", "RU-SMO", "RU"]),
        ("the Kurgan Region Governor came", ["RU-KGN"]),
        ("the departments of Lot and Gers", ["FR-46", "FR-32"]),
        ("the Akim of Akmola region Erlan Sadyk", ["KZ-11"]),
    ],
)
def test_a_unit_word_of_several_or_of_an_office_counts(text: str, entities: list[str]) -> None:
    assert ids(text) == entities


def test_a_homonym_is_of_the_state_that_the_document_has_named() -> None:
    context = Context()
    names("Indian growers met in Delhi, India.", context)
    assert [n.entity for n in names("Wheat came from Punjab.", context)] == ["IN-PB"]


def test_a_phrase_that_opens_behind_a_dateline_is_no_part_of_a_name() -> None:
    assert [n.printed for n in names("LIMA. At the 4th Andes-Pacific Trade Forum they met.") if n.kind == "Event"] == [
        "4th Andes-Pacific Trade Forum"
    ]


@pytest.mark.parametrize(
    ("text", "entity"), [("a Lagos-based miller", "geonames:2332459"), ("the Osaka-based trader", "geonames:1853909")]
)
def test_the_seat_of_a_firm_is_the_city(text: str, entity: str) -> None:
    assert ids(text) == [entity]
