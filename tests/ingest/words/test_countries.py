"""Countries as tables print them."""

from __future__ import annotations

import pytest

from ingest.words.countries import country_name, country_of


@pytest.mark.parametrize(
    ("text", "code", "within"),
    [
        ("JP", "JP", None), ("JPN", "JP", None), ("the_United_States", "US", None), ("Côte d’Ivoire", "CI", None),
        ("Republic of Ireland", "IE", None), ("Scotland", "GB", "GB-SCT"), ("Taiwan_(Republic_of_China)", "TW", None),
        ("Zaire", "CD", None), ("USSR", "SUHH", None), ("SUHH", "SUHH", None), ("Kazakhstah", "KZ", None),
        ("Guinea-Bissau", "GW", None), ("Guinea", "GN", None), ("Niger", "NE", None), ("Dominica", "DM", None),
    ],
)  # fmt: skip
def test_countries(text: str, code: str, within: str | None) -> None:
    found = country_of(text)
    assert found is not None
    assert (found.code, found.within) == (code, within)


@pytest.mark.parametrize("text", ["Congo", "Korea", "America", "NaN", "", "QQ", "jp", "Atlantis"])
def test_what_means_two_countries_or_none_is_none(text: str) -> None:
    assert country_of(text) is None


def test_every_code_has_a_name_that_means_it() -> None:
    for code in ("TZ", "CD", "CG", "KP", "KR", "GQ", "PG", "XK"):
        name = country_name(code)
        assert name is not None
        found = country_of(name)
        assert found is not None
        assert found.code == code
