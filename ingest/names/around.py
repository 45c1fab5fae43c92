"""What stands about a place: its containers ("Suzhou, Anhui"), the others of its list, marks of persons.

`plain` holds, for each hit of the text, the entity that it means by itself, or nothing.
"""

from __future__ import annotations

import re

from graph.gazetteer import Gazetteer
from graph.matcher import Hit
from graph.model import Entity
from ingest.words.lexicon import any_of, phrases

_CONTAINER_AFTER = re.compile(
    rf"^\s*(?:,\s*|\(\s*|\s+in\s+|\s+of\s+)(?:(?:the|a|{any_of(phrases('compass_points'))})\s+){{0,2}}",
    re.IGNORECASE,
)
_OWNER = re.compile(  # "Japan's Gifu", "Vietnam's border province of Ha Giang", "the Mexican state of Sonora"
    r"['’]s?\s+(?:[a-z-]+\s+){0,3}(?:of\s+)?"
    r"|\s+(?:[a-z-]+\s+){0,2}"
    rf"{any_of(phrases('stems_of_units'))}[a-z]*\s+(?:of\s+)?"
)
_WHERE = re.compile(rf"\b{any_of(phrases('cues_of_places'))}\s+$")
_HONORIFIC = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|Sir|Madam)\.?\s+(?:[A-Z][\w.-]*\s+){0,2}$")
_INITIALS = re.compile(r",\s*(?:[A-Z]\.[\s-]?)+(?=\s*[,&(;]|\s+and\b|$)|\s+et\s+al\b")
_OWNS = re.compile(r"['’]s\s+")
_APPOSED_IN = re.compile(  # "Gwadar, a port in Balochistan", "Kashgar, an old trading town of western Xinjiang"
    rf"\s*,\s*(?:a|an|the)\s+(?:[\w’'-]+\s+){{0,3}}?{any_of(phrases('apposed_places'))}\s+(?:in|of)\s+(?:the\s+)?"
    r"(?:(?:north|south|east|west|central)[a-z-]*\s+)?"
)
_GREAT = 600_000  # inhabitants
_LIST_JOIN = re.compile(r"^\s*(?:,|,?\s*and|,?\s*or|&|/)\s*(?:the\s+)?$")


def containers(at: int, end: int, hits: list[Hit], plain: list[str | None], text: str) -> list[str]:
    """States and units in which the text says that the hit lies: "Suzhou, Anhui", "Gifu in Japan"."""
    out: list[str] = []
    if at + 1 < len(hits) and plain[at + 1]:
        between = text[end : hits[at + 1].start]
        near = len(between) < 40 and _CONTAINER_AFTER.fullmatch(between)
        if near or (len(between) < 70 and _APPOSED_IN.fullmatch(between)):
            if at + 2 < len(hits) and plain[at + 2] and _OWNS.fullmatch(text, hits[at + 1].end, hits[at + 2].start):
                out.append(str(plain[at + 2]))  # "Hekou in China's Yunnan"
            out.append(str(plain[at + 1]))
    if at and plain[at - 1]:
        between = text[hits[at - 1].end : hits[at].start]
        if between == " " or _OWNER.fullmatch(between):
            out.append(str(plain[at - 1]))
    return out


def neighbours(at: int, hits: list[Hit], plain: list[str | None], text: str, reach: int = 4) -> list[str]:
    """Entities that stand in one list with the hit, at most `reach` names away."""
    out: list[str] = []
    for step in (-1, 1):
        here = at
        while 0 <= here + step < len(hits) and abs(here + step - at) <= reach:
            left, right = sorted((here, here + step))
            if not _LIST_JOIN.match(text[hits[left].end : hits[right].start]):
                break
            here += step
            if plain[here]:
                out.append(str(plain[here]))
    return out


def has_cue(hit: Hit, hits: list[Hit], text: str) -> bool:
    """Whether a name that is a common word, too, stands as a place does: "in Nice", "Lyon, Nice and Toulon"."""
    if _WHERE.search(text, max(0, hit.start - 12), hit.start):
        return True
    ends = [(h.end, hit.start) for h in hits if h.end < hit.start] + [
        (hit.end, h.start) for h in hits if h.start > hit.end
    ]
    return any(b - a < 12 and _LIST_JOIN.match(text[a:b]) for a, b in ends)


def is_person(hit: Hit, text: str) -> bool:
    """ "Mr. Sakai", "Zou, H. F. (2012)", "Florence et al.": a name about which stand marks of persons."""
    return bool(_HONORIFIC.search(text, max(0, hit.start - 32), hit.start) or _INITIALS.match(text, hit.end))


def peer_of(gazetteer: Gazetteer, at: int, hits: list[Hit], plain: list[str | None], text: str) -> Entity | None:
    """Of the bearers of a name the one that is a unit of the same kind and country as all the others of its list:
    "Georgia, Florida and Alabama"."""
    if len(hits[at].entries) < 2 or all(e.type == "demonym" for e in hits[at].entries):
        return None
    state = gazetteer.entity_kind(plain[at] or "") == "State"  # one of many, then: "in Mexico, Jalisco ..."
    beside = [e for n in neighbours(at, hits, plain, text, 1 + state) if (e := gazetteer.get(n)) is not None]
    kinds = {(e.country, e.level, gazetteer.unit(e.id)) for e in beside}
    if len(kinds) != 1 or len(beside) < 1 + state or any(e.kind in ("State", "Region") or not e.level for e in beside):
        return None
    bearers = [gazetteer.get(e.entity_id) for e in hits[at].entries if e.type in ("name", "alias")]
    if len(beside) == 1 and any(e and e.id in gazetteer.ancestors(beside[0].id) for e in bearers):
        return None  # "Ciudad Juárez, Chihuahua" is no list
    peers = [e for e in bearers if e and (e.country, e.level, gazetteer.unit(e.id)) in kinds]
    if len(peers) > 1:  # "Fuzhou and Xiamen" are of one province
        peers = [e for e in peers if e.parent in {b.parent for b in beside}]
    return peers[0] if len(peers) == 1 else None


def in_company(gazetteer: Gazetteer, hit: Hit, plain: list[str | None]) -> Entity | None:
    """Of the bearers of a name the one in whose unit or state alone the text has named other places; of states' units
    ("Punjab") one such mention tells, of the many towns of a name only several."""
    said = {p for p in plain if p}
    said |= {e.country for p in said if (e := gazetteer.get(p)) and e.country}
    bearers = {e.entity_id for e in hit.entries if e.type in ("name", "alias")}
    scored = {id_: len(said.intersection(gazetteer.ancestors(id_))) for id_ in bearers}
    best = max(scored.values(), default=0)
    found = [id_ for id_, score in scored.items() if score == best]
    units = all((e := gazetteer.get(id_)) is not None and e.level == "first" for id_ in bearers)
    alone = units and all(score == 0 or id_ in found for id_, score in scored.items())
    return gazetteer.get(found[0]) if len(found) == 1 and (best > 1 or (best and alone)) else None


def is_lesser(gazetteer: Gazetteer, id_: str | None) -> bool:
    """Whether it is no state, unit of the first level or great city (Perm), which need no cue."""
    place = gazetteer.get(id_ or "")
    return place is None or (place.level not in ("country", "first") and (place.population or 0) < _GREAT)
