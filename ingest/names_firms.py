"""Firms and bodies that no list knows and no head noun betrays ("Kodak", "Siemens", "Jiangsu Delong").

They are told by the model's recogniser, and by what they do: who builds, invests, holds a stake. The recogniser is the
slowest part of the model: it runs only on sentences that hold a trigger for firms, and only what stands free of every
other name is taken, as provisional firms; a place right before a firm's own word belongs to its name.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

from ingest.arguments import INCLUDING
from ingest.lexicon import offices, words
from ingest.names import PLACES, Name
from ingest.parse import Parsed
from ingest.parse_slots import Slot
from ingest.word_forms import noun_forms

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Token

_NAME = re.compile(r"[A-Z][\w&.'’-]*(?: (?:[A-Z][\w&.'’-]*|of|and|&))*")
_SMALL = re.compile(r"[a-z]+")
_NOT_FIRMS = words("not_firms") | words("function_words")
_BOUGHT = ("acquisition", "takeover", "purchase", "buyout", "ownership")
_HELD = ("stake", "stakes", "share", "shares", "shareholding", "holding")
_TRADED = frozenset([*(("of", noun) for noun in _BOUGHT), *(("in", noun) for noun in _HELD)])
_OF_PERSONS = frozenset(["PERSON", "NORP", "DATE", "LANGUAGE", "EVENT", "WORK_OF_ART", "LAW"])
_UNNAMED = re.compile(
    r"(?<=[a-z,;] )[A-Z][\w&-]+|^[A-Z][\w&-]+(?=['’]s\b| [A-Z]| [a-z]+(?:s|ed)\b| (?:has|had|will|is|was)\b)"
)


_FORMS = words("legal_forms")  # of names of firms: a text leaves them out when it names a firm again
_TRADES = words("general_name_words") | words("name_modifiers") | _FORMS
_NO_FIRM_OPENS = _NOT_FIRMS | _TRADES
_SMALL_LINKS = frozenset(["of", "and", "&", "for", "the"])
_CAPITALS = r"(?:[A-Z0-9][\w&.'’-]*[\w]|[A-Z])(?:\s(?:&\s)?(?:[A-Z][\w&'’-]*|\d+))*"
_MEMBER = re.compile(_CAPITALS)
_ENDING = re.compile(rf"(?<![\w.]){_CAPITALS}$")
_NEXT = re.compile(r"\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or|as\s+well\s+as)\s+")
_OTHERS = words("introduces_others")


@lru_cache(maxsize=1)
def _nouns() -> frozenset[str]:
    return frozenset(form for noun in words("firm_nouns") for form in noun_forms(noun))


@lru_cache(maxsize=1)
def _named() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """How a text says of capitals that they are firms: by a list, by the noun before them, by an apposition."""
    nouns = "|".join(sorted(_nouns()))
    several = "|".join(sorted(_nouns() - words("firm_nouns")))
    one = "|".join(sorted(words("firm_nouns") - {"business", "group"}))
    listed = re.compile(
        rf"\b(?:{several})\b(?P<between>[^.;:()]{{0,60}}?)"
        r"(?:\s*,?\s*\b(?:including|namely|such\s+as|like|among\s+them)\s+|\s*[:(]\s*)(?=[A-Z])"
    )
    behind = re.compile(rf"\b(?:{one})\s+(?P<name>{_CAPITALS})(?![\w’'])")
    ahead = re.compile(rf",\s+(?:an?|the|one\s+of)\s+(?:[\w’'-]+\s+){{0,6}}?(?:{nouns})\b")
    return listed, behind, ahead


def find_firms(text: str) -> list[list[tuple[int, int]]]:
    """The spans of which a text itself says that they are firms, whatever else the names may mean; lists together."""
    if _nouns().isdisjoint(_SMALL.findall(text)):
        return []
    listed, behind, ahead = _named()
    found: list[list[tuple[int, int]]] = []
    for match in listed.finditer(text):
        if not _OTHERS.isdisjoint(_SMALL.findall(match["between"])):
            continue
        at, members = match.end(), []
        bracket = match[0].rstrip().endswith("(")
        while member := _MEMBER.match(text, at):
            members.append(member.span())
            following = _NEXT.match(text, member.end())
            if following is None:
                break
            at = following.end()
        found += [members] if not bracket or len(members) > 1 else []
    found += [[m.span("name")] for m in behind.finditer(text)]
    for match in ahead.finditer(text):
        start = max(0, match.start() - 60)
        name = _ENDING.search(text[start : match.start()])
        if name and (" " in name[0] or not match[0].startswith((", the", ", one"))):
            found.append([(start + name.start(), match.start())])
    return [group for group in found if not _NOT_FIRMS.intersection(text[a:b].split()[0].lower() for a, b in group)]


def short_forms(firm: str, is_known: Callable[[str], bool]) -> list[str]:
    """How a text may call a firm once it has named it: "Anhui Conch Cement Company Ltd" as "Anhui Conch". What is left
    has a word of its own, which is no place."""
    said = firm.split()
    out: list[str] = []
    while len(said) > 1 and (_plain(said[-1]) in _FORMS or (out and _plain(said[-1]) in _TRADES)):
        said = said[:-1]
        if _plain(said[-1]) not in _FORMS | _SMALL_LINKS:
            out.append(" ".join(said).rstrip(",."))
    if len(firm.split()) < 4 and not out:
        out.append(firm)  # as it is, wherever it stands next
    own = [s for s in out if not all(_plain(w) in _TRADES | _SMALL_LINKS or is_known(w) for w in s.split())]
    return [s for s in own if not is_known(s) and (" " in s or len(s) > 3)]


def _plain(word: str) -> str:
    return word.strip("().,").lower()


def may_name_a_firm(text: str, names: list[Name]) -> bool:
    """Whether a capitalised word of a sentence is part of none of its names, nor a word that opens a clause."""
    return any(
        m[0].lower() not in _NO_FIRM_OPENS and not any(n.start <= m.start() < n.end for n in names)
        for m in _UNNAMED.finditer(text)
    )


def _run(token: Token, parsed: Parsed) -> tuple[int, int]:
    """The capitals that end in a token, with a place right before them: "Jiangxi Ganfeng"."""
    start = token.i
    while start and parsed.doc[start - 1].tag_.startswith("NNP") and start - 1 not in parsed.slots:
        start -= 1
    before = parsed.slots.get(start - 1)
    if before is not None and len(before.names) == 1 and before.names[0].kind in PLACES and not before.names[0].demonym:
        start -= 1
    return start, token.i + 1


def _traded(parsed: Parsed) -> list[tuple[int, int]]:
    """Runs of capitals that are bought: "the acquisition of Brandt Pumps", "a stake in Kadena Glass"."""
    out: list[tuple[int, int]] = []
    for token in parsed.doc:
        below = token.head.head if token.dep_ == "pobj" else None
        if below is None or token.i in parsed.slots or not token.tag_.startswith("NNP"):
            continue
        if (token.head.lower_, below.lower_) in _TRADED:
            out.append(_run(token, parsed))
    return out


def _acting(parsed: Parsed, deeds: frozenset[str], persons: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Runs of capitals that do what firms do ("Mazda operates", "built by Jiangsu Delong", "Honda's plant") and are no
    `persons`, or are said to be firms ("the miner Fox Resources", "companies such as Henan Overseas")."""
    out: list[tuple[int, int]] = []
    for token in parsed.doc:
        if token.i in parsed.slots or not token.tag_.startswith("NNP"):
            continue
        by = token.dep_ == "pobj" and token.head.dep_ == "agent"
        head = token.head.head if by else token.head
        acts = (by or token.dep_ in ("nsubj", "nsubjpass", "poss")) and head.lower_ in deeds
        person = token.lower_ not in _TRADES and any(a <= token.i < b for a, b in persons)
        if (acts and not person) or _is_called_firm(token, parsed):
            out.append(_run(token, parsed))
    return out


def _is_called_firm(token: Token, parsed: Parsed) -> bool:
    """ "the miner Fox Resources", "companies such as Henan Overseas", "Valin, a producer of steel"."""
    if token.i + 1 < len(parsed.doc) and parsed.doc[token.i + 1].tag_.startswith("NNP"):
        return False
    first = _run(token, parsed)[0]
    if first and offices().get(parsed.doc[first - 1].lower_) == "group" and parsed.doc[first - 1].tag_ == "NN":
        return True
    if any(c.dep_ == "appos" and offices().get(c.lower_) == "group" for c in token.children):
        return True
    while token.dep_ == "conj":
        token = token.head
        slot = parsed.slots.get(token.i)
        if slot is not None:
            return slot.names[0].kind in ("SOE", "Enterprise")
    listed = token.dep_ == "pobj" and token.head.lower_ in ("as", *INCLUDING)
    return listed and offices().get(token.head.head.lower_) == "group"


def add_firms(nlp: Language, parsed: Parsed, text: str, deeds: frozenset[str]) -> list[Name]:
    """Adds the organisations that the recogniser finds, what is bought, who does one of the `deeds` of firms, and what
    is called a firm, to the slots of a parsed sentence.

    Gives their names.
    """
    recogniser = nlp.get_pipe("ner")
    doc = recogniser(parsed.doc)
    spans = [(e.start, e.end) for e in doc.ents if e.label_ == "ORG"]
    persons = [(e.start, e.end) for e in doc.ents if e.label_ in _OF_PERSONS]
    for a, b in _traded(parsed) + _acting(parsed, deeds, persons):
        spans = [s for s in spans if not (a <= s[0] and s[1] <= b)]
        if not any(a < d and c < b for c, d in spans):
            spans.append((a, b))
    found: list[Name] = []
    for first, last in sorted(spans):
        name = _firm(parsed, text, first, last)
        if name is None:
            continue
        root = parsed.doc[first:last].root.i
        for token in range(first, last):
            parsed.slots.pop(token, None)
        parsed.slots[root] = Slot(name.start, name.end, (name,), name.printed)
        found.append(name)
    return found


def _firm(parsed: Parsed, text: str, first: int, last: int) -> Name | None:
    """The firm's name in a span of tokens; none where the span holds another name, but for a place that opens it."""
    opens = parsed.slots.get(first)
    if any(i in parsed.slots for i in range(first + 1, last)) or (opens is not None and last - first == 1):
        return None
    if opens is not None and (len(opens.names) > 1 or opens.names[0].kind not in PLACES or opens.names[0].demonym):
        return None
    entity = parsed.doc[first:last]
    start = opens.start if opens is not None else parsed.offset(first)
    printed = entity.text.removesuffix("'s").strip()
    if opens is not None:
        printed = text[opens.start : opens.end] + printed[len(entity[0].text) :]
    parts = printed.split()
    if not _NAME.fullmatch(printed) or len(parts) > 6 or text[start : start + len(printed)] != printed:
        return None
    own = parts[len(text[opens.start : opens.end].split()) :] if opens is not None else parts
    if any(w.lower() in _NOT_FIRMS and w.lower() not in ("of", "and") for w in own) or any(
        offices().get(w.lower()) == "person" for w in own
    ):
        return None
    if first > 1 and parsed.doc[first - 1].lower_ == "of" and offices().get(parsed.doc[first - 2].lower_) == "person":
        return None  # "Minister of Public Works"
    return Name(start, start + len(printed), printed, printed, kind="Enterprise", provisional=True)
