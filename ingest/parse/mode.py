"""What a clause says of its tie: done, planned, ended or denied, from modals, negation and the governing words."""

from __future__ import annotations

import re

from graph.model import Mode
from ingest.words.forms import conjugated, verb_forms
from ingest.words.lexicon import any_of, phrases, words
from ingest.words.tokens import Token, text_of

_PLANNING = conjugated(words("planning_verbs"))
_WANTING = _PLANNING | conjugated(words("urging_verbs"))  # what is pushed does not follow what it pushes
_ENDING = conjugated(words("ending_verbs"))
_DEPARTING = verb_forms("leave")
_BREAKING = verb_forms("break")
_CUTTING = _BREAKING | verb_forms("cut")
_ACROSS = frozenset(["across", "along", "into", "through"])
_AGREED = verb_forms("agree")
_PAPERS = words("papers_and_ties")
_BE = frozenset(["is", "are", "was", "were", "be", "'s"])
_EXCEPT = frozenset(phrases("exceptions"))
_DENYING = conjugated(words("denying_verbs")) | words("denying_nouns")
_PLANS = words("planning_nouns")
_APPLYING = conjugated(words("applying_verbs"))
_BACKING = conjugated(words("backing_verbs"))
_INVITING = conjugated(words("inviting_verbs"))
_LOOKING = verb_forms("look")
_MAKING = words("making_nouns")
_TALKS = words("negotiating_nouns")
_COMING_ABOUT = conjugated(words("comes_about"))
_MAY_BE = words("says_it_may_be")
_BEING = verb_forms("be")
_MODALS = words("modals")
_NEGATIONS = words("negations")
_SUPPOSING = frozenset(["may", "might", "must"])  # "may be the largest part of A's trade with B": the trade is there
_OBTAINING = conjugated(words("obtaining_verbs"))
_NOT_AT_ALL = frozenset(["rather", "instead"])
_FUTURE = re.compile(rf"\b{any_of(phrases('expecting'))}\s+to\b", re.IGNORECASE)
_LINEAR = {
    Mode.DENIED: re.compile(rf"\b{any_of(phrases('denying_words'))}\b|n['’]t\b", re.IGNORECASE),
    Mode.ENDED: re.compile(
        rf"\b(?:{any_of(phrases('ending_words'))}|{any_of(phrases('stems_of_ending'))}\w+)\b", re.IGNORECASE
    ),
    Mode.PLANNED: re.compile(rf"\b{any_of(phrases('planning_words'))}\b", re.IGNORECASE),
}


def shares_subject(token: Token) -> bool:
    """Whether a verb has no subject of its own."""
    return not any(c.dep_ in ("nsubj", "nsubjpass") for c in token.children)


def _verbs_above(token: Token) -> tuple[list[Token], frozenset[int]]:
    """The token and the verbs (or nouns) that govern it as a complement, up to three; which of them only stand beside
    it ("visited A and signed"): these share modals and negation, but what they mean is their own."""
    out = [token]
    beside: set[int] = set()
    here = token
    for _ in range(3):
        if here.dep_ in ("xcomp", "ccomp", "pcomp", "acl", "prep", "pobj", "dobj", "conj") and here.head.i != here.i:
            shares = here.dep_ == "conj" and shares_subject(here)
            own = here.dep_ == "ccomp" and here.i < here.head.i and not shares_subject(here)
            if own or (here.dep_ == "conj" and not shares):
                break
            if here.dep_ == "conj":
                beside.add(here.head.i)
            here = here.head
            out.append(here)
        else:
            break
    return out, frozenset(beside)


def mode_of(doc: list[Token], anchor: int, verb: int | None, chain: list[int]) -> Mode:
    """The mode of a tie stated by the token `anchor` in the clause of `verb`; `chain` are the nouns between them."""
    start = doc[verb] if verb is not None else doc[anchor]
    words, beside = _verbs_above(start)
    above = [w for w in words if w.i not in beside]
    if _no_longer(words):
        return Mode.ENDED
    if _negated(doc, anchor, words, chain):
        return Mode.DENIED
    lows = ["" if _goes_on(w) else w.lower_ for w in above] + [doc[i].lower_ for i in chain]
    own = doc[anchor].lower_
    if (any(w in _ENDING and w != own for w in lows) and not _ends_another(start, chain)) or _put_an_end(above):
        return Mode.ENDED
    if any(w in _DENYING and w != own for w in lows[: len(above)]):
        return Mode.DENIED
    return Mode.PLANNED if _planned(doc, anchor, verb, words, above, chain) else Mode.DONE


def _planned(
    doc: list[Token], anchor: int, verb: int | None, words: list[Token], above: list[Token], chain: list[int]
) -> bool:
    start = words[0]
    modal = [c for w in words[:2] for c in w.children if c.lower_ in _MODALS and c.dep_ == "aux"]
    if start.dep_ == "advcl" and start.tag_ == "VB":  # "will lend money to build": what is built, too
        modal += [c for c in start.head.children if c.lower_ in _MODALS and c.dep_ == "aux"]
    if modal and not (start.lower_ == "be" and len(chain) > 1 and modal[0].lower_ in _SUPPOSING):
        return True
    if any(w.lower_ in _WANTING and w.i != anchor for w in above[1:]):
        return True
    if any((w.lower_ in _PLANS and not _won(w)) or _looks_forward(w) for w in above[1:]):
        return True
    if start.tag_ == "VB" and start.dep_ in ("xcomp", "ccomp", "advcl") and start.head.lower_ in _INVITING:
        return True  # "welcomed firms to invest"
    if verb is not None and start.i != anchor and start.lower_ in _PLANNING:
        return not _agreed(doc[chain[-1]])
    if start.dep_ == "advcl" and start.tag_ == "VB" and start.head.lower_ in _WANTING and _told_to(start):
        return True
    if start.dep_ in ("advcl", "xcomp") and start.tag_ == "VB" and start.head.lower_ in _APPLYING:
        return True
    if start.i != anchor and start.lower_ in _BACKING and any(doc[i].lower_ in _MAKING for i in chain[1:]):
        return True  # "backs the establishment of ties"
    if any(doc[i].lower_ in _PLANS for i in chain[1:]) or _negotiated(start):
        return True
    return _is_to(start) or bool(_FUTURE.search(text_of(doc[max(0, start.i - 3) : start.i + 1])))


def _agreed(noun: Token) -> bool:
    """ "A protocol was agreed": a paper on which one agrees is there, unlike a visit."""
    return noun.dep_ == "nsubjpass" and noun.head.lower_ in _AGREED and noun.lower_ in _PAPERS


def _told_to(verb: Token) -> bool:
    """ "pushed A to adopt it": whom one wants to do something stands before it."""
    return any(c.dep_ == "dobj" and c.i < verb.i for c in verb.head.children)


def _looks_forward(verb: Token) -> bool:
    """ "looks forward to working with A"."""
    return verb.lower_ in _LOOKING and any(c.lower_ == "forward" for c in verb.children)


def _won(plan: Token) -> bool:
    """ "won the right to host", "the right to host was given to B": what was wished for has been given."""
    return plan.dep_ in ("dobj", "nsubjpass") and plan.head.lower_ in _OBTAINING


def _is_to(verb: Token) -> bool:
    """ "is to travel", "was to begin": what is arranged; "was the first to begin": what was done."""
    if any(c.dep_ == "attr" for c in (verb.head if verb.dep_ == "xcomp" else verb).children):
        return False
    to = any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
    if to and verb.dep_ == "xcomp" and verb.head.lower_ in _BE:
        return any(c.dep_ in ("nsubj", "nsubjpass") and c.i < verb.i for c in verb.head.children)
    return any(
        c.dep_ == "xcomp" and c.tag_ == "VB" and verb.lower_ in _BE and any(x.lower_ == "to" for x in c.children)
        for c in verb.children
    )


def _negotiated(verb: Token) -> bool:
    """ "Negotiations are under way to twin A with B": a purpose that is talked about."""
    if verb.tag_ != "VB" or not any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children):
        return False
    here = verb
    for _ in range(4):
        if here.head.i == here.i:
            break
        here = here.head
        beside = [c for c in here.children if c.dep_ in ("nsubj", "nsubjpass")]
        beside += [c for p in here.children if p.lower_ == "in" for c in p.children]  # "is in talks to buy"
        if here.lower_ in _TALKS or any(c.lower_ in _TALKS for c in beside):
            return True
    return False


def _no_longer(words: list[Token]) -> bool:
    """ "is no longer a partner of", "does not trade with A any longer"."""
    return any(c.lower_ in ("longer", "anymore") and c.dep_ == "advmod" for w in words[:2] for c in w.children)


def _negated(doc: list[Token], anchor: int, words: list[Token], chain: list[int]) -> bool:
    if any(
        c.dep_ == "neg" or (c.lower_ in _NEGATIONS and c.dep_ in ("advmod", "preconj"))
        for w in words[:2]
        for c in w.children
    ):
        return not (_not_only(doc, words) or _is_presupposed(doc[chain[-1] if chain else anchor], words[0]))
    for i in {anchor, *chain}:
        if any(c.lower_ == "no" and c.dep_ == "det" for c in doc[i].children):
            return True
    first = words[0]
    if any(c.dep_ in ("nsubj", "nsubjpass") and _nobody(c) for c in first.children):
        return True
    before = [t.lower_ for t in doc[max(0, first.i - 3) : first.i]]
    return "without" in before or (any(w in _NOT_AT_ALL for w in before) and any(w in ("than", "of") for w in before))


def _is_presupposed(noun: Token, verb: Token) -> bool:
    """ "Trade with A did not grow", "... was not large": there is trade; but "the agreement was not signed"."""
    if noun.dep_ not in ("nsubj", "nsubjpass") or noun.head.i != verb.i or verb.lower_ in _COMING_ABOUT:
        return False
    return verb.lower_ not in _BEING or any(c.dep_ == "acomp" and c.lower_ not in _MAY_BE for c in verb.children)


def _nobody(subject: Token) -> bool:
    """ "Neither A nor B visited", "no delegation from A visited"; but "no province other than A" names one that did."""
    denied = any(c.lower_ in ("no", "neither") and c.dep_ in ("det", "preconj", "cc") for c in subject.children)
    return denied and not any(t.lower_ in _EXCEPT for t in subject.subtree)


def _goes_on(verb: Token) -> bool:
    """ "left for Mali", "left Xi'an for Mali", "broke out", "cuts through" end nothing."""
    if verb.lower_ in _BREAKING and any(c.dep_ == "prt" and c.lower_ == "out" for c in verb.children):
        return True
    if verb.lower_ in _CUTTING and any(c.dep_ == "prep" and c.lower_ in _ACROSS for c in verb.children):
        return True
    return verb.lower_ in _DEPARTING and any(c.lower_ == "for" and c.dep_ == "prep" for c in verb.children)


def _not_only(doc: list[Token], words: list[Token]) -> bool:
    return any(
        c.lower_ == "not" and c.i + 1 < len(doc) and doc[c.i + 1].lower_ in ("only", "just", "merely")
        for w in words
        for c in w.children
    )


def _ends_another(verb: Token, chain: list[int]) -> bool:
    """ "The agreement between A and B ended C's monopoly": it is not the agreement that ended."""
    doers = [c for c in verb.children if c.dep_ == "nsubj" and c.i in chain]
    return bool(doers) and any(c.dep_ == "dobj" for c in verb.children)


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
