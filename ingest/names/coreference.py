"""What an expression ("the province", "the two sides", "the conference") stands for among what was named before.

The antecedent is the nearest fitting place of the paragraph, then the topic of the section, then what the paragraph
before spoke of. Pronouns are resolved later, in the parsed sentence.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from ingest.kinds import PLACES, UNITS
from ingest.names.anaphors import BODY_NOUNS, FIRM_NOUNS, Anaphor
from ingest.names.capitals import capital_of
from ingest.names.name import Context, Name
from ingest.names.spoken_of import FAR, FIRST_LEVEL, UNIT_WORDS, SpokenOf, as_anaphor, peers
from ingest.words.lexicon import any_of, head_nouns, phrases, words

_NO_MEETINGS = words("no_meetings")
_ANY_EVENT = phrases("any_event")
_PARTS = frozenset(phrases("parts_of_events"))
_OF_THESE = re.compile(r"(?<=s)\s+of\s+(?:the\s+)?")
_DESCRIBED = re.compile(
    rf"\s+(?:[Ii]sland\s+)?({any_of(phrases('units_described'))})\b(?!['’]s\b)"
    rf"(?!,?\s+(?:{any_of(phrases('behind_no_description'))}|[A-Z]\w+)\b)"
)
_LIST_GAP = 16  # characters between the members of a list, with "Province," and "and"


class Antecedents(SpokenOf):
    """Finds what an expression stands for among the names read so far."""

    def resolve(self, anaphor: Anaphor, before: list[Name], context: Context, text: str) -> list[Name]:
        """The names that the expression in `text` stands for, with its own span: one, two, or none."""
        if anaphor.what == "central":
            return self._central(anaphor, before, context)
        if anaphor.count > 2 or not anaphor.count:
            return self._several(anaphor, before)
        if anaphor.count == 2:
            met = self.met_by_topic(anaphor, before, context, text)
            return met or self._pair(anaphor, before) or self._pair(anaphor, self._two_told(context))
        if anaphor.what in BODY_NOUNS:
            body = _body(anaphor.what, before, context.bodies, anaphor.named)
            if body is None and anaphor.what in FIRM_NOUNS and anaphor.what != "group" and not anaphor.named:
                body = context.firm
            return [as_anaphor(body, anaphor)] if body is not None else []
        if anaphor.what in ("counterpart", "its neighbour"):
            return self._other_of_two(anaphor, before)
        if anaphor.what in ("former", "latter"):
            return self._of_two(anaphor, before)
        owner = self.called_after(anaphor, before, context, text)
        if owner is not None:
            return [as_anaphor(owner, anaphor)]
        fitting = [n for n in before if self.fits(n, anaphor.what)]
        if fitting:
            return [as_anaphor(self.spoken_of(fitting, anaphor, context, text), anaphor)]
        if context.topic and self.fits(context.topic, anaphor.what):
            return [as_anaphor(context.topic, anaphor)]
        for name in reversed(context.carried):
            if self.fits(name, anaphor.what):
                return [as_anaphor(name, anaphor)]
        return []

    def described(self, text: str, names: list[Name]) -> list[Name]:
        """The names, with "the African nation", "the Canadian province" standing for the last one named before."""
        out: list[Name] = []
        states = {n.start for n in names if n.kind == "State" and not n.demonym}
        for name in sorted(names, key=lambda n: (n.start, n.end)):
            if name.kind == "Region" and (of := _OF_THESE.match(text, name.end)) and of.end() in states:
                continue  # "the African countries of Togo and Benin": these
            unit = _DESCRIBED.match(text, name.end) if name.demonym or name.kind == "State" else None
            lead = re.search(r"\b[Tt]he\s+$", text[max(0, name.start - 6) : name.start]) if unit else None
            if unit and lead:
                what = " ".join(unit[1].lower().split())
                known = [n for n in out if n.end <= name.start and self._is_called(n, what) and self._is_of(n, name)]
                if known:
                    start = name.start - len(lead[0])
                    out.append(as_anaphor(known[-1], Anaphor(start, unit.end(1), text[start : unit.end(1)], what)))
                    continue
            out.append(name)
        return out

    def _is_called(self, name: Name, what: str) -> bool:
        """Whether an adjective may name the place with the noun: it says of which state, so the noun may be loose."""
        if what == "capital":
            return name.kind in PLACES and not name.demonym and capital_of(name.form) == name.country
        return self.fits(name, "unit" if what in ("state", "region") else what)

    def _is_of(self, place: Name, owner: Name) -> bool:
        """Whether a place is of the state or region that an adjective names."""
        if owner.kind == "State":
            return place.kind != "State" and place.country == owner.entity
        return place.kind == "State" and place.entity != owner.entity

    def _central(self, anaphor: Anaphor, before: list[Name], context: Context) -> list[Name]:
        country = context.country
        if "Chinese" in anaphor.printed:
            country = "CN"
        entity = self._gazetteer.get(country) if country else None
        if entity is None or (before and before[-1].end >= anaphor.start - 1 and not before[-1].anaphor):
            return []
        return [
            Name(
                anaphor.start,
                anaphor.end,
                anaphor.printed,
                entity.name,
                kind="State",
                entity=entity.id,
                anaphor=True,
                stands_for=True,
            )
        ]

    def _of_two(self, anaphor: Anaphor, before: list[Name]) -> list[Name]:
        """ "the former" and "the latter" of the two places that the text named last."""
        cut = min((n.start for n in before if n.printed.lower() == "the former"), default=anaphor.start)
        told = [n for n in before if n.end <= cut and not n.anaphor]
        two = self._pair(replace(anaphor, what="side"), told)
        return [two[0 if anaphor.what == "former" else 1]] if len(two) == 2 else []

    def _other_of_two(self, anaphor: Anaphor, before: list[Name]) -> list[Name]:
        """ "Its neighbour", where the text told of two places of two lands: the one whose it is not."""
        near = [n for n in before if anaphor.start - n.end <= FAR and n.kind in PLACES and not n.demonym]
        two = list({n.key: n for n in near if n.kind != "Region"}.values())
        if len(two) != 2 or two[0].land == two[1].land:
            return []
        owner = near[-1] if anaphor.what == "its neighbour" else two[0]  # whose: the clause says, else who was first
        return [as_anaphor(next(n for n in two if n.key != owner.key), anaphor)]

    def _two_told(self, context: Context) -> list[Name]:
        """The places of the paragraph before where it spoke of just two."""
        told = {n.key: n for n in context.carried if self.fits(n, "side")}
        return list(told.values()) if len(told) == 2 else []

    def _pair(self, anaphor: Anaphor, before: list[Name]) -> list[Name]:
        what = anaphor.what if anaphor.what in UNIT_WORDS else "side"
        found = self._last_two(what, before)
        if not found and anaphor.what in FIRST_LEVEL:
            found = self._last_two("unit", before)  # "both provinces": a province and what elsewhere is called a state
        states = what in UNIT_WORDS and UNIT_WORDS[what].kind == "State"
        meant = found if states else _units_of(found, before)  # "the two countries" are the states themselves
        return [as_anaphor(n, anaphor) for n in reversed(meant)]

    def _last_two(self, what: str, before: list[Name]) -> list[Name]:
        """The last two places of one rank, the later first; none where a third one makes it doubtful whom they face."""
        found: list[Name] = []
        for name in reversed(before):
            fits = self._is_first_level(name) if what == "unit" else self.fits(name, what)
            if not fits or any(name.entity == f.entity for f in found):
                continue
            if what == "side" and found and not peers(name, found[0]):
                continue
            if found and found[-1].start - name.end > FAR:
                break
            if len(found) < 2:
                found.append(name)
            else:  # "Dalian became a sister of Vladivostok and Tomsk. The two sides ..."
                listed = found[1].end < found[0].start <= found[1].end + 6
                third = listed and name.end < found[1].start <= name.end + 6  # "with A, B and C. Both sides ..."
                abroad = listed and found[0].land == found[1].land != name.land
                return [] if third or abroad or _list_more(found, before) else found
        return found if len(found) == 2 and not _list_more(found, before) else []

    def _is_first_level(self, name: Name) -> bool:
        plain = not name.demonym and name.entity is not None and name.kind in ("Province", "ForeignSNG")
        return plain and self._gazetteer.level(name.entity or "") == "first"

    def _several(self, anaphor: Anaphor, before: list[Name]) -> list[Name]:
        """The members of the last list of as many places, "the three cities", or of the last one, "these cities"."""
        units = anaphor.what in FIRST_LEVEL
        what = anaphor.what if anaphor.what in UNIT_WORDS and not units else "side"
        told = [n for n in before if self.fits(n, what) and not n.anaphor and not (units and n.kind == "State")]
        runs: list[list[Name]] = []
        for name in told:
            last = runs[-1][-1] if runs else None
            if last and (name.kind == "State") == (last.kind == "State") and _gap(last, name, before) <= _LIST_GAP:
                runs[-1].append(name)
            else:
                runs.append([name])
        if not anaphor.count:
            near = runs[-1] if runs and anaphor.start - runs[-1][-1].end <= FAR else []
            return [as_anaphor(n, anaphor) for n in {n.key: n for n in near}.values()] if len(near) > 1 else []
        fitting = [run for run in runs if len({n.key for n in run}) == len(run) == anaphor.count]
        return [as_anaphor(n, anaphor) for n in fitting[-1]] if fitting else []


def _list_more(two: list[Name], before: list[Name]) -> bool:
    """ "offices in New York, Chicago and Tokyo": two of three are not "the two regions", whatever their rank."""
    chain = [n for n in before if two[1].start <= n.start <= two[0].start and n.kind in PLACES and not n.demonym]
    return len(chain) > 2 and all(b.start - a.end <= 6 for a, b in pairwise(chain))


def _body(what: str, before: list[Name], earlier: tuple[Name, ...], capital: bool) -> Name | None:
    """The body that a noun means: the last of that name; else the last of its kind, in the same paragraph only.

    `earlier` are those of the paragraphs before: there the name itself must have the noun, as it must if that has a
    `capital`.
    """
    named = re.compile(rf"\b{what.removesuffix('s')}s?\b", re.IGNORECASE)
    for names in (before, earlier):
        fitting = [n for n in names if n.kind in BODY_NOUNS[what] and (n.person or not n.stands_for)]
        fitting = [n for n in fitting if _is_such(n, what) and (what not in _PARTS or takes_place(n))]
        same = [n for n in fitting if named.search(n.form)]
        if same:
            return same[-1] if not capital or " " in same[-1].form else None
        if fitting and not capital and (names is before or (what in _ANY_EVENT and takes_place(fitting[-1]))):
            return fitting[-1]
    return None


def _is_such(name: Name, what: str) -> bool:
    """Whether an event may be called so: an expo is an event, but no meeting."""
    return what != "meeting" or name.form.rsplit(" ", 1)[-1].lower() not in _NO_MEETINGS


def takes_place(name: Name) -> bool:
    """Whether a body is one that takes place: an event, or a mechanism called forum, meeting and the like."""
    last = name.form.rsplit(" ", 1)[-1].lower()
    return name.kind == "Event" or any(noun.kind == "Event" for noun in head_nouns().get(last, ()))


def _gap(one: Name, other: Name, names: list[Name]) -> int:
    """The characters between two names that belong to none: "A in Japan, B in Chile" are members of one list."""
    inside = (n for n in names if one.end <= n.start and n.end <= other.start)
    return other.start - one.end - sum(n.end - n.start for n in inside)


def _units_of(states: list[Name], before: list[Name]) -> list[Name]:
    """The last two units where two states only say where these lie: "Toyama ... Primorsky Krai, a region of Russia"."""
    units = list({n.key: n for n in reversed(before) if n.kind in UNITS}.values())[:2]
    return units if {n.country for n in units} == {n.entity for n in states} else states
