"""Proper names of events, projects, bodies, firms and policies, by a head noun of their kind (`data/head_nouns.csv`).

"Kunming Import and Export Fair", "Forum on China-Africa Cooperation", "Tamas Mining Co. Ltd", "China-Laos railway",
"the ‘Going Out’ strategy". A span is the longest run of capitalised words (`runs`) about the head noun.
"""

from __future__ import annotations

import re
from itertools import pairwise

from ingest.names.described import (
    MODIFIERS,
    department_names,
    described_names,
    legal_names,
    numbered_names,
    quoted_names,
)
from ingest.names.held import find_held
from ingest.names.name import ProperName
from ingest.names.runs import DAYS, GENERIC, OPENS, Word, head_at, runs, segments, trimmed
from ingest.spans import clear_of, is_free
from ingest.words.lexicon import HeadNoun, any_of, head_nouns, phrases, words

_CAPITALS = re.compile(r"[A-Z][A-Z]")
_SHOUTED = re.compile(
    r"\b[A-Z]{2,5}\.?\s+[\"“«A-Z]|[\"”»]\s+[A-Z]{2,5}\b"
)  # what may be a legal form before or after a name
_OWNED = frozenset(["Mechanism", "Policy", "Project"])  # "Hunan's Jade programme"
_FIRM_TAIL = re.compile(rf"\.?(?:,?\s*(?:(?:{any_of(phrases('firm_tails'))}|S\.?A)(?![\w-])\.?|\(Group\)))+")
_SHORTENED = re.compile(rf"\b{any_of(phrases('shortened_forms'))}$")
_FIELDS = (GENERIC | words("fields_of_work")) - OPENS - {"and", "the"}
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)?|[IVXL]{2,7}|[ivxl]{2,7}")
_CLOSED_BY_YEARS = words("closed_by_years")
_SEVERAL_POSTS = frozenset(post for post in phrases("posts_abroad") if post.endswith("s"))  # "Government Offices in A"
_NUMBERED = frozenset(phrases("numbered_behind"))
_YEARS = re.compile(r" (?:19|20)\d\d(?:[-–/]\d{2,4})?(?![\w-])")  # "Vision 2030", "Agenda 2021–2027"
_OPENS_TITLES = frozenset(["Between", "Among"])  # "Conference Between Fujian and Central Asian Countries"
_SMALL_WORD = re.compile(r"([a-z&-]+)(?:['’](?=\s))?")
_NUMBER = re.compile(r" \d{1,2}(?= [a-z])")
_SMALL_WORDS = re.compile(r"(?:\s+[a-z&-]+(?:['’](?=\s))?){1,6}")


def _of_what(run: list[Word], head: int) -> int:
    """The last word of what follows "Ministry of": "and" goes on only with fields of work ("Trade and Industry")."""
    for at in range(head + 2, len(run)):
        if run[at].low in ("and", "&"):
            fields = at + 1
            while fields < len(run) and run[fields].low in _FIELDS:
                fields += 1
            another = fields < len(run) and run[fields].low in OPENS and head_at(run, fields - 1, at + 1) is not None
            if fields == at + 1 or another:  # "... of Trade and Ministry of Health"
                return at - 1
            if fields < len(run) and run[fields].low not in OPENS | {"and", "&"}:
                return fields - 1  # "Institute for Forests and Fisheries Helsinki"
    return len(run) - 1


def _opens(run: list[Word], at: int, head: HeadNoun) -> bool:
    """Whether the name goes on behind its head noun: "Forum on Trade", not "Forum on August 25th", "Group of Perth"."""
    following = run[at + 2].low if at + 2 < len(run) else ""
    dated = following in DAYS or following[:1].isdigit()
    opens = run[at + 1].low in OPENS or run[at + 1].text in _OPENS_TITLES
    return opens and not dated and (head.kind != "Enterprise" or at == 0)


def _undated(run: list[Word]) -> list[Word]:
    """The run before a date: "World Summit of Regional Governments on September"."""
    cut = next(
        (at for at, (a, b) in enumerate(pairwise(run)) if at and a.low in ("on", "in", "from") and b.low in DAYS), None
    )
    return run if cut is None else run[:cut]


def _name_in(run: list[Word], text: str) -> ProperName | None:
    run = _undated(trimmed(run))
    best: tuple[int, int, str] | None = None
    for at in range(len(run)):
        head = head_at(run, at, 0)
        if head is None or not run[at].text[0].isupper() or run[at].low in _SEVERAL_POSTS:
            continue
        stop = at
        if head.words[-1] in _NUMBERED and re.match(r"\s+\d+\b", text[run[at].end : run[at].end + 4]):
            best = (0, stop, head.kind)
            numbered = re.match(r"\s+\d+", text[run[at].end :])
            if numbered and at == len(run) - 1:
                return ProperName(run[0].start, run[at].end + numbered.end(), head.kind, False)
        if at + 1 < len(run) and _opens(run, at, head):
            stop = _of_what(run, at)
        if stop == 0 and at == 0:
            continue
        last = head_at(run, stop, at + 1) if stop > at + 3 else None  # "Chamber of Commerce Leaders Summit"
        best = (0, stop, last.kind if last is not None and last.kind == "Event" else head.kind)
        if stop > at:
            break
    if best is None:
        return None
    start, end = run[best[0]].start, run[best[1]].end
    words = [w.low.removesuffix("'s").removesuffix("’s") for w in run[best[0] : best[1] + 1]]
    kind = best[2]
    tail = _FIRM_TAIL.match(text, end)
    if tail and tail[0].strip():
        end, kind = tail.end(), "Enterprise"
        if text[end - 1] == "." and (end == len(text) or not re.match(r"\s+[a-z]", text[end : end + 3])):
            end -= 1
    elif _SHORTENED.search(text, start, end) and re.match(r"\.(?:,?\s+[a-z]|,)", text[end : end + 4]):
        end += 1  # the full stop of "Ltd." ends no sentence
    possessive = re.search(r"['’]s$", text[start:end])
    if possessive:
        end -= 2
    heads = {words[-1]} | {w for w, after in pairwise(words) if after in OPENS}
    generic = all(w in GENERIC or _ORDINAL.fullmatch(w) for w in words if w not in heads or w not in head_nouns())
    if kind == "Project" and not possessive:
        end, kind = _as_plan(text, end)
    elif words[-1] in _CLOSED_BY_YEARS and (years := _YEARS.match(text, end)):
        end = years.end()
    return ProperName(start, end, kind, generic)


def _as_plan(text: str, end: int) -> tuple[int, str]:
    """ "the Southern Road strategy" is a policy, not a road: where the name ends, and its kind."""
    word = _SMALL_WORD.match(text, end + 1) if text[end : end + 1] == " " else None
    for noun in head_nouns().get(word[1], ()) if word else ():
        if word and len(noun.words) == 1 and noun.small_letters and noun.kind == "Policy":
            return word.end(1), noun.kind
    return end, "Project"


def _with_small_head(run: list[Word], text: str) -> ProperName | None:
    """A name whose head noun has a small letter: "the 14th China-ASEAN expo", "Kunming-Bangkok highway"."""
    run = trimmed(run)
    if not run or all(_ORDINAL.fullmatch(w.text) for w in run):
        return None  # "9th meeting"
    owned = len(run) > 1 and run[0].low.endswith(("'s", "’s"))
    linked = (
        any("-" in w.text or "–" in text[w.start : run[-1].end] for w in run[-3:])
        or owned
        or re.search(r"\b(?:the|The)\s+(?:\d\S*\s+)?$", text[max(0, run[0].start - 24) : run[0].start])
    )
    number = _NUMBER.match(text, run[-1].end)  # "the Nam Tha 1 hydropower station"
    following = _SMALL_WORDS.match(text, number.end() if number else run[-1].end)
    if not following or not linked:
        return None
    best: ProperName | None = None
    words = [(m.start(), m.end(), m[1]) for m in _SMALL_WORD.finditer(text, run[-1].end, following.end())]
    for at, (_, end, word) in enumerate(words[:5]):
        for noun in head_nouns().get(word, ()):
            size = len(noun.words)
            if (
                (noun.small_letters or (owned and noun.kind in _OWNED))
                and at - size + 1 >= 0
                and tuple(w for _, _, w in words[at - size + 1 : at + 1]) == noun.words
            ):
                before = [w for _, _, w in words[: at - size + 1]]
                if all(w in MODIFIERS for w in before) and (noun.words[-1] == "pipelines" or not word.endswith("s")):
                    best = ProperName(run[0].start, end, noun.kind, False)
        if word not in MODIFIERS and best is None:
            break
    return best


def find_proper_names(text: str) -> list[ProperName]:
    """The candidate names of a text, in order; none overlaps another (a quoted one wins)."""
    found = list(legal_names(text)) if _CAPITALS.search(text) and _SHOUTED.search(text) else []
    for names_in in (quoted_names, numbered_names, department_names, described_names):
        found += clear_of(names_in(text), found)
    for run in runs(text):
        for segment in segments(run):
            rest = segment
            while rest:
                name = _name_in(rest, text) or _with_small_head(rest, text)
                if name is None:
                    break
                if is_free(name.start, name.end, found):
                    found.append(name)
                rest = [w for w in rest if w.start >= name.end]
    found += clear_of(find_held(text), found)
    return sorted(found, key=lambda n: n.start)
