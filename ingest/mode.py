"""What a clause says of its tie: done, planned, ended or denied, from modals, negation and the governing words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graph.model import Mode
from ingest.lexicon import words
from ingest.word_forms import verb_forms

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def _forms(key: str) -> frozenset[str]:
    return frozenset(form for verb in words(key) for form in verb_forms(verb))


_PLANNING = _forms("planning_verbs")
_ENDING = _forms("ending_verbs")
_DEPARTING = verb_forms("leave")
_DENYING = _forms("denying_verbs")
_PLANS = words("planning_nouns")
_MODALS = words("modals")
_NEGATIONS = words("negations")
_NOT_AT_ALL = frozenset(["rather", "instead"])
_FUTURE = re.compile(
    r"\b(?:going|about|yet|due|set|expected|scheduled|planned)\s+to\b|\bplan(?:s|ned)?\s+to\b", re.IGNORECASE
)
_LINEAR = {
    Mode.DENIED: re.compile(
        r"\b(?:not|never|no|neither|failed to|refused to|declined to|without|rather than)\b|n['’]t\b", re.IGNORECASE
    ),
    Mode.ENDED: re.compile(
        r"\b(?:ended|terminat\w+|ceas\w+|suspend\w+|cancel\w+|sever(?:ed|ing)|put an end to|broke off|cut off"
        r"|withdr[ea]w)\b", re.IGNORECASE
    ),
    Mode.PLANNED: re.compile(
        r"\b(?:will|would|shall|should|may|might|could|plans? to|planned to|intends? to|hopes? to|aims? to|agreed to"
        r"|proposed to|expected to|going to|decided to|promised to|pledged to)\b", re.IGNORECASE
    ),
}  # fmt: skip


def shares_subject(token: Token) -> bool:
    """Whether a verb has no subject of its own."""
    return not any(c.dep_ in ("nsubj", "nsubjpass") for c in token.children)


def _verbs_above(token: Token) -> list[Token]:
    """The token and the verbs (or nouns) that govern it as a complement, up to three."""
    out = [token]
    here = token
    for _ in range(3):
        if here.dep_ in ("xcomp", "ccomp", "pcomp", "acl", "prep", "pobj", "dobj", "conj") and here.head.i != here.i:
            shares = here.dep_ == "conj" and shares_subject(here)
            own = here.dep_ == "ccomp" and here.i < here.head.i and not shares_subject(here)
            if own or (here.dep_ == "conj" and not shares):
                break
            here = here.head
            out.append(here)
        else:
            break
    return out


def mode_of(doc: Doc, anchor: int, verb: int | None, chain: list[int]) -> Mode:
    """The mode of a tie stated by the token `anchor` in the clause of `verb`; `chain` are the nouns between them."""
    start = doc[verb] if verb is not None else doc[anchor]
    words = _verbs_above(start)
    if _negated(doc, anchor, words, chain):
        return Mode.DENIED
    lows = ["" if _departs(w) else w.lower_ for w in words] + [doc[i].lower_ for i in chain]
    own = doc[anchor].lower_
    if any(w in _ENDING and w != own for w in lows) or _put_an_end(words):
        return Mode.ENDED
    if any(w in _DENYING and w != own for w in lows[: len(words)]):
        return Mode.DENIED
    modal = any(c.lower_ in _MODALS and c.dep_ == "aux" for w in words[:2] for c in w.children)
    above = any(w.lower_ in _PLANNING and w.i != anchor for w in words[1:]) or (
        verb is not None and start.i != anchor and start.lower_ in _PLANNING
    )
    plans = any(w.lower_ in _PLANS for w in words[1:]) or any(doc[i].lower_ in _PLANS for i in chain[1:])
    future = any(_FUTURE.search(doc[max(0, w.i - 3) : w.i + 1].text) for w in words[:1])
    return Mode.PLANNED if modal or above or plans or future else Mode.DONE


def _negated(doc: Doc, anchor: int, words: list[Token], chain: list[int]) -> bool:
    if any(
        c.dep_ == "neg" or (c.lower_ in _NEGATIONS and c.dep_ in ("advmod", "preconj"))
        for w in words[:2]
        for c in w.children
    ):
        return not _not_only(doc, words)
    for i in {anchor, *chain}:
        if any(c.lower_ == "no" and c.dep_ == "det" for c in doc[i].children):
            return True
    first = words[0]
    before = [t.lower_ for t in doc[max(0, first.i - 3) : first.i]]
    return "without" in before or (any(w in _NOT_AT_ALL for w in before) and any(w in ("than", "of") for w in before))


def _departs(verb: Token) -> bool:
    """ "left for Mali", "left Xi'an for Mali" ends nothing."""
    return verb.lower_ in _DEPARTING and any(c.lower_ == "for" and c.dep_ == "prep" for c in verb.children)


def _not_only(doc: Doc, words: list[Token]) -> bool:
    return any(
        c.lower_ == "not" and c.i + 1 < len(doc) and doc[c.i + 1].lower_ in ("only", "just", "merely")
        for w in words
        for c in w.children
    )


def _put_an_end(words: list[Token]) -> bool:
    return any(
        w.lower_ in ("put", "puts", "putting", "brought", "came") and any(c.lower_ == "end" for c in w.children)
        for w in words
    )


def mode_of_text(text: str) -> Mode:
    """The mode by words alone, of the part of a clause between and before two ends."""
    for mode in (Mode.DENIED, Mode.ENDED, Mode.PLANNED):
        if _LINEAR[mode].search(text) and not re.search(r"\bnot only\b", text):
            return mode
    return Mode.DONE
