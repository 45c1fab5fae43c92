"""Stated containment: "Gifu, Japan", "Kunming, the capital of Yunnan", "Vietnam's Lao Cai", where the gazetteer agrees.

A text also puts names side by side in lists; so containment is read only where the gazetteer knows that the one place
lies in the other. The container is then no end of other ties of the sentence: it only says where the first place lies.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from graph.gazetteer import Gazetteer
from ingest.kinds import GOVERNED, PLACES
from ingest.names.listed import run_of
from ingest.names.name import Name
from ingest.words.lexicon import any_of, phrases
from ingest.words.numbers import counting

_NAMED_INSIDE = re.compile(r"China\s\((?P<unit>[A-Z][\w ]+)\)\s")
_UNIT = any_of(phrases("places_within"))
_POINT = rf"{any_of(phrases('compass_points'))}[a-z-]*"
_COMPASS = rf"(?:(?:far|upper|lower|the)\s+)?(?:{_POINT}\s+)?{_POINT}"
_ADJ = r"(?:[a-z-]+\s+){0,3}"
_OWNED = r"(?:[A-Z][\w-]+['’]s\s+)?"
_WHERE = rf"(?:{_COMPASS}\s+)?{_OWNED}(?:{_COMPASS}\s+)?"
_PART = any_of(phrases("parts_of_places"))
# "in northern Laos", "at the southern tip of Guangdong", "in the north-east of Cambodia"
_WITHIN = (
    rf"(?:the\s+)?(?:(?:{_COMPASS}|{_ADJ}{_PART})\s+"
    rf"(?:{_PART}\s+)?of\s+(?:the\s+)?)?{_WHERE}"
)
_AHEAD = re.compile(
    rf"""^(?:\s+\([^()]{{1,40}}\)(?=\s*,|\s+(?:in|is|of)\b))?(?:\s+in\s+{_WITHIN}|,\s*(?:(?:both\s+|all\s+)?in\s+)?{_WITHIN}|\s+[–—-]+\s+
    |(?:\s+{_UNIT})?\s*,?\s*\(\s*(?:in\s+)?{_WITHIN}|\s+of\s+(?:the\s+)?
    |,?\s*(?:which\s+is\s+)?(?:\(|,|[–—-])?\s*(?:is\s+)?(?:the|a|an)?\s*{_ADJ}{_UNIT}(?:\s+city)?\s+(?:of|in|at|on)\s+(?:the\s+)?(?:{_ADJ}{_UNIT}\s+of\s+(?:the\s+)?)?{_WITHIN}
    |\s+(?:is|was)\s+(?:one\s+of\s+)?(?:the|a|an)\s+{_ADJ}{_UNIT}\s+(?:of|in)\s+{_WITHIN}
    |,?\s+(?:(?:which\s+)?(?:is|was|lies)\s+)?(?:(?:located|situated|lying)\s+)?(?:in|at|on)\s+(?:the\s+)?(?:{_ADJ})?(?:of\s+)?{_WITHIN})$""",
    re.VERBOSE | re.IGNORECASE,
)
_BEHIND = re.compile(
    rf"""^(?:['’]s?\s+|\s+|['’]s?\s+{_ADJ}{_UNIT}(?:\s+of\s+|\s*,\s*|\s+)|\s+{_ADJ}{_UNIT}\s*(?:,\s*|\s(?:of\s+)?)|\s*[,–—-]\s*
    |\s*\((?:except|excluding|without|including)\s+(?:for\s+)?)$""",
    re.VERBOSE | re.IGNORECASE,
)
_CAPITAL_OF = re.compile(rf"\b{_UNIT}(?:\s+city)?\s+(?:of|in)\s+(?:the\s+)?{_WHERE}$", re.IGNORECASE)
_MANY = any_of(phrases("units_within"))
_UNITS = re.compile(rf"\s+{_MANY}\b")
_UNITS_LIKE = re.compile(
    rf"^\s+(?:{_MANY}|units)"
    r"(?:\s*,?\s*(?:like|such\s+as|including|namely)\s+|\s*(?::|[–—(])\s*)(?:the\s+)?$"
)
_CAPITAL_IS = re.compile(r"^\s*[,–—-]?\s*$")
_THESE = re.compile(r"\b(?:these|those|other)\s+$", re.IGNORECASE)
_AND_OTHERS = re.compile(
    r"^\s*,?\s*(?:and|or|as\s+well\s+as)\s+(?:many\s+|several\s+|some\s+)?other\s+(?:[a-z-]+\s+){1,2}(?:in|of|across|from)\s+(?:the\s+)?$"
)
_A_UNIT_OF = re.compile(
    r"^\s*(?:\(|,|[–—-]|,?\s*which\s+is|is|was|,?\s*(?:both|all))?\s*(?:an?|the|one\s+of\s+the|both|all)\s+(?:[a-z-]+\s+){0,3}$",
    re.IGNORECASE,
)
_ITS_UNIT = re.compile(rf"\s+(?:[a-z-]+\s+){{0,2}}{_UNIT}\b(?!\s+(?:of|like|such|including|and)\b)")
_HOW_MANY = any_of([*counting(2, 5), *phrases("how_many_units")])
_OF_SEVERAL = re.compile(
    rf"^(?:\s*,\s*|\s*\(\s*|\s+)(?:(?:{_HOW_MANY}|\d+)\s+)*{_ADJ}(?:{_MANY}|city|province)\s+(?:of|in)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_FAR = 60  # characters between two places of which nothing is said
_ABBREVIATED = re.compile(r"(?:[A-Z]\.)+[A-Z]$")
_WITH_NOUN = re.compile(rf"\s{any_of(phrases('nouns_with_of'))}$")  # "the Jiangsu city of Suzhou"
_OF = re.compile(r"\s+(?:of\s+)?(?:the\s+)?|\s*,\s*")
# "the provincial capital, Wuhan", "Its capital is Taiyuan": the unit was named before
_CAPITAL = rf"\b(?P<of>(?:the\s+)?{any_of(phrases('levels_of_capitals'))}\s+(?:capital|seat)|its\s+capital)(?:\s+city)?"
_CAPITAL_BEFORE = re.compile(rf"{_CAPITAL}(?:\s+(?:is|was|of))?\s*[,(–—:]?\s*$", re.IGNORECASE)
_CAPITAL_AFTER = re.compile(rf"\s*[,(–—]\s*{_CAPITAL}", re.IGNORECASE)
# "Its partner in Germany is Hesse", "its sister provinces in Laos are ..."
_PARTNER_THERE = re.compile(
    rf"\b(?:{any_of(phrases('partners_there'))}|{_UNIT})s?\s+(?:{_UNIT}s?\s+)?(?:in|from)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
# "of China's Xinjiang", "of the US state of Missouri"
_JOINED = re.compile(rf"['’]s\s+(?:{_COMPASS}\s+)?|\s+{any_of(phrases('units_described'))}\s+of\s+(?:the\s+)?")
_IS = re.compile(r"\s+(?:is|are|was|were|has\s+been|have\s+been)\s+(?:the\s+)?(?:[a-z]+\s+of\s+)?")


@dataclass(frozen=True, slots=True)
class Contained:
    """That the text says of `inner` that it lies in `outer`."""

    inner: Name
    outer: Name
    pattern: str


class Containment:
    """Reads stated containment from the names of a sentence."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def lies_in(self, inner: Name, outer: Name) -> bool:
        """Whether the gazetteer knows that the first place lies in the second."""
        if (
            not inner.entity
            or not outer.entity
            or inner.entity == outer.entity
            or not {inner.kind, outer.kind} <= PLACES
        ):
            return False
        above = self._gazetteer.ancestors(inner.entity)
        entity = self._gazetteer.get(inner.entity)
        return outer.entity in above or (
            outer.kind == "State" and entity is not None and entity.country == outer.entity
        )

    def read(self, text: str, names: list[Name], earlier: Sequence[Name] = ()) -> list[Contained]:
        """The containments that a sentence states; names have offsets in `text`.

        `earlier` are the places named before it: one of them is meant by "the provincial capital".
        """
        found = self._projects(text, names)
        places = [n for n in names if n.kind in GOVERNED and _is_told(n) and (not n.anaphor or _owns(text, n))]
        found += self._capitals(text, places, earlier)
        for at, first in enumerate(places[:-1]):
            second = self._owned(text, places, at)
            between = text[first.end : second.start]
            if second is not places[at + 1] and self.lies_in(places[at + 1], first):
                found.append(Contained(places[at + 1], first, "aside"))
            if between.startswith(".") and _ABBREVIATED.search(first.printed):
                between = between[1:]  # the last dot of "U.S."
            if (
                second.demonym
                and _THESE.search(text[max(0, second.start - 12) : second.start])
                and _UNITS.match(text, second.end)
            ):
                found += [Contained(n, second, "these") for n in places[: at + 1] if self.lies_in(n, second)]
            found += self._told_between(text, places, at, second, between) if len(between) <= _FAR else []
        return found

    def _told_between(self, text: str, places: list[Name], at: int, second: Name, between: str) -> list[Contained]:
        """What stands between a place and a `second` one says of these, and of what is listed beside the inner one."""
        first = places[at]
        if self.lies_in(first, second) and (how := self._lies_ahead(text, second, between)):
            return [Contained(first, second, how), *self._rest_of_list(text, places, at, second)]
        if self.lies_in(second, first) and (how := self._lies_behind(text, first, second, between)):
            return [Contained(second, first, how), *self._list_after(text, places, at + 1, first)]
        return []

    def _lies_ahead(self, text: str, outer: Name, between: str) -> str:
        """How the text says that the place ahead lies in `outer`; "" where it does not."""
        if not outer.demonym and _AND_OTHERS.match(between):
            return "and others"
        if not outer.demonym and self._ahead(text, outer, between):
            return "in"
        if _OF_SEVERAL.match(between):
            return "of several"
        return "a unit of" if _A_UNIT_OF.match(between) and _ITS_UNIT.match(text, outer.end) else ""

    def _lies_behind(self, text: str, outer: Name, inner: Name, between: str) -> str:
        """How the text says that the place behind lies in `outer`; "" where it does not."""
        if _PARTNER_THERE.search(text, 0, outer.start) and _IS.fullmatch(between):
            return "partner in"
        if self._behind(text, outer, inner, between):
            return "possessive"
        return "such as" if outer.kind == "State" and _UNITS_LIKE.match(between) else ""

    def _owned(self, text: str, places: list[Name], at: int) -> Name:
        """The next place; in "Urumqi, capital of China's Xinjiang" the last of the two, which the first one owns."""
        second = places[at + 1]
        if at + 2 < len(places):
            third = places[at + 2]
            joined = second.kind == "State" and _JOINED.fullmatch(text, second.end, third.start)
            aside = text[places[at].end : second.start].strip() == "(" and text.startswith(")", second.end)
            if (joined and self.lies_in(third, second)) or (aside and not self.lies_in(places[at], second)):
                return third
        return second

    @staticmethod
    def _ahead(text: str, outer: Name, between: str) -> bool:
        """Whether what stands between a place and its container says so; "Jalisco Mexico" has nothing between."""
        if not between.strip():
            return outer.kind == "State" and not re.match(r"\s+[A-Z]|['’]", text[outer.end : outer.end + 2])
        return bool(_AHEAD.match(between))

    def _capitals(self, text: str, places: list[Name], earlier: Sequence[Name]) -> list[Contained]:
        """ "Harbin, the provincial capital": in the unit named before in which it lies."""
        found: list[Contained] = []
        if "capital" not in text and " seat" not in text:
            return found
        for at, place in enumerate(places):
            said = _CAPITAL_BEFORE.search(text, max(0, place.start - 60), place.start)
            said = said or _CAPITAL_AFTER.match(text, place.end)
            around = [*earlier, *places[:at]] if said else []
            fitting = [n for n in reversed(around) if not n.demonym and self.lies_in(place, n)]
            outer = min(fitting, key=lambda n: n.kind == "State", default=None)  # a province rather than its state
            if said and outer is not None:
                start, end = said.span("of")
                shown = replace(outer, start=start, end=end, printed=text[start:end], anaphor=True)
                found.append(Contained(place, shown, "capital"))
        return found

    def _unit(self, printed: str) -> Name | None:
        """The one province that a name may mean."""
        known = [self._gazetteer.get(entry.entity_id) for entry in self._gazetteer.find(printed)]
        units = {e.id: e for e in known if e is not None and e.kind == "Province"}
        if len(units) != 1:
            return None
        (unit,) = units.values()
        return Name(0, 0, printed, printed, kind=unit.kind, entity=unit.id, country=unit.country)

    def _projects(self, text: str, names: list[Name]) -> list[Contained]:
        """ "Ningbo Port in Zhejiang", "China (Hainan) Free Trade Port": where a named project lies."""
        found: list[Contained] = []
        for project in names:
            inside = _NAMED_INSIDE.match(project.printed) if project.kind == "Project" and not project.anaphor else None
            place = self._unit(inside["unit"]) if inside else None
            if inside and place is not None:
                start = project.start + inside.start("unit")
                outer = replace(place, start=start, end=start + len(place.printed))
                found.append(Contained(project, outer, "in its name"))
        for first, second in pairwise(names):
            there = second.kind in PLACES - {"Region"} and not second.demonym and not second.anaphor
            joined = re.fullmatch(r"\s+in\s+(?:the\s+)?", text[first.end : second.start])
            if first.kind == "Project" and there and joined:
                found.append(Contained(first, second, "project in"))
        return found

    def _behind(self, text: str, outer: Name, inner: Name, between: str) -> bool:
        if _WITH_NOUN.search(outer.printed) and _OF.fullmatch(between):
            return True
        if outer.kind != "State" and between.strip() == "(":
            return True  # "Fujian (Xiamen)"; of a state its members may stand there: "China (Yunnan and Guangxi)"
        if outer.demonym:
            return bool(re.fullmatch(rf"\s+(?:{_ADJ}{_UNIT},?\s+(?:of\s+)?)?", between, re.IGNORECASE))
        if _CAPITAL_OF.search(text[max(0, outer.start - 30) : outer.start]) and _CAPITAL_IS.match(between):
            return True
        return (
            bool(_BEHIND.match(between))
            and not re.fullmatch(r"\s*,\s*", between)
            and (bool(between.strip()) or inner.start - outer.end == 1)
        )

    def _list_after(self, text: str, places: list[Name], first: int, outer: Name) -> list[Contained]:
        """ "two cities of Guangxi, Guilin and Hechi": the names after the first of the list lie there, too."""
        return self._inside(run_of(text, places[first:])[1:], outer)

    def _rest_of_list(self, text: str, places: list[Name], last: int, outer: Name) -> list[Contained]:
        """ "Shenzhen, Zhuhai and Shantou in Guangdong": the names before in the same list lie there, too."""
        return self._inside(run_of(text, places[last::-1])[1:], outer)

    def _inside(self, listed: list[Name], outer: Name) -> list[Contained]:
        """Those of a list, up to the first that does not lie there."""
        return [Contained(name, outer, "list") for name in takewhile(lambda name: self.lies_in(name, outer), listed)]


def _is_told(name: Name) -> bool:
    """Whether a name says where it is itself; an organ does where it ends with its place, "Government of Hebei"."""
    return not name.stands_for or (not name.person and name.printed.endswith(f" {name.form}"))


def _owns(text: str, name: Name) -> bool:
    """Whether an expression for a place is followed by what it owns: "the province's Tongjiang"."""
    return text.startswith(("'s", "’s"), name.end)


def states_part_of(found: Contained) -> bool:
    """Whether a containment makes a PART_OF statement: unit in province or state, a zone in its unit."""
    if found.inner.kind == "Province":
        return False
    if found.inner.kind == "Project":
        return found.outer.kind != "State"  # a port is a province's; what a firm built in a state is no part of it
    if found.inner.kind == "LocalGovernment":
        return found.outer.kind in ("Province", "LocalGovernment", "State")
    return found.inner.kind == "ForeignSNG" and found.outer.kind in ("State", "ForeignSNG")
