"""Names that are nearly right: misspelt units of a known country, and names back-translated from Chinese.

Only within a stated foreign country and only for its first-level units; China's provinces never.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from graph.fold import fold
from graph.gazetteer import Gazetteer
from graph.identity import canonical_id
from graph.model import Candidate

_RATIO = 80.0  # measured: 44 of 50 right and none wrong; 75 lets Haute-Normandie pass for Haute-Marne
_MARGIN = 5.0
_SHORTEST = 7  # letters; a shorter name is one slip away from too many others (Nagayo, Nagano)
_HEARD = (
    *(("ph", "f"), ("ck", "k"), ("qu", "k"), ("c", "k"), ("q", "k"), ("x", "s")),
    *(("z", "s"), ("h", ""), ("v", "w"), ("y", "i"), ("l", "r")),
)
_CHINESE = frozenset(("CN", "HK", "MO", "TW"))


@dataclass(frozen=True, slots=True)
class Near:
    """A near name: whose, how it was found (`fuzzy`, `pinyin`, `sound`), score from 0 to 1, reason."""

    entity_id: str
    printed: str
    method: str
    score: float
    reason: str


class NearNames:
    """Finds near names in a gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._units: dict[str, tuple[list[str], list[str]]] = {}
        self._sounds: dict[str, list[tuple[str, str]]] = {}

    def in_country(self, form: str, core: str, country: str, *, borne: bool = False) -> Near | None:
        """The country's first-level unit that is meant by a form that nobody bears, if it is clear; of a form that is
        `borne` elsewhere ("Guangning", in Vietnam) only the one whose Chinese name it is."""
        if country in _CHINESE or canonical_id(country)[:3] == "CN-":
            return None
        if borne:
            return self._pinyin(core, country)
        return self._fuzzy(form, core, country) or self._pinyin(core, country) or self._by_sound(core, country)

    def _fuzzy(self, form: str, core: str, country: str) -> Near | None:
        if len(core.replace(" ", "")) < _SHORTEST or form.isupper():
            return None
        scored = self._scored(core, country, _RATIO - _MARGIN)
        if not scored or scored[0][0] < _RATIO or not _slip(core, scored[0][2]):
            return None
        if len(scored) > 1 and scored[0][0] - scored[1][0] < _MARGIN:
            return None
        ratio, id_, name = scored[0]
        reason = f"nearest unit of {country}: '{name}' ({ratio:.0f} of 100)"
        return Near(id_, name, "fuzzy", round(0.9 * ratio / 100, 3), reason)

    def _choices(self, country: str) -> tuple[list[str], list[str]]:
        """The names of a country's first-level units, and whose they are."""
        found = self._units.get(country)
        if found is None:
            units = self._gazetteer.units_of(country)
            pairs = [(name, id_) for id_ in units for name in self._gazetteer.names_of(id_)]
            found = self._units[country] = ([name for name, _ in pairs], [id_ for _, id_ in pairs])
        return found

    def _scored(self, core: str, country: str, cutoff: float) -> list[tuple[float, str, str]]:
        """The best ratio and name for each unit that reaches the cutoff, the highest first."""
        names, ids = self._choices(country)
        best: dict[str, tuple[float, str, str]] = {}
        for name, ratio, at in process.extract(core, names, scorer=fuzz.ratio, score_cutoff=cutoff, limit=None):
            best[ids[at]] = max(best.get(ids[at], (0.0, "", "")), (ratio, ids[at], name))
        return sorted(best.values(), key=lambda s: (-s[0], s[1]))

    def _pinyin(self, core: str, country: str) -> Near | None:
        """The unit whose Han name sounds so in Mandarin (岐阜 is Gifu, and Qifu in pinyin)."""
        wanted = core.replace(" ", "")
        if len(wanted) < 4:
            return None
        if country not in self._sounds:
            self._sounds[country] = [(self._sound(id_), id_) for id_ in self._gazetteer.units_of(country)]
        for fold_, score in ((str, 0.75), (_loose, 0.7)):
            found = [id_ for sound, id_ in self._sounds[country] if sound and fold_(sound) == fold_(wanted)]
            if len(found) == 1:
                han = self._gazetteer.han(found[0])
                return Near(found[0], han, "pinyin", score, f"its Chinese name {han} reads so in pinyin")
        return None

    def _sound(self, id_: str) -> str:
        from pypinyin import Style, lazy_pinyin  # heavy, and seldom needed

        han = self._gazetteer.han(id_)
        return fold("".join(lazy_pinyin(han, style=Style.NORMAL))).replace(" ", "") if han else ""

    def _by_sound(self, core: str, country: str) -> Near | None:
        """The unit with the same consonants, where a name went through Chinese (Plzeň, 比尔森, Pearson).

        Chinese does not tell l from r, nor z from s, and its vowels lead back to no spelling. Of 83,000 towns that are
        no units, 270 have the consonants of a unit of their country.
        """
        wanted = _consonants(core)
        if len(wanted) < 4:
            return None
        start, gaps = core[0], core.count(" ")
        names = zip(*self._choices(country), strict=True)
        alike = ((n, id_) for n, id_ in names if n[0] == start and n.count(" ") == gaps)
        found = {id_: name for name, id_ in alike if _consonants(name) == wanted}
        if len(found) != 1:
            return None
        ((id_, name),) = found.items()
        return Near(id_, name, "sound", 0.65, f"it has the consonants of '{name}', a unit of {country}")

    @cached_property
    def _by_start(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for folded, _ in self._gazetteer.folded_names():
            found.setdefault(folded[:2], []).append(folded)
        return found

    def candidates(self, folded: str, core: str, country: str | None) -> tuple[Candidate, ...]:
        """The three nearest names, for people to choose from."""
        if country:
            pairs = [(ratio, id_) for ratio, id_, _ in self._scored(core, country, 50.0)[:3]]
        else:
            near: set[tuple[float, str]] = set()
            for form in {core, folded}:
                names = self._by_start.get(form[:2], [])
                close = process.extract(form, names, scorer=fuzz.ratio, score_cutoff=70.0, limit=6)
                near |= {(ratio, name) for name, ratio, _ in close}
            best = sorted(near, key=lambda p: (-p[0], p[1]))[:6]
            pairs = [(ratio, entry.entity_id) for ratio, name in best for entry in self._gazetteer.names(name)]
        out: dict[str, Candidate] = {}
        for ratio, id_ in pairs:
            entity = self._gazetteer.get(id_)
            if entity is not None and len(out) < 3:
                out.setdefault(
                    id_, Candidate(id_, entity.name, entity.kind, entity.country, round(ratio / 100, 2), "near")
                )
        return tuple(out.values())


def _slip(form: str, name: str) -> bool:
    """Whether a form may be a slip for a name: the same first letter, and one letter in six wrong at most.

    A ratio alone lets towns that nobody listed pass for units (Hainburg for Hamburg, Kavarna for Varna).
    """
    return form[0] == name[0] and OSA.distance(form, name) <= max(1, min(len(form), len(name)) // 6)


def _loose(sound: str) -> str:
    """A pinyin form with the initials made alike that writers without pinyin mix up (q, c and ch; x, s and sh)."""
    for strict, loose in (("zh", "z"), ("ch", "c"), ("sh", "s"), ("q", "c"), ("x", "s"), ("j", "z")):
        sound = sound.replace(strict, loose)
    return sound


def _consonants(name: str) -> str:
    """The consonants of a folded name, those made alike that a transcription through Chinese mixes up."""
    for said, heard in _HEARD:
        name = name.replace(said, heard)
    return re.sub(r"([^aeiouw])\1+", r"\1", re.sub(r"[aeiouw ]", "", name))
