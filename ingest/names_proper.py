"""Proper names of events, projects, bodies, firms and policies, by a head noun of their kind (`data/head_nouns.csv`).

"Kunming Import and Export Fair", "Forum on China-Africa Cooperation", "Tamas Mining Co. Ltd", "China-Laos railway",
"the ‘Going Out’ strategy". A span is the longest run of capitalised words about the head noun; "and" parts two names
when each side has a head noun of its own.
"""

from __future__ import annotations

import re
from calendar import day_name, month_name
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ingest.lexicon import HeadNoun, head_nouns, offices, words

_TOKEN = re.compile(
    r"(?:[^\W_][\w'’&]*-)?(?:[A-Z]\.){2,}(?=[\s'’-])|[^\W_](?:[\w'’&-]*[^\W_])?"
)  # "China-U.S." is one word
_OWNERS = re.compile(r"['’]\s+")  # "Governors' Forum"
_DASHED = re.compile(r"\s*[–—]\s*")
_INSIDE = frozenset(["of", "about", "and", "for", "on", "the", "&", "de", "del", "la", "des", "du"])
_OWNED = frozenset(["Mechanism", "Policy", "Project"])  # "Hunan's Jade programme"
_OPENS = frozenset(["of", "on", "for"])  # after a head noun: "Forum on ...", "Ministry of ..."
_TAKES_WITH = words("takes_with")  # "Association for Friendship with Foreign Countries"
# Words that open a sentence or a phrase with a capital and are no part of a name.
_FUNCTION = words("function_words")
# Words of names that say nothing of their own: a name made only of these means something within its document only.
_GENERIC = words("general_name_words")
_MODIFIERS = words("name_modifiers")
_OPENING_VERBS = words("opening_verbs")  # "Hosted the Tea Fair": no part of the name
_FIRM_TAIL = re.compile(
    r"\.?(?:,?\s*(?:(?:Co|Corp|Inc|Ltd|LTD|LLC|PLC|Limited|S\.?A|GmbH|AG|Group)(?![\w-])\.?|\(Group\)))+"
)
_SHORTENED = re.compile(r"\b(?:Co|Corp|Inc|Ltd|LTD|Bros)$")
_QUOTED = re.compile(
    r"(?:‘(?P<a>[^‘’“”\n]{3,70})’|“(?P<b>[^“”\n]{3,70})”|(?<!\w)'(?P<c>[^'’\n]{3,60})'(?!\w)|\"(?P<d>[^\"\n]{3,70})\")(?P<after>(?:\s+[a-z-]+){0,2})?"
)
_DAYS = frozenset(name.lower() for name in (*month_name, *day_name) if name)
_WAYS = words("ways_of_meeting")
_AMONG = re.compile(r"\s+(?:between|among|amongst)\s")
_TWO_AMONG = re.compile(r"(?:the\s+)?[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+){0,3}(?:,|\s+and)\s")
_SMALL_WORD_ANY = re.compile(r"[a-z]+(?:-[a-z]+)*")
_GOES_ON = re.compile(r"\s+(?:and\s+|&\s+)?[A-Z]")
_CAPITAL_NEXT = re.compile(r" [A-Z][a-z]")
_DESCRIBES = re.compile(r"[\w.-]+-(?:owned|based|headquartered|listed|funded|backed|invested|run|led)")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)?|[IVXL]{2,7}|[ivxl]{2,7}")
_SMALL_WORD = re.compile(r"([a-z&-]+)(?:['’](?=\s))?")
_SMALL_WORDS = re.compile(r"(?:\s+[a-z&-]+(?:['’](?=\s))?){1,6}")
_NUMBERED = re.compile(
    r"\b(?:the|a|its|this)\s+(?P<name>(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|\d{1,4})-[a-z]+(?:-[a-z]+)?\s+"
    r"(?P<head>strategy|policy|project|plan))\b"
)


@dataclass(frozen=True, slots=True)
class ProperName:
    """A candidate name: its span, the kind of its head noun, whether it is made of general words only."""

    start: int
    end: int
    kind: str
    generic: bool
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    text: str

    @property
    def low(self) -> str:
        return self.text.lower()

    @property
    def capital(self) -> bool:
        return self.text[0].isupper() or (self.text[0].isdigit() and any(c.isalpha() for c in self.text))


def _runs(text: str) -> Iterator[list[_Word]]:
    """Runs of capitalised words, with the small words that names have inside, cut at punctuation."""
    run: list[_Word] = []
    last = 0
    for match in _TOKEN.finditer(text):
        if not run and match[0][0].islower():  # most words: they open no run
            last = match.end()
            continue
        word = _Word(match.start(), match.end(), match[0])
        gap = text[last : word.start]
        joined = (
            (gap.isspace() and "\n\n" not in gap)
            or gap.strip() in ("&",)
            or bool(run and _DASHED.fullmatch(gap) and not gap.isspace())
            or bool(run and gap == " - " and run[-1].capital and word.capital and _GOES_ON.match(text, word.end))
            or bool(run and run[-1].low.endswith("s") and _OWNERS.fullmatch(gap))
            or bool(run and gap == "/" and run[-1].low.endswith("s") and word.low.endswith("s"))  # "Governors/Mayors'"
        )
        if run and not joined:
            yield run
            run = []
        last = word.end
        goes_on = run and (_slipped(text, run[-1], word) or _goes_on_with(run, word) or _numbers(run[-1], text, match))
        if word.capital or (run and word.low in _INSIDE) or goes_on:
            run.append(word)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _slipped(text: str, last: _Word, word: _Word) -> bool:
    """ "Foreign trade and Investment Fair": a general word of a name that lost its capital."""
    general = last.capital and last.low in _GENERIC and word.low in _GENERIC
    return general and _GOES_ON.match(text, word.end) is not None


def _goes_on_with(run: list[_Word], word: _Word) -> bool:
    """ "Association for Friendship with ...": a name that says what it is for goes on; "signed with ..." does not."""
    return word.low == "with" and run[-1].low in _TAKES_WITH and any(w.low in _OPENS for w in run)


def _numbers(before: _Word, text: str, match: re.Match[str]) -> bool:
    """ "China Railway 20 Bureau Group": a number inside a name, not a day ("May 20 Zhejiang ...")."""
    return (
        len(match[0]) < 3
        and match[0].isdigit()
        and before.low not in _DAYS
        and bool(_CAPITAL_NEXT.match(text, match.end()))
    )


def _trimmed(run: list[_Word]) -> list[_Word]:
    start, end = 0, len(run)
    while start < end and (
        run[start].low in _FUNCTION | _INSIDE | _OPENING_VERBS or _DESCRIBES.fullmatch(run[start].text)
    ):
        start += 1
    if end - start > 1 and run[start].low in _DAYS and run[start + 1].low in _INSIDE:
        start += 2  # "(elections in) June for the European Union"
    while start < end and run[start].low in _INSIDE:
        start += 1
    while end > start and (run[end - 1].low in _INSIDE or run[end - 1].low == "with"):
        end -= 1
    for at in range(start, min(end - 1, start + 5)):  # "Secretary of the Ningbo Port Group": the group counts
        if run[at].low in _INSIDE and run[at].low != "and":
            named = at - 1 > start and (head := _head_at(run, at - 1, start)) is not None and head.kind == "Enterprise"
            if (
                run[at].low == "of"
                and at > start
                and not named
                and offices().get(run[at - 1].low.replace("-", " ")) == "person"
            ):
                start = at + 2 if run[at + 1].low == "the" else at + 1
            break
    return run[start:end]


def _head_at(run: list[_Word], at: int, first: int) -> HeadNoun | None:
    """The head noun that ends at word `at`, if any (a hyphenated word counts by its last part)."""
    low = run[at].low.removesuffix("'s").removesuffix("’s")
    for noun in head_nouns().get(low, ()):
        size = len(noun.words)
        if at - size + 1 >= first and all(run[at - size + 1 + i].low == noun.words[i] for i in range(size - 1)):
            return noun
    return None


def _segments(run: list[_Word]) -> Iterator[list[_Word]]:
    """A run cut at "and" where both sides are names of their own."""
    start = 0
    for at, word in enumerate(run):
        if word.low in ("and", "&") and start < at < len(run) - 1:
            rest = run[at + 1 :]
            owned = rest[0].low.endswith(("'s", "’s"))  # "(the city) Government and Peru's Ministry of ..."
            left = _head_at(run, at - 1, start) is not None and (at - start > 1 or owned)
            right = any(_head_at(run, i, at + 1) for i in range(at + 1, len(run)))
            own = _head_at(run, len(run) - 1, at + 1)
            if own and own.kind == "Event" and all(w.low in _GENERIC for w in rest[:-1]):
                continue  # "the Ural Food Exposition and Trade Fair" is one event
            if right and _one_firm(run[start:at], rest):
                continue
            apart = right and rest[0].low == "the" and not any(_head_at(run, i, start) for i in range(start, at))
            if apart or (rest and left and right and not (run[at - 1].low in _GENERIC and at - start == 1)):
                yield run[start:at]
                start = at + 1
    yield run[start:]


def _one_firm(left: list[_Word], rest: list[_Word]) -> bool:
    """ "Hunan Road and Bridge Group Corp": what stands on both sides of "and" is the trade of one firm."""
    works = [n for w in (left[-1], rest[0]) for n in head_nouns().get(w.low, ()) if len(n.words) == 1]
    firm = next((n for at in range(len(rest)) if (n := _head_at(rest, at, 0)) is not None and at), None)
    return len(works) == 2 and {n.kind for n in works} == {"Project"} and firm is not None and firm.kind == "Enterprise"


def _of_what(run: list[_Word], head: int) -> int:
    """The last word of what follows "Ministry of": "and" goes on only with general words ("Trade and Industry")."""
    for at in range(head + 2, len(run)):
        if run[at].low in ("and", "&"):
            rest = [w.low for w in run[at + 1 :]]
            if not rest or rest[0] == "the" or any(w not in _GENERIC for w in rest):
                return at - 1
    return len(run) - 1


def _opens(run: list[_Word], at: int, head: HeadNoun) -> bool:
    """Whether the name goes on behind its head noun: "Forum on Trade", not "Forum on August 25th", "Group of Perth"."""
    following = run[at + 2].low if at + 2 < len(run) else ""
    dated = following in _DAYS or following[:1].isdigit()
    return run[at + 1].low in _OPENS and not dated and (head.kind != "Enterprise" or at == 0)


def _name_in(run: list[_Word], text: str) -> ProperName | None:
    run = _trimmed(run)
    best: tuple[int, int, str] | None = None
    for at in range(len(run)):
        head = _head_at(run, at, 0)
        if head is None or not run[at].text[0].isupper():
            continue
        stop = at
        if head.words[-1] in ("corridor", "phase", "line", "section") and re.match(
            r"\s+\d+\b", text[run[at].end : run[at].end + 4]
        ):
            best = (0, stop, head.kind)
            numbered = re.match(r"\s+\d+", text[run[at].end :])
            if numbered and at == len(run) - 1:
                return ProperName(run[0].start, run[at].end + numbered.end(), head.kind, False)
        if at + 1 < len(run) and _opens(run, at, head):
            stop = _of_what(run, at)
        if stop == 0 and at == 0:
            continue
        last = _head_at(run, stop, at + 1) if stop > at + 3 else None  # "Chamber of Commerce Leaders Summit"
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
    heads = {words[-1]} | {w for w, after in pairwise(words) if after in _OPENS}
    generic = all(w in _GENERIC or _ORDINAL.fullmatch(w) for w in words if w not in heads or w not in head_nouns())
    if kind == "Project" and not possessive:
        end, kind = _as_plan(text, end)
    return ProperName(start, end, kind, generic)


def _as_plan(text: str, end: int) -> tuple[int, str]:
    """ "the Southern Road strategy" is a policy, not a road: where the name ends, and its kind."""
    word = _SMALL_WORD.match(text, end + 1) if text[end : end + 1] == " " else None
    for noun in head_nouns().get(word[1], ()) if word else ():
        if word and len(noun.words) == 1 and noun.small_letters and noun.kind == "Policy":
            return word.end(1), noun.kind
    return end, "Project"


def _with_small_head(run: list[_Word], text: str) -> ProperName | None:
    """A name whose head noun has a small letter: "the 14th China-ASEAN expo", "Kunming-Bangkok highway"."""
    run = _trimmed(run)
    if not run or all(_ORDINAL.fullmatch(w.text) for w in run):
        return None  # "9th meeting"
    owned = len(run) > 1 and run[0].low.endswith(("'s", "’s"))
    linked = (
        any("-" in w.text or "–" in text[w.start : run[-1].end] for w in run[-3:])
        or owned
        or re.search(r"\b(?:the|The)\s+(?:\d+(?:st|nd|rd|th)\s+)?$", text[max(0, run[0].start - 12) : run[0].start])
    )
    following = _SMALL_WORDS.match(text, run[-1].end)
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
                if all(w in _MODIFIERS for w in before) and (noun.words[-1] == "pipelines" or not word.endswith("s")):
                    best = ProperName(run[0].start, end, noun.kind, False)
        if word not in _MODIFIERS and best is None:
            break
    return best


def _quoted(text: str) -> Iterator[ProperName]:
    for match in _QUOTED.finditer(text):
        group = next(g for g in "abcd" if match[g] is not None)
        inside = match[group]
        words = re.findall(r"[\w'’-]+", inside)
        if not 1 <= len(words) <= 9 or not (words[0][0].isupper() or words[0][0].isdigit() or len(words) <= 6):
            continue
        for noun in head_nouns().get(words[-1].lower(), ()):
            if tuple(w.lower() for w in words[-len(noun.words) :]) == noun.words and len(words) > len(noun.words):
                yield ProperName(match.start(group), match.end(group), noun.kind, False, True)
                break
        else:
            after = re.findall(r"[a-z-]+", match["after"] or "")
            for at, word in enumerate(after):
                found = next((n for n in head_nouns().get(word, ()) if n.small_letters and len(n.words) == 1), None)
                if found:
                    stop = match.start("after") + [m.end() for m in re.finditer(r"[a-z-]+", match["after"])][at]
                    yield ProperName(match.start(group), stop, found.kind, False, True)
                    break


def _numbered(text: str) -> Iterator[ProperName]:
    """ "the two-promotion strategy", "the one-child policy": small letters, but a name."""
    for match in _NUMBERED.finditer(text):
        for noun in head_nouns().get(match["head"].lower(), ()):
            if noun.small_letters and len(noun.words) == 1:
                yield ProperName(match.start("name"), match.end("name"), noun.kind, False, True)
                break


def _described(text: str) -> Iterator[ProperName]:
    """ "a six-sided cooperation meeting among", "the trade fair between A and B": named by who meets and how."""
    for match in _AMONG.finditer(text):
        said = [*_SMALL_WORD_ANY.finditer(text, max(0, match.start() - 80), match.start())]
        held = [n for n in head_nouns().get(said[-1][0], ()) if n.kind == "Event"] if said else []
        if not held or said[-1].end() != match.start():
            continue
        first = len(said) - 1
        while (
            first > 0 and said[first - 1][0] in _MODIFIERS | _WAYS and said[first - 1].end() == said[first].start() - 1
        ):
            first -= 1
        if any(word[0] in _WAYS for word in said[first:-1]):
            yield ProperName(said[first].start(), said[-1].end(), "Event", False)
        elif first < len(said) - 1 and held[-1].small_letters and _TWO_AMONG.match(text, match.end()):
            yield ProperName(said[first].start(), said[-1].end(), "Event", True, True)


def find_proper_names(text: str) -> list[ProperName]:
    """The candidate names of a text, in order; none overlaps another (a quoted one wins)."""
    found = list(_quoted(text))
    found += [n for n in _numbered(text) if not any(n.start < f.end and f.start < n.end for f in found)]

    def free(name: ProperName) -> bool:
        return not any(name.start < f.end and f.start < name.end for f in found)

    found += [n for n in _described(text) if free(n)]
    for run in _runs(text):
        for segment in _segments(run):
            rest = segment
            while rest:
                name = _name_in(rest, text) or _with_small_head(rest, text)
                if name is None:
                    break
                if free(name):
                    found.append(name)
                rest = [w for w in rest if w.start >= name.end]
    return sorted(found, key=lambda n: n.start)
