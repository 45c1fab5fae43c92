"""Firms that only the parse of a sentence tells: by the recogniser of the model, by what they do and suffer.

Who builds, invests, is bought, is a firm. The recogniser is the slowest part of the model: it runs only on sentences
that hold a trigger for firms, and only what stands free of every other name is taken, as provisional firms; a place
right before a firm's own word belongs to its name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from ingest.kinds import FIRMS, PLACES
from ingest.names.firms import NOT_FIRMS, TRADES
from ingest.names.name import Name
from ingest.parse.nouns import INCLUDING
from ingest.parse.parse import Parsed
from ingest.parse.slots import Slot
from ingest.words.lexicon import offices, phrases, words
from ingest.words.tokens import Token

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.pipeline import TrainablePipe

_FIELDS = words("portfolios") | {"and"}
_NO_NAMES = frozenset(phrases("no_short_names"))
_NAME = re.compile(r"[A-Z][\w&.'’-]*(?: (?:[A-Z][\w&.'’-]*|of|and|&))*")
_TRADED = frozenset([*(("of", n) for n in phrases("firms_bought")), *(("in", n) for n in phrases("firms_held"))])
_OF_PERSONS = frozenset(["PERSON", "NORP", "DATE", "LANGUAGE", "EVENT", "WORK_OF_ART", "LAW"])


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
        person = token.lower_ not in TRADES and any(a <= token.i < b for a, b in persons)
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
            return slot.names[0].kind in FIRMS
    listed = token.dep_ == "pobj" and token.head.lower_ in ("as", *INCLUDING)
    return listed and offices().get(token.head.head.lower_) == "group"


def recognise(nlp: Language, parsed: Sequence[Parsed]) -> None:
    """Lets the recogniser of the model mark organisations and persons, in one batch: one by one takes several times
    as long."""
    if parsed:
        recogniser = cast("TrainablePipe", nlp.get_pipe("ner"))
        for _ in recogniser.pipe((p.source for p in parsed), batch_size=96):
            pass  # it writes into the parses themselves


def add_firms(parsed: Parsed, text: str, deeds: frozenset[str]) -> list[Name]:
    """Adds the organisations that the recogniser has marked, what is bought, who does one of the `deeds` of firms, and
    what is called a firm, to the slots of a parsed sentence.

    Gives their names.
    """
    doc = parsed.source
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
        root = parsed.source[first:last].root.i
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
    entity = parsed.source[first:last]
    start = opens.start if opens is not None else parsed.offset(first)
    printed = entity.text.removesuffix("'s").strip()
    if opens is not None:
        printed = text[opens.start : opens.end] + printed[len(entity[0].text) :]
    parts = printed.split()
    if not _NAME.fullmatch(printed) or len(parts) > 6 or text[start : start + len(printed)] != printed:
        return None
    if "".join(part[0] for part in parts) in _NO_NAMES:
        return None  # "Foreign Direct Investment"
    own = parts[len(text[opens.start : opens.end].split()) :] if opens is not None else parts
    if own and all(w.lower() in _FIELDS for w in own):
        return None  # "Trade and Export Development Minister Lee"
    if any(w.lower() in NOT_FIRMS and w.lower() not in ("of", "and") for w in own) or any(
        offices().get(w.lower()) == "person" for w in own
    ):
        return None
    if first > 1 and parsed.doc[first - 1].lower_ == "of" and offices().get(parsed.doc[first - 2].lower_) == "person":
        return None  # "Minister of Public Works"
    return Name(start, start + len(printed), printed, printed, kind="Enterprise", provisional=True)
