"""Names that are nearly right: misspelt units of a known country, and names back-translated from Chinese.

Only within a stated foreign country and only for its first-level units; China's provinces never.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz

from graph.fold import fold
from graph.gazetteer import Gazetteer
from graph.identity import canonical_id
from graph.model import Candidate

_RATIO = 80.0  # measured: 44 of 50 right and none wrong; 75 lets Haute-Normandie pass for Haute-Marne
_MARGIN = 5.0
_SHORTEST = 6
_CHINESE = frozenset(("CN", "HK", "MO", "TW"))


@dataclass(frozen=True, slots=True)
class Near:
    """A near name: whose, how it was found (`fuzzy`, `pinyin`), score from 0 to 1, reason."""

    entity_id: str
    printed: str
    method: str
    score: float
    reason: str


class NearNames:
    """Finds near names in a gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def in_country(self, form: str, core: str, country: str) -> Near | None:
        """The country's first-level unit that is meant by a form that nobody bears, if it is clear."""
        if country in _CHINESE or canonical_id(country)[:3] == "CN-":
            return None
        return self._fuzzy(form, core, country) or self._pinyin(core, country)

    def _fuzzy(self, form: str, core: str, country: str) -> Near | None:
        if len(core.replace(" ", "")) < _SHORTEST or form.isupper():
            return None
        scored = self._scored(core, self._gazetteer.units_of(country))
        if not scored or scored[0][0] < _RATIO:
            return None
        if len(scored) > 1 and scored[0][0] - scored[1][0] < _MARGIN:
            return None
        ratio, id_, name = scored[0]
        return Near(
            id_, name, "fuzzy", round(0.9 * ratio / 100, 3), f"nearest unit of {country}: '{name}' ({ratio:.0f} of 100)"
        )

    def _scored(self, core: str, ids: tuple[str, ...]) -> list[tuple[float, str, str]]:
        """The best ratio for each id, the highest first."""
        out = []
        for id_ in ids:
            best = max(((fuzz.ratio(core, name), name) for name in self._gazetteer.names_of(id_)), default=(0.0, ""))
            out.append((best[0], id_, best[1]))
        return sorted(out, key=lambda s: (-s[0], s[1]))

    def _pinyin(self, core: str, country: str) -> Near | None:
        """The unit whose Han name sounds so in Mandarin (岐阜 is Gifu, and Qifu in pinyin)."""
        wanted = core.replace(" ", "")
        if len(wanted) < 4:
            return None
        sounds = [(self._sound(id_), id_) for id_ in self._gazetteer.units_of(country)]
        for fold_, score in ((str, 0.75), (_loose, 0.7)):
            found = [id_ for sound, id_ in sounds if sound and fold_(sound) == fold_(wanted)]
            if len(found) == 1:
                han = self._gazetteer.places.han(found[0])
                return Near(found[0], han, "pinyin", score, f"its Chinese name {han} reads so in pinyin")
        return None

    def _sound(self, id_: str) -> str:
        from pypinyin import Style, lazy_pinyin  # heavy, and seldom needed

        han = self._gazetteer.places.han(id_)
        return fold("".join(lazy_pinyin(han, style=Style.NORMAL))).replace(" ", "") if han else ""

    @cached_property
    def _by_start(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for folded, _ in self._gazetteer.folded_names():
            found.setdefault(folded[:2], []).append(folded)
        return found

    def candidates(self, folded: str, core: str, country: str | None) -> tuple[Candidate, ...]:
        """The three nearest names, for people to choose from."""
        if country:
            scored = self._scored(core, self._gazetteer.units_of(country))
            pairs = [(ratio, id_) for ratio, id_, _ in scored[:3] if ratio >= 50]
        else:
            near = {(fuzz.ratio(core, n), n) for n in self._by_start.get(core[:2], ())}
            near |= {(fuzz.ratio(folded, n), n) for n in self._by_start.get(folded[:2], ())}
            best = sorted((p for p in near if p[0] >= 70), key=lambda p: (-p[0], p[1]))[:6]
            pairs = [(ratio, entry.entity_id) for ratio, name in best for entry in self._gazetteer.names(name)]
        out: dict[str, Candidate] = {}
        for ratio, id_ in pairs:
            entity = self._gazetteer.get(id_)
            if entity is not None and len(out) < 3:
                out.setdefault(
                    id_, Candidate(id_, entity.name, entity.kind, entity.country, round(ratio / 100, 2), "near")
                )
        return tuple(out.values())


def _loose(sound: str) -> str:
    """A pinyin form with the initials made alike that writers without pinyin mix up (q, c and ch; x, s and sh)."""
    for strict, loose in (("zh", "z"), ("ch", "c"), ("sh", "s"), ("q", "c"), ("x", "s"), ("j", "z")):
        sound = sound.replace(strict, loose)
    return sound
