"""Ties of lists that go on without their verb: "with A in 1990, B and C in 1991", "A with B, C with D"."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.names.listed import is_join, run_of
from ingest.names.name import Name
from ingest.prose.couples import NEXT_COUPLE
from ingest.prose.ties import Tie, fits_ends, weakened
from ingest.words.lexicon import any_of
from ingest.words.numbers import ranking

_DATE = r"in\s+(?:[A-Z][a-z]+\s+)?\d{4}"
_SIDE = (
    r"(?:(?:to|in|on|along)\s+(?:the|its)\s+)(?:(?:far\s+)?(?:north|south|east|west)[a-z-]*)"
    r"(?:\s+and\s+(?:north|south|east|west)[a-z-]*)?"
    r"|(?:over|for|along)\s+(?:[a-z]+\s+){0,3}?(?:[\d,.]*\d|thousand|hundred)(?:\s*(?:km|miles?|kilomet[a-z]+))?"
)
_GAP = re.compile(  # "in 1990, and the ", ", followed by "
    rf"^\s+(?:{_DATE}|{_SIDE})\s*,?\s*(?:and\s+|(?P<followed>followed\s+by\s+))?(?:with\s+)?(?:the\s+)?$|^\s*,\s*followed\s+by\s+$"
)
_THAT = re.compile(  # "its relation with A was set up in 1979, and that with B in 1983"
    r"[^.;:]{0,60}?(?:[,;]|\band|\bwhile)\s+(?:that|those|the\s+ones?|others?|another)\s+(?P<prep>with|in|to)\s+(?:the\s+)?$"
)
_DATED = re.compile(rf"^(?:\s*\([^()]*\))?\s+(?:{_DATE}|{_SIDE})")
_ELLIPSIS = re.compile(r"\s+(?:(?:one|another|its\s+own)\s+)?(with|to|from|in)\s+(?:the\s+)?")
_SHARE = re.compile(  # ", a fifth to ", "; 30 per cent in "
    r"(?:\s*[,;]\s+(?:and\s+)?|\s+and\s+)(?:another\s+)?(?:an?\s+\w+|\d[\d.,]*\s*(?:%|per\s?cent)|[a-z]+(?:-[a-z]+)?\s+per\s?cent|the\s+rest"
    r"|(?:[A-Z]{0,3}\s?[$€£¥]\s?)?\d[\d.,]*(?:\s+[a-z]+){0,3})"  # "600 million in A, 40 million dollars in B"
    r"\s+(with|to|from|in)\s+(?:the\s+)?$"
)
_NEXT_PAIR = re.compile(  # " since 1990, and " before the "C with D"
    rf"(?:\s*\([^()]*\))?(?:\s+(?:since\s+)?(?:{_DATE}|\d{{4}})|\s+(?:in|on|for)\s+[a-z][a-z ]{{2,40}})?"
    r"\s*(?:[,;]\s*(?:and\s+|while\s+)?|\s+and\s+|\s+while\s+)(?:the\s+)?$"
)
_OWNED = re.compile(r"['’]s?\s+(with|to|from)\s+(?:the\s+)?")
_ANOTHER = re.compile(r"(?:[,;:]|\band|\bwhile)\s+(?:the\s+)?$")
_LINK_NEXT = re.compile(r"\s+(with|to|from)\s+(?:(?:the\s+)?[A-Z]|(?:others?|that|those)\b)")
_NEXT_RANKS = re.compile(
    r"\b(?:followed|trailed)\s+(?:closely\s+)?by\s+(?:the\s+)?"
    r"|\b(?P<above>ahead\s+of|after|behind|second\s+only\s+to|next\s+(?:only\s+)?to)\s+(?:the\s+)?"
)
_RANK = re.compile(
    rf"\b(?:[a-z]+est|most|top|{any_of([*ranking(10)[1:], 'four', 'six', 'seven', 'ten'])}|\d+(?:nd|rd|th))\b"
)
_RANK_ENDS = re.compile(r"\s*(?:\([^()]*\)\s*)?(?:[.,;:)]|$|(?:in|as|with|and|since|for)\b)")
_RANKED = frozenset(["TRADES_WITH", "INVESTS_IN"])
_FLOWS = frozenset(["with", "to", "from", "in"])
_SHARE_BEHIND = re.compile(r"\s*(?:\([^()]*\))?\s*,?\s*")
_OWNERS = frozenset(["poss", "of", "for", "in", "among"])
_HEADS = frozenset(["subj", "incl", "appos", "is"])
_COST = 0.9  # of a tie whose verb another one has


def _also(tie: Tie, subject: Name | None = None, object: Name | None = None) -> Tie:
    """The same tie between other ends, for which the verb is not said again."""
    return weakened(replace(tie, subject=subject or tie.subject, object=object or tie.object), _COST)


def ranked(found: list[Tie], text: str, names: list[Name]) -> list[Tie]:
    """ "A was the largest partner of B, followed by C and D": C and D stand where A stands."""
    out: list[Tie] = []
    if not any(t.trigger.tie in _RANKED for t in found):
        return out
    for match in _NEXT_RANKS.finditer(text):
        following = [n for n in names if n.start >= match.end() and not n.demonym]
        if not following or following[0].start != match.end():
            continue
        more = run_of(text, following)
        if match["above"] and not (_RANK.search(text, 0, match.start()) and _RANK_ENDS.match(text, more[-1].end)):
            continue  # "the largest partner after A joined"
        for tie in found:
            left, _, right = tie.pattern.partition(">")
            if tie.trigger.tie not in _RANKED or max(tie.subject.end, tie.object.end) > match.start():
                continue
            if left in ("subj", "is") and right in _OWNERS:
                out += [_also(tie, subject=n) for n in more if fits_ends(tie.trigger, n, tie.object)]
            elif (right in _HEADS and left in _OWNERS) or (right in _FLOWS and _last_of(text, tie.object, match)):
                out += [_also(tie, object=n) for n in more if fits_ends(tie.trigger, tie.subject, n)]
    return [t for t in out if t.subject.key != t.object.key]


def _last_of(text: str, name: Name, match: re.Match[str]) -> bool:
    """ "with A (47 %), followed by": whether a name stands right before what comes next."""
    return _SHARE_BEHIND.fullmatch(text, name.end, match.start()) is not None


def gapped(found: list[Tie], text: str, names: list[Name]) -> list[Tie]:
    """ "with A in 1990, B and C in 1991": what goes on without its verb."""
    out: list[Tie] = []
    for tie in found:
        last = max(tie.subject.end, tie.object.end)
        following = [n for n in names if n.start >= last and not n.demonym]
        while following and (gap := _GAP.match(text[last : following[0].start])):
            more = run_of(text, following)
            if not _DATED.match(text[more[-1].end : more[-1].end + 30]):
                break
            if tie.pattern in ("between+between", "subj+subj"):
                pairs = [(more[0], more[1])] if len(more) == 2 and gap["followed"] else []
            else:
                pairs = [(tie.subject, n) for n in more if tie.object.start < n.start]
            out += [_also(tie, a, b) for a, b in pairs if a.key != b.key and fits_ends(tie.trigger, a, b)]
            last = more[-1].end
            following = [n for n in following if n.start >= last]
        that = _THAT.match(text[last : following[0].start]) if following else None
        if that and tie.pattern.endswith(f">{that['prep']}"):
            more = [n for n in run_of(text, following) if fits_ends(tie.trigger, tie.subject, n)]
            out += [_also(tie, object=n) for n in more if n.key != tie.subject.key]
    return out


def next_pairs(found: list[Tie], text: str, names: list[Name]) -> list[Tie]:
    """What goes on without its verb: "A was paired with B in 1990, C with D", "half goes to B, a fifth to C"."""
    out: list[Tie] = []
    plain = [n for n in names if not n.demonym]
    for tie in found:
        prep = tie.pattern.partition(">")[2]
        if prep not in _FLOWS or tie.object.end < tie.subject.end:
            continue
        last = tie.object.end
        after = [n for n in plain if n.start >= last]
        while after:
            share = _SHARE.match(text[last : after[0].start])
            if share and share[1] == prep:
                pair, rest = (tie.subject, after[0]), after[1:]
            elif len(after) > 1 and _NEXT_PAIR.match(text[last : after[0].start]):
                link = _ELLIPSIS.fullmatch(text, after[0].end, after[1].start)
                if not link or link[1] != prep:
                    break
                pair, rest = (after[0], after[1]), after[2:]
            else:
                break
            if pair[0].key == pair[1].key or not fits_ends(tie.trigger, *pair):
                break
            out.append(_also(tie, *pair))
            last, after = pair[1].end, rest
    return out


def paralleled(found: list[Tie], text: str, names: list[Name]) -> list[Tie]:
    """ "A was matched with B and C with D", "followed by C's with D": D belongs to the name before it, not to A."""
    plain = [n for n in names if not n.demonym]
    out: list[Tie] = []
    for tie in found:
        if _opens_the_next(tie, text, plain):
            continue
        own = next((n for n in reversed(plain) if n.end <= tie.object.start), None)
        if own is not None and own.key not in (tie.subject.key, tie.object.key) and own.start > tie.subject.end:
            owned = _OWNED.fullmatch(text, own.end, tie.object.start)
            link = owned or _ELLIPSIS.fullmatch(text, own.end, tie.object.start)
            between = [n for n in plain if tie.subject.end <= n.start <= own.start]
            if own in run_of(text, [tie.subject, *between]):
                link = None  # "from A, B and C to D"
            joined = owned or _ANOTHER.search(text, max(0, own.start - 12), own.start)
            if link and joined and tie.pattern.endswith(f">{link[1]}") and fits_ends(tie.trigger, own, tie.object):
                tie = _also(tie, subject=own)
        out.append(tie)
    return out


def _opens_the_next(tie: Tie, text: str, names: list[Name]) -> bool:
    """ "links A with B, C with D": C is no partner of A, but the subject of what comes next."""
    prep = tie.pattern.partition(">")[2]
    if prep not in ("with", "to", "from") or tie.object.demonym:
        return False
    run = run_of(text, [tie.object, *(n for n in names if n.start >= tie.object.end)])
    link = _LINK_NEXT.match(text, run[-1].end)
    if link is None or link[1] != prep:
        return False
    first = tie.object
    for name in reversed([n for n in names if n.end <= first.start and n.start > tie.subject.end]):
        if NEXT_COUPLE.search(text[: first.start]):
            return True
        if not is_join(text, name.end, first.start):
            break
        first = name
    return NEXT_COUPLE.search(text[: first.start]) is not None
