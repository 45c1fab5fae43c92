"""Which of several bearers of a place's name is meant: that in the place around, beside others, or named before."""

from __future__ import annotations

import re

from graph.fold import fold
from graph.gazetteer import Gazetteer
from graph.matcher import Hit
from graph.model import Entity
from graph.resolve import Resolver
from graph.unit_words import strip_unit
from ingest.names.around import containers, has_cue, in_company, is_lesser, neighbours, peer_of
from ingest.names.name import Context
from ingest.words.lexicon import any_of, phrases, words

_BARE = re.compile(  # with such a word a name needs no other cue
    rf"^(?:the\s+)?{any_of(phrases('units_sure_ahead'))}\s+of\s+(?:the\s+)?|\s+{any_of(phrases('units_sure_behind'))}$",
    re.IGNORECASE,
)
# "Shelby County" is not the town of Shelby; "Gyeongju City" may be written of what a list has as Gyeongju.
_AREAS = words("unlisted_units") - {*phrases("small_towns")}

_Found = tuple[str, str | None, str | None]  # entity id, and the container or the country by which it was found


class Bearers:
    """Chooses among those who bear a name; the document's memory is in the context."""

    def __init__(self, gazetteer: Gazetteer, resolver: Resolver) -> None:
        self._gazetteer = gazetteer
        self._resolver = resolver

    def learn_bare(self, printed: str, entity: str, context: Context) -> None:
        """After "the State of Washington" a bare "Washington", which alone could mean several, is the state."""
        bare = _BARE.sub("", printed)
        if bare != printed and bare and self._resolver.resolve(bare).id is None:
            context.seen.setdefault(fold(bare), entity)

    def decide(
        self, at: int, form: str, end: int, hits: list[Hit], plain: list[str | None], text: str, context: Context
    ) -> _Found | None:
        """Who is meant, and by which hint; None where nobody can tell.

        `form` is the name with its unit word, up to `end` in the `text`; `plain` has what each of the `hits`, of which
        this one stands `at` its place, means by itself.
        """
        hit = hits[at]
        around = containers(at, end, hits, plain, text)
        for container in around:
            found = self._within(form, hit.printed, container)
            if found and not self._rather_state(plain[at], found[0]):
                return found
        if form == hit.printed and (peer := peer_of(self._gazetteer, at, hits, plain, text)) is not None:
            return peer.id, None, peer.country
        known = context.seen.get(fold(hit.printed))
        if known and form == hit.printed:
            entity = self._gazetteer.get(known)
            inside = entity.parent if entity and entity.kind not in ("State", "Region", "Province") else None
            return known, inside, None
        decision = self._resolver.resolve(form)
        small = hit.cue and form == hit.printed and not _BARE.search(form) and is_lesser(self._gazetteer, decision.id)
        if decision.id and (not small or (not around and has_cue(hit, hits, text))):
            return decision.id, None, None
        several = bool(decision.candidates) and form == hit.printed
        return (
            self._by_neighbours(at, form, hits, plain, text)
            or (self._by_states(hit, plain, context) if several else None)
            or self._by_itself(hit, form, decision.method, context)
        )

    def _by_neighbours(self, at: int, form: str, hits: list[Hit], plain: list[str | None], text: str) -> _Found | None:
        """That in the country of the units which stand in one list with it."""
        for neighbour in neighbours(at, hits, plain, text):
            entity = self._gazetteer.get(neighbour)
            if entity is None or entity.kind == "State" or not entity.country:
                continue
            found = self._within(form, hits[at].printed, entity.country)
            if found:
                return found
        return None

    def _by_states(self, hit: Hit, plain: list[str | None], context: Context) -> _Found | None:
        """That in a state which the sentence or the document names."""
        company = None if hit.cue else in_company(self._gazetteer, hit, plain)
        unit = company or self._in_states_named(hit, context)
        return (unit.id, unit.parent, None) if unit else None

    def _by_itself(self, hit: Hit, form: str, method: str, context: Context) -> _Found | None:
        """The only one who bears the name, or that in the document's own country."""
        meant = {e.entity_id for e in hit.entries}
        if len(meant) == 1 and not hit.cue and method == "unresolved":
            return meant.pop(), None, None  # "the state of Washington", where the name alone may mean others
        if context.country and (form != hit.printed or not hit.cue):
            return self._within(form, hit.printed, context.country)
        return None

    def _in_states_named(self, hit: Hit, context: Context) -> Entity | None:
        """Of the states' units that bear a name the one whose state the document has named: "Punjab" after "India"."""
        bearers = [self._gazetteer.get(e.entity_id) for e in hit.entries if e.type in ("name", "alias")]
        units = [e for e in bearers if e is not None and e.level == "first"]
        named = [e for e in units if e.country in context.seen.values()]
        return named[0] if len(units) > 1 and len(named) == 1 else None

    def _rather_state(self, plain: str | None, found: str) -> bool:
        """Whether a name means the state that it mostly means: "China, Japan" names no town."""
        return plain is not None and self._gazetteer.entity_kind(plain) == "State" and found.startswith("geonames:")

    def _within(self, form: str, printed: str, container: str) -> _Found | None:
        entity = self._gazetteer.get(container)
        if entity is None:
            return None
        unit = form[len(printed) :].strip(" -").lower()
        forms = [form, printed] if unit and unit not in _AREAS else [form]
        if "CN" in (entity.id, entity.country):
            forms.append(strip_unit(fold(form))[0])  # "Hekou district" for Hekou County
        for wanted in forms:
            if entity.kind == "State":
                found = self._resolver.resolve(wanted, country=entity.id)
                if found.id and found.id != entity.id:
                    return found.id, None, entity.id
            else:
                found = self._resolver.resolve(wanted, within=entity.id)
                if found.id and found.id != entity.id:
                    return found.id, entity.id, None
        return None
