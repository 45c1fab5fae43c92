"""Spellings of places that no gazetteer has, read only where the text names the state in which they lie.

"Cifu in Japan" is looked up among Japan's units; what the document spells so once, it spells so again.
"""

from __future__ import annotations

import re
from dataclasses import replace

from graph.fold import fold
from graph.gazetteer import Gazetteer
from graph.resolve import Resolver
from ingest.kinds import PLACES
from ingest.names.name import Context, Name
from ingest.spans import is_free
from ingest.words.lexicon import any_of, phrases, unit_nouns, words

_UNIT_WORDS = "|".join(
    form
    for word in sorted(unit_nouns(), key=len, reverse=True)
    if len(word) > 3 and " " not in word
    for form in (word, word.capitalize())
)
UNIT_AFTER = re.compile(  # a capital is no part of what it is the capital of: "the Anhui capital of Hefei"
    r"[\s-]+(?!capital\b)(?P<u>(?:Hui |Zhuang |Uyghur |Uygur )?(?:special |Special )?"
    rf"(?:[Aa]utonomous |[Aa]dministrative |[Mm]etropolitan )?(?:{_UNIT_WORDS}))(?![\w-])"
    rf"(?!\s+{any_of(phrases('behind_unit_nouns'), either_case=True)})"
)
_UNKNOWN = re.compile(
    r"(?<![\w-])(?P<name>[A-ZÀ-Þ][\w’'-]*[a-zà-ÿ](?:\s(?:[A-ZÀ-Þ][\w’'-]*[a-zà-ÿ]|do|del|de|la|da)){0,2})"
    rf"(?P<unit>\s{any_of(phrases('units_of_unknown'), either_case=True)})?"
    r"(?:\s+in\s+|,\s+|\s+of\s+|\s*\()(?:the\s+)?$"
)
_WITH_PLACE = re.compile(r"\s+and\s+(?P<name>[A-ZÀ-Þ][a-zà-ÿ’'-]{2,})(?![\w-])(?!\s+[A-Z])")
_NOT_PLACES = frozenset(["the", "this", "these", "chinese"])
_CAPITALS = r"[A-ZÀ-Þ][\w’'-]*[a-zà-ÿ](?:\s[A-ZÀ-Þ][\w’'-]*[a-zà-ÿ]){0,2}"
# "Zabaikalsky Krai", where the text names Russia: first-level units by their unit words
_WITH_UNIT = re.compile(
    rf"(?<![\w-])(?P<name>{_CAPITALS})[\s-](?P<unit>(?i:{any_of(phrases('first_level_units'))}))(?![\w-])"
)
_THERE = re.compile(rf"\b(?:in|at|near)\s+(?P<name>{_CAPITALS})(?=[.,;:)]|\s+[a-z]|$)")
_FUNCTION = words("function_words")
_NO_NAMES = _FUNCTION | words("general_name_words") | words("before_places") | words("no_unit_names")
_ENGLISH = frozenset(["US", "GB", "AU", "CA", "NZ", "IE", "ZA"])  # their towns bear the names of common things


class Spellings:
    """Finds spellings that only this document has."""

    def __init__(self, gazetteer: Gazetteer, resolver: Resolver) -> None:
        self._gazetteer = gazetteer
        self._resolver = resolver

    def find(self, names: list[Name], text: str, context: Context) -> list[Name]:
        """Spellings that no gazetteer has, right before the state in which they lie: "Cifu in Japan"."""
        found: list[Name] = self._coordinated(names, text, context)
        for state in names:
            if state.kind != "State" or state.demonym:
                continue
            match = _UNKNOWN.search(text, max(0, state.start - 60), state.start)
            if not match or not is_free(*match.span("name"), names + found):
                continue
            stop = match.end("unit") if match["unit"] else match.end("name")
            form = text[match.start("name") : stop]
            decision = self._resolver.resolve(form, country=state.entity)
            entity = self._gazetteer.get(decision.id) if decision.id else None
            if entity is None or entity.id == state.entity or fold(form).split()[0] in ("the", "a", "in"):
                continue
            name = Name(
                match.start("name"), stop, form, form, kind=entity.kind, entity=entity.id, country=entity.country
            )
            context.learned[match["name"]] = name
            found.append(name)
        if _countries(names, 0):
            found += self._by_unit(names + found, text, context)
            found += self._there(names + found, text, context)
        return found + self._learned(names + found, text, context)

    def _by_unit(self, names: list[Name], text: str, context: Context) -> list[Name]:
        """ "Zabaikalsky Krai": a spelling with its unit word, in a text that names the state."""
        found: list[Name] = []
        for match in _WITH_UNIT.finditer(text):
            start, end = match.span()
            if not is_free(start, end, names + found) or _is_plain(match["name"]):
                continue
            for country in _countries(names, start):
                name = self._read(match[0], country, first_level=True)
                if name is not None:
                    context.learned[match["name"]] = name
                    found.append(replace(name, start=start, end=end, printed=match[0]))
                    break
        return found

    def _there(self, names: list[Name], text: str, context: Context) -> list[Name]:
        """ "Hawassa" behind "in", in a text that names Ethiopia: other names of cities, and towns."""
        found: list[Name] = []
        for match in _THERE.finditer(text):
            start, end = match.span("name")
            said = match["name"].lower().split()
            if not is_free(start, end, names + found) or said[0] in _FUNCTION or _NO_NAMES.issuperset(said):
                continue
            for country in _countries(names, start):
                name = self._read(match["name"], country)
                if name is not None:
                    context.learned[match["name"]] = name
                    found.append(replace(name, start=start, end=end, printed=match["name"]))
                    break
        return found

    def _read(self, form: str, country: str, *, first_level: bool = False) -> Name | None:
        """The place of a state that a spelling means: by a name that is known, but for first-level units."""
        decision = self._resolver.resolve(form, country=country)
        entity = self._gazetteer.get(decision.id) if decision.id else None
        if entity is None or entity.kind != "ForeignSNG" or entity.country != country:
            return None
        if first_level and entity.level != "first":
            return None
        if not first_level and decision.method not in ("variant", "exact", "alias", "former"):
            return None
        if country in _ENGLISH and not first_level and not self._gazetteer.find(form):
            return None  # a town of its list of towns
        return Name(0, 0, form, form, kind=entity.kind, entity=entity.id, country=country)

    def _coordinated(self, names: list[Name], text: str, context: Context) -> list[Name]:
        """Spellings that no gazetteer has, in one list with a known place, in a sentence that names their state."""
        found: list[Name] = []
        for match in _WITH_PLACE.finditer(text):
            start, end = match.span("name")
            if not is_free(start, end, names + found) or match["name"].lower() in _NOT_PLACES:
                continue
            beside = [
                n
                for n in names
                if not n.demonym and n.kind in PLACES and (n.end == match.start() or n.start == match.end())
            ]
            if not beside:
                continue
            edge = text.rfind(". ", 0, start) + 1
            states = [
                n for n in names if n.kind == "State" and edge <= n.start < start and n.entity != beside[0].country
            ]
            for state in reversed(states[-3:]):
                decision = self._resolver.resolve(match["name"], country=state.entity)
                entity = self._gazetteer.get(decision.id) if decision.id else None
                if (
                    entity is not None
                    and entity.kind == "ForeignSNG"
                    and decision.method in ("pinyin", "exact", "alias")
                ):
                    name = Name(
                        start,
                        end,
                        match["name"],
                        match["name"],
                        kind=entity.kind,
                        entity=entity.id,
                        country=entity.country,
                    )
                    context.learned[match["name"]] = name
                    found.append(name)
                    break
        return found

    def _learned(self, names: list[Name], text: str, context: Context) -> list[Name]:
        """Spellings that the document used before with their country."""
        found: list[Name] = []
        for spelling, known in context.learned.items():
            if spelling not in text:
                continue
            for match in re.finditer(rf"(?<![\w-]){re.escape(spelling)}(?![\w-])", text):
                unit = UNIT_AFTER.match(text, match.end())
                stop = unit.end("u") if unit else match.end()
                if is_free(match.start(), stop, names + found):
                    found.append(replace(known, start=match.start(), end=stop, printed=text[match.start() : stop]))
        return found


def _is_plain(form: str) -> bool:
    """Whether a word of it is a general one: "Border Province", "Islamic State"."""
    return not _NO_NAMES.isdisjoint(form.lower().replace("-", " ").split())


def _countries(names: list[Name], at: int) -> list[str]:
    """The foreign states of which a text speaks, the one named nearest first."""
    states = [(abs(n.start - at), n.land) for n in names if n.kind in PLACES]
    near = sorted((away, state) for away, state in states if state)  # a region lies in none
    return [state for state in dict.fromkeys(state for _, state in near) if state != "CN"][:3]
