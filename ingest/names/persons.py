"""Persons who hold an office, and the place or firm for which they stand: "Governor Arata Hamada of Gifu".

Read are the shapes in which texts introduce office-holders: the place before the office ("Shaanxi Governor Zhao Gang"),
after the name ("Mayor Wu of Kunming"), between office and name ("Vice Governor of Henan Liu Xinmin"), and the office in
apposition to the name ("Zhao Gang, governor of Shaanxi"). Which of a name's words is the family name is left open, for
that differs by country. Titles and the words about them are data (`data/persons.yaml`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.kinds import FIRMS, GOVERNED, PLACES
from ingest.names.name import Name
from ingest.words.lexicon import any_of, phrases, words

_MODIFIERS = words("title_modifiers") | words("portfolios")
_STOOD_FOR = GOVERNED | FIRMS
_SENT = frozenset(phrases("sent_abroad"))
_KIND = re.compile(rf"\b{any_of(phrases('kinds_of_ministers'))}\s+$", re.IGNORECASE)
_LONGEST_WORD = r"[A-Z][\w'’-]*"
_INITIALS = r"(?:[A-Z]\.\s?)+"
NAME_WORD = rf"(?:{_INITIALS}(?:{_LONGEST_WORD})?|{_LONGEST_WORD})"


@dataclass(frozen=True, slots=True)
class Grammar:
    """The compiled shapes of titles and names."""

    title: re.Pattern[str]
    before_title: re.Pattern[str]  # between a place and its title
    gap: re.Pattern[str]  # between a title and its place
    name: re.Pattern[str]
    apposed: re.Pattern[str]  # a name with its comma, at the end of what stands before a title
    article: re.Pattern[str]
    modifiers: re.Pattern[str]  # right before a title
    portfolio: re.Pattern[str]  # right behind it: "Minister for Trade and Industry"
    offices: re.Pattern[str]  # between a name and its last title: ", (deputy mayor and )"


@lru_cache(maxsize=1)
def grammar() -> Grammar:
    """The shapes, made once from the word lists."""
    title, modifier = any_of(words("titles")), any_of(_MODIFIERS)
    organ, particle = any_of(words("organ_words") | words("portfolios")), any_of(words("name_particles"))
    honorific = rf"(?:(?i:{any_of(words('honorifics'))})\b\.?\s?)"
    name = rf">?(?:{honorific}\s*)*(?P<name>{NAME_WORD}(?:\s+(?:(?:{particle})\s+)?{NAME_WORD}){{0,3}})"
    steps = rf"(?:(?:{organ}|{_LONGEST_WORD}),?\s+){{0,9}}"
    return Grammar(
        title=re.compile(
            rf"(?:(?<![\w-])|(?<=\bvice-)|(?<=\bdeputy-))(?P<base>{title})(?:[\s-]general)?(?![\w-])(?!\s+['’])",
            re.IGNORECASE,
        ),
        before_title=re.compile(
            rf"(?:['’]s?)?(?:[\s-]+(?i:{modifier}|and|communist|party|of|the))*[\s-]+", re.IGNORECASE
        ),
        gap=re.compile(rf"\s+(?:of|to|in|for|at|from|on)\s+(?:{steps})?(?:['’]s\s+)?", re.IGNORECASE),
        name=re.compile(name),
        apposed=re.compile(rf"(?<![\w.-]){name}\s*(?P<sign>,|\()\s*$"),
        article=re.compile(
            rf"(?:\b(?:{any_of(phrases('before_titles'))}|in\s+(?:his|her)\s+(?:\w+\s+)?role\s+as)\s+)+$",
            re.IGNORECASE,
        ),
        modifiers=re.compile(rf"(?:(?<![\w-])(?:{any_of(_MODIFIERS - {'and'})})[\s-]+)+$", re.IGNORECASE),
        portfolio=re.compile(rf"\s+(?:of|for)\s+(?:(?:{any_of(words('portfolios'))}|and),?\s+)+", re.IGNORECASE),
        offices=re.compile(
            rf"[,(]\s*((?:the\s+|also\s+)?(?:{any_of(words('title_modifiers'))}[\s-]+)*(?:{title}|member)\b"
            r"[^.;()]{0,120}\band\s+(?:the\s+|as\s+)?)$",
            re.IGNORECASE,
        ),
    )


@dataclass(frozen=True, slots=True)
class Holder:
    """An office-holder: where the whole expression stands, the name in it, the title's noun, and what it stands for."""

    start: int
    end: int
    name: str
    title: str
    place: Name | None
    apposed: bool = False  # whether the office follows the name, between commas


@lru_cache(maxsize=1)
def no_person_words() -> frozenset[str]:
    """Words that are no part of a person's name, though they may have a capital."""
    keys = ("titles", "title_modifiers", "portfolios", "function_words", "organ_words", "not_governing", "modals")
    return frozenset().union(*(words(k) for k in keys)) - {"lee", "land", "rural"}


def name_part(text: str) -> str:
    """The leading words of a stretch that may be a person's name."""
    kept: list[str] = []
    for word in text.split():
        plain = word.strip("'’.").lower().removesuffix("'s").removesuffix("’s")
        if plain in no_person_words() and not re.fullmatch(r"[A-Z]\.", word):
            break
        kept.append(word)
        if word.endswith(("'s", "’s")):
            break
    while kept and kept[-1] in words("name_particles"):
        kept.pop()
    found = " ".join(kept)
    return found if any(c.islower() for c in found) else ""


def find_holders(text: str, names: Sequence[Name], nested: Sequence[tuple[Name, Name]] = ()) -> list[Holder]:
    """The office-holders that a sentence names, in order; `nested` are its pairs of an inner and an outer place.

    A holder without a place ("Governor Kim") is given, too: the document may have told before whose governor it is.
    """
    found: list[Holder] = []
    for match in grammar().title.finditer(text):
        holder = _holder(text, match, names, nested, found[-1].end if found else 0)
        if holder is None:
            continue
        if found and found[-1].start == holder.start:
            found[-1] = holder if holder.place else found[-1]
        elif not found or holder.start >= found[-1].end:
            found.append(holder)
    return found


def _holder(
    text: str, title: re.Match[str], names: Sequence[Name], nested: Sequence[tuple[Name, Name]], after: int
) -> Holder | None:
    if any(n.start <= title.start() and title.end() <= n.end and not n.stands_for for n in names):
        return None  # "Governors' Forum" is a body
    kind = _KIND.search(text[: title.start()])
    base = (kind[0].lower() if kind else "") + title["base"].lower()
    left, opens = _place_before(text, title.start(), names, after)
    right = _place_after(text, title.end(), names, nested)
    place = right or left
    behind = right.end if right else title.end()
    if right and base in _SENT:
        place = left  # the ambassador to a state is not that state's
    name, end = _name_after(text, behind, names, bool(right))
    if name:
        if not place and not right:
            place, stop = _place_of_name(text, end, names, nested)
            end = stop if place else end
        return Holder(opens, end, name, base, place)
    if not place:
        return None
    name, start = _name_apposed(text, opens, names, after)
    if name:
        return Holder(start, behind, name, base, place, True)
    name, end = _name_after(text, behind, names, bool(right), comma=True)
    return Holder(opens, end, name, base, place) if name else None


def _stands(name: Name) -> bool:
    return name.kind in _STOOD_FOR


def _place_before(text: str, at: int, names: Sequence[Name], after: int) -> tuple[Name | None, int]:
    """The place to which the title at an offset belongs, and where the expression begins: at it or a modifier."""
    modifiers = grammar().modifiers.search(text[:at])
    opens = modifiers.start() if modifiers and modifiers.start() >= after else at
    for name in reversed(names):
        if name.start >= at or not _stands(name) or name.start < after:
            continue
        if name.end <= at and grammar().before_title.fullmatch(text, name.end, at):
            return name, name.start
        if name.end <= at:
            break
    return None, opens


def _place_after(text: str, at: int, names: Sequence[Name], nested: Sequence[tuple[Name, Name]]) -> Name | None:
    """The place in "governor of Shaanxi", "director of the Foreign Affairs Office of Shaanxi"; the inner one of two."""
    for name in names:
        if name.start < at:
            continue
        gap = text[at : name.start]
        if name.kind == "Organization" and words("organ_words").issuperset(name.printed.lower().split()):
            continue  # "secretary of the CCP provincial committee": the party's, but the province's
        if name.demonym or not _stands(name) or not grammar().gap.fullmatch(gap):
            return None
        if words("not_governing") & set(re.findall(r"[\w'’]+", gap.lower())):
            return None
        for inner, outer in nested:
            if outer.start == name.start and name.end < inner.start < name.end + 40:
                return inner
        return name
    return None


def _name_after(text: str, at: int, names: Sequence[Name], placed: bool, comma: bool = False) -> tuple[str, int]:
    """The name that follows a title or its place: "Governor Hamada", "Vice Governor of Henan Liu Xinmin"."""
    portfolio = grammar().portfolio.match(text, at)
    start = portfolio.end() if portfolio and not placed else at
    join = re.compile(r"\s*,\s+" if comma else r"\s+").match(text, start)
    if not join and not portfolio:
        return "", at
    begins = join.end() if join else start
    match = grammar().name.match(text, begins)
    if not match:
        return "", at
    name = name_part(match["name"])
    end = match.start("name") + len(name)
    if not name:
        return "", at
    taken = [n for n in names if n.start < end and match.start("name") < n.end and not n.stands_for]
    if any(n.end > end or n.kind not in PLACES for n in taken):
        return "", at
    if comma:
        closed = re.match(r"\s*[,.;)\"”]|\s*$", text[end:])
        if taken or " " not in name or not closed:
            return "", at
    elif placed and " " not in name:
        return "", at
    if name.endswith(("'s", "’s")):
        name, end = name[:-2], end - 2
    return name, end


def _place_of_name(
    text: str, at: int, names: Sequence[Name], nested: Sequence[tuple[Name, Name]]
) -> tuple[Name | None, int]:
    """ "Governor Hamada of Gifu", "Governor Hamada of Japan's Gifu"."""
    for name in names:
        if name.start < at:
            continue
        if not name.demonym and _stands(name) and re.fullmatch(r"\s+(?:of|from)\s+(?:the\s+)?", text[at : name.start]):
            inner = next((i for i, o in nested if o == name and 0 <= i.start - name.end < 4), name)
            return inner, inner.end
        break
    return None, at


def _name_apposed(text: str, at: int, names: Sequence[Name], after: int) -> tuple[str, int]:
    """The name before a comma and an office: "Zhao Gang, (the) governor of"; further offices may stand between."""
    article = grammar().article.search(text, after, at)
    lead = text[: article.start() if article else at]
    chain = grammar().offices.search(lead)
    lead = lead[: chain.start(1)] if chain else lead
    match = grammar().apposed.search(lead, max(0, len(lead) - 70))
    while match and name_part(match["name"]) != match["name"]:
        first = match["name"].split(" ", 1)
        if len(first) < 2:
            return "", at
        match = grammar().apposed.search(lead, match.start("name") + len(first[0]) + 1)
    if not match:
        return "", at
    name = match["name"]
    titled = match.start("name") > match.start() + (text[match.start()] == ">")
    inside = [n for n in names if n.start < match.end("name") and match.start("name") < n.end and not n.stands_for]
    if any(n.start <= match.start("name") and match.end("name") <= n.end for n in inside) or match.start() < after:
        return "", at
    return (name, match.start()) if " " in name or titled else ("", at)
