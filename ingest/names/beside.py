"""What stands right beside a place in a text and tells what it is: unit words, governors, mayors, other offices."""

from __future__ import annotations

import re

from graph.matcher import Hit
from ingest.words.forms import inflected
from ingest.words.lexicon import any_of, many_units, offices, phrases, words

# "Vice Governor of Henan Li Wei", "President of the Republic of Tatarstan ...": after such an office a person's name
# may follow its place; of its state, too: "Governor of east China's Fujian Province Li Wei".
_OF_OFFICE = re.compile(
    rf"\b{any_of(phrases('heads_of_units'))}\s+(?:of|in)\s+(?:the\s+)?"
    r"(?:(?:[a-z]+\s+)?[A-Z][a-z]+['’]s\s+(?:[a-z]+\s+){0,2})?$"
    rf"|\b{any_of(phrases('heads_by_unit'))}\s+of\s+the\s+{any_of(phrases('units_of_heads'))}\s+of\s+$",
    re.IGNORECASE,
)
_PROPER = r"[A-Z][\w'’-]*(?:\s+[A-Z][\w'’-]*){0,2}"
_UNITS = rf"(?P<units>(?i:{any_of(many_units())}))"
_UNITS_AFTER = re.compile(rf"(?:\s*,\s+{_PROPER}){{0,20}}(?:\s*,?\s+and\s+{_PROPER})?\s+{_UNITS}\b")
_UNIT_BEFORE = re.compile(rf"\b(?P<unit>{any_of(phrases('unit_before_name'))})\s+of\s+$", re.IGNORECASE)
_UNITS_BEFORE = re.compile(rf"\b{_UNITS}\s+of\s+(?:the\s+)?(?:{_PROPER}(?:\s*,\s*(?:and\s+)?|\s+and\s+))*$")
_GOVERNOR_NEXT = re.compile(
    rf"(?:['’]s)?\s+(?:{any_of(phrases('governed_units'), either_case=True)}\s+)?"
    r"(?:(?:[Vv]ice|[Dd]eputy)[\s-])?[Gg]overnor\b"
)
_CALLED = re.compile(rf"\s*,\s+an?\s+(?:[A-Za-z]+\s+){{0,2}}(?P<unit>city|{any_of(phrases('first_level_units'))})\b")
_MAYOR_AHEAD = re.compile(r"\bmayors?\s+of\s+$", re.IGNORECASE)
_MAYOR_NEXT = re.compile(r"(?:['’]s)?\s+(?:(?:vice|deputy)[\s-])?mayor\b", re.IGNORECASE)
_PORTFOLIO = re.compile(
    rf"(?:\s+(?i:{any_of(words('portfolios') | {'and', '&'})}))+\s+(?:[Dd]eputy\s+|[Vv]ice\s+)?"
    rf"(?i:{any_of(words('holds_portfolios'))})\b"
)
_POST = re.compile(
    rf"(?:['’]s)?(?:\s+(?i:{any_of(phrases('before_posts'))}))*\s+(?i:{any_of(phrases('posts_abroad'))})"
    r"(?=\s+(?:[a-z]+\s+){0,2}in\s+[A-Z])"
)
_PARTNER = rf"{any_of(phrases('partners_there'))}(?:[\s-]+{any_of(inflected(phrases('what_partners_have')))})+"
_PARTNER_AHEAD = re.compile(
    rf"\b(?:{_PARTNER}\b[^.;:A-Z]{{0,30}}?\s(?:with|of|to|between|and)|twinned\s+with|delegations?\s+(?:from|of|to))\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_PARTNER_NEXT = re.compile(
    rf"\s+(?:City\s+Council\b|(?:and\s+{_PROPER}\s+{any_of(phrases('partners_do'))}|(?:is|was|became|are|were|have\s+been))"
    rf"\s[a-z ]{{0,25}}?\b{_PARTNER})"
)
_SINGULAR = {many: one.capitalize() for many, one in many_units().items()}


def unit_before(hit: Hit, text: str) -> str | None:
    """ "Province" of "the province of Ilocos Sur"."""
    unit = _UNIT_BEFORE.search(text, max(0, hit.start - 30), hit.start)
    return unit["unit"].capitalize() if unit else None


def shared_unit(hit: Hit, text: str) -> str | None:
    """ "Province" of "Hunan and Hubei provinces", "the provinces of Hunan and Hubei"."""
    units = _UNITS_AFTER.match(text, hit.end) or _UNITS_BEFORE.search(text, max(0, hit.start - 80), hit.start)
    return _SINGULAR[units["units"].lower()] if units else None


def called(hit: Hit, text: str) -> str | None:
    """ "Province" of "Bolzano, an Italian province"."""
    unit = _CALLED.match(text, hit.end)
    return unit["unit"].capitalize() if unit else None


def has_governor(hit: Hit, text: str) -> bool:
    """Whether a governor of the place follows: "Kisii Governor"."""
    return _GOVERNOR_NEXT.match(text, hit.end) is not None


def has_mayor(hit: Hit, text: str) -> bool:
    """Whether it has a mayor: "the mayor of Chiang Mai", "Chiang Mai Mayor"."""
    ahead = _MAYOR_AHEAD.search(text, max(0, hit.start - 20), hit.start)
    return ahead is not None or _MAYOR_NEXT.match(text, hit.end) is not None


def has_minister(hit: Hit, text: str) -> bool:
    """Whether a minister of the place follows with his portfolio: "Queensland Trade Minister"."""
    return _PORTFOLIO.match(text, hit.end) is not None


def post_behind(text: str, at: int) -> int | None:
    """Where the post ends that a unit has abroad, right behind its name: "the Quebec Government Office in Tokyo"."""
    post = _POST.match(text, at)
    return post.end() if post else None


def has_partner(hit: Hit, text: str) -> bool:
    """Whether it is told of as a town with partners: "a sister city of Rotorua", "a delegation from Rotorua"."""
    ahead = _PARTNER_AHEAD.search(text, max(0, hit.start - 70), hit.start)
    return ahead is not None or _PARTNER_NEXT.match(text, hit.end) is not None


def behind_office(hit: Hit, text: str) -> bool:
    """Whether an office of it stands in front, so that a person's name may follow: "Vice Governor of Henan Li Wei"."""
    return _OF_OFFICE.search(text, max(0, hit.start - 60), hit.start) is not None


def after_office(hit: Hit, text: str, hits: list[Hit]) -> bool:
    """ "Governor of Kobe Miyazaki": a name right after an office and its place is a person's."""
    for other in hits:
        if other.end < hit.start and text[other.end : hit.start] == " ":
            office = re.search(r"(\w+)\s+of\s+$", text[max(0, other.start - 40) : other.start])
            return bool(office and offices().get(office[1].lower()) == "person")
    return False
