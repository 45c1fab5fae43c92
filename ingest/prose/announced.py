"""What one sentence announces in number and the next names: "Qingdao has 26 sister cities. The oldest is Shimonoseki."

The sentence before gives the tie and one end; this one lists the others, after words that point back ("Among them
are", "The first was", "Those of", "the oldest of which, with").
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from graph.model import Mode
from graph.schema import schema
from ingest.kinds import BODIES
from ingest.names.name import Name
from ingest.parse.mode import mode_of_text
from ingest.prose.again import LIST, listed, masked
from ingest.prose.ties import Tie, fits_ends
from ingest.triggers.trigger import Trigger, TriggerHit
from ingest.words.lexicon import any_of, phrases
from ingest.words.numbers import CARDINAL

_BE, _RANK, _BEFORE_RANKS = (any_of(phrases(key)) for key in ("stands_out", "ranks", "before_ranks"))
_NTH = (
    rf"(?:{_BEFORE_RANKS}\s+)*{_RANK}"
    rf"(?:\s+(?:of\s+(?:these|them|all|the\s+\w+)|{any_of(phrases('behind_ranks'))}))*"
)
_ARE, _AMONG, _MORE = (any_of(phrases(key)) for key in ("are_these", "among_them", "more_of_them"))
_PREP = r"(?:,?\s*(?:(?:those|that|the\s+ones?)\s+)?(?P<prep>with|in|of|from|to)\s+)?"
_NAMED = rf"{_PREP}(?P<list>{LIST})"
_GOING_ON = r"(?:^|[,;]\s+(?:and\s+|while\s+|but\s+)?)"
_OPENERS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"^(?:Among|Amongst|Of|Included\s+among)\s+(?:them|these|those|its\s+\w+)\s*,?\s+{_ARE}\s+{_NAMED}",
        rf"^(?P<list>{LIST})\s+{_ARE}\s+{_AMONG}\s+(?:them|these)\b",
        rf"^(?:They|These|Those|The\s+(?:full\s+)?list)\s+(?:(?:now|also|today|currently)\s+)?"
        rf"{any_of(phrases('lists_them'))}\s*:?\s+{_NAMED}",
        rf"^(?:The|Its)\s+{_NTH}\s*,?\s+{_BE}\s+{_NAMED}",
        rf"^The\s+(?:{CARDINAL})\s+(?:partners\s+)?(?:are|were)\s*:?\s+{_NAMED}",
        rf"^{_MORE}\s+(?:[a-z-]+\s+){{1,3}}?(?:are|were|include|included)\s+{_NAMED}",
        rf"^(?:The\s+ones?|That|Those|One|Another)\s+(?P<prep>in|of|with|from)\s+(?P<list>{LIST})",
    )
)
_AND_ON = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_GOING_ON}the\s+{_NTH}\s*(?:,\s*)?(?:{_BE}\s+)?{_NAMED}",
        rf"(?:{_GOING_ON}|\band\s+)(?:the\s+ones?|that|those|one|another)\s+(?P<prep>in|of|with|from)\s+(?P<list>{LIST})",
        rf",?\s+(?:then\s+)?(?:closely\s+)?followed\s+by\s+(?:that\s+)?(?:(?P<prep>of|in|with)\s+)?(?P<list>{LIST})",
    )
)
_OF_WHICH = re.compile(rf"\bthe\s+(?:very\s+|most\s+)?{_RANK}\s+of\s+which\s*,?\s+(?:{_BE}\s+)?{_NAMED}")
_HINT = re.compile(
    rf"^(?:{any_of(phrases('opens_a_list'))}|The\s+(?:full|list|ones?|{_BEFORE_RANKS}|{_RANK}|{CARDINAL}))\b"
    rf"|\b{_AMONG}\s+(?:them|these)\b|\b{_RANK}\s+of\s+which\b"
)
_COUNTED = frozenset([
    "SISTER_OF", "COOPERATES_WITH", "REPRESENTED_IN", "MEMBER_OF", "PARTICIPATES_IN", "BORDERS", "TRADES_WITH",
    "INVESTS_IN", "OWNS", "AIDS", "TWINNED_WITH",
])  # fmt: skip
_HOSTS = frozenset(phrases("hosting"))
_ALL = ("They", "These", "Those")
_SAID = re.compile(r"[^\W_]+|-")
_LESS = 0.8


def announced(
    text: str,
    names: list[Name],
    containers: set[Name],
    said: str,
    owner: Name | None,
    find: Callable[[list[str]], list[TriggerHit]],
    told: list[Tie] | None = None,
) -> list[Tie]:
    """The ties of the names of a sentence with the `owner`, which the sentence before, `said`, announced.

    `find` gives the triggers among words; `told` are the ties of the sentence before, of which this may name others.
    A sentence that announces and names at once ("sister cities, the oldest of which is A") is its own `said`.
    """
    if owner is None or not names or not said or not _HINT.search(text):
        return []
    mask = masked(text, names, containers)
    found = [_OF_WHICH.search(mask)] if said == text else _matches(mask)
    spans = [(*m.span("list"), m.groupdict().get("prep")) for m in found if m is not None]
    words = _SAID.findall(said.lower())
    trigger = _announcing(words, find, owner) if spans else None
    if spans and trigger is None and told and told[-1].trigger.tie in _COUNTED and not text.startswith(_ALL):
        trigger, owner = told[-1].trigger, _shared_end(told) or owner
    if trigger is None or mode_of_text(text[: spans[0][0]]) is not Mode.DONE:
        return []
    sure = round(trigger.confidence * _LESS, 3)
    ties: list[Tie] = []
    for start, stop, prep in spans:
        for name in listed(names, (start, stop), containers):
            ends = _ends(trigger, _standing(owner, text), name, prep or spans[0][2], words)
            if ends is not None and owner.key != name.key:
                ties.append(Tie(trigger, "announced", *ends, Mode.DONE, sure, name.start, name.end))
    return ties


def _shared_end(told: list[Tie]) -> Name | None:
    """The end that all ties of the sentence before have, the subject first."""
    return next(
        (n for n in (told[-1].subject, told[-1].object) if all(n.key in (t.subject.key, t.object.key) for t in told)),
        None,
    )


def _matches(mask: str) -> list[re.Match[str]]:
    """The list that opens the sentence, and those that go on from it."""
    first = next((m for pattern in _OPENERS if (m := pattern.search(mask))), None)
    return [] if first is None else [first, *(m for p in _AND_ON for m in p.finditer(mask, first.end()))]


def _announcing(words: list[str], find: Callable[[list[str]], list[TriggerHit]], owner: Name) -> Trigger | None:
    """The noun, in the plural, by which a sentence announces others of the owner; the most special one."""
    hits = [h.trigger for h in find(words) if h.pos == "noun" and words[h.last].endswith("s")]
    hits = [t for t in hits if t.tie in _COUNTED and owner.kind in t.subject_kinds | t.object_kinds]
    return next((t for t in hits if not t.general), hits[0] if hits else None)


def _ends(trigger: Trigger, owner: Name, name: Name, prep: str | None, words: list[str]) -> tuple[Name, Name] | None:
    """Subject and object: what the list is of, and the preposition before the names, tell them apart."""
    turned = trigger.tie in ("MEMBER_OF", "PARTICIPATES_IN") and owner.kind in BODIES
    if trigger.tie == "REPRESENTED_IN":
        turned = prep == "of" or (prep is None and not _HOSTS.isdisjoint(words))
    elif trigger.tie == "INVESTS_IN":
        turned = prep != "in"
    elif schema().ties[trigger.tie].symmetric and prep in ("from", "to"):
        return None
    pair = (name, owner) if turned else (owner, name)
    return pair if fits_ends(trigger, *pair) else None


def _standing(owner: Name, text: str) -> Name:
    """The owner, printed in this sentence as its first word, which points back."""
    word = re.match(r"\W*(\w+)", text)
    start, end = word.span(1) if word else (0, 0)
    return replace(owner, start=start, end=end, printed=text[start:end], anaphor=True)
