"""What a clause says of a tie that a trigger states: done, planned, ended, denied, or taken for granted.

"The two sides vowed to deepen their cooperation" plans something, but the cooperation is there.
"""

from __future__ import annotations

from graph.model import Mode
from ingest.parse.mode import mode_of
from ingest.parse.parse import Parsed
from ingest.parse.roles import Roles
from ingest.triggers.trigger import TriggerHit
from ingest.words.forms import conjugated
from ingest.words.lexicon import words
from ingest.words.tokens import Token

_GROWING = conjugated(words("growing_verbs")) | words("growing_nouns")
_WINNING = conjugated(words("winning_verbs"))
_CANCELLING = conjugated(words("cancelling_verbs"))
_COMMEMORATING = conjugated(words("commemorating_verbs"))
_MAKING = words("making_verbs")
# "The agreement between A and B will boost trade" speaks of one that is there; "will be signed" of one that is not.
_ARRANGED = conjugated(words("arranging_verbs"))
_CREATED = conjugated(words("making_verbs")) | conjugated(words("happening_verbs")) | _ARRANGED
_EXISTING = words("existing")
_MODALS = words("modals")
_POSSESSED = frozenset(["REPRESENTED_IN", "OPERATES_IN", "OWNS"])
_OCCASION = frozenset(["during", "on", "after", "following", "at"])
_DEFINITE = words("definite") | _EXISTING
_UNSURE = words("unsure_adjectives")
_WEIGHING = words("weighing_adjectives")


def tie_mode(hit: TriggerHit, roles: Roles, parsed: Parsed) -> Mode:
    """The mode of the tie that a trigger states."""
    if hit.trigger.mode and hit.trigger.tie != "CONFLICTS_WITH":
        return Mode(hit.trigger.mode)
    verb = roles.verb if hit.pos == "noun" else hit.anchor
    if hit.pos == "adj":
        verb = roles.verb
    mode = mode_of(parsed.doc, hit.anchor, verb, roles.chain)
    if hit.pos == "noun" and mode is Mode.DONE and _is_unsure(hit, parsed):
        return Mode.PLANNED
    if (
        hit.trigger.mode and hit.trigger.mode != mode.value
    ):  # relations that broke off are a conflict, unless they only may
        modal = verb is not None and any(c.dep_ == "aux" and c.lower_ in _MODALS for c in parsed.doc[verb].children)
        return Mode.PLANNED if modal or mode is Mode.PLANNED else Mode(hit.trigger.mode)
    under = roles.reached == "prep" and "under" in roles.governing  # "Under the agreement, B will ...": it is there
    had = _having(hit, roles)
    if mode is Mode.PLANNED and (under or had or _on_that_occasion(roles, parsed) or _right_won(hit, parsed)):
        mode = Mode.DONE
    if hit.trigger.tie == "VISITED":  # a visit that was planned or cancelled has not been
        return Mode.DENIED if mode is Mode.ENDED and _CANCELLING & roles.governing else mode
    if hit.pos != "noun":
        return mode
    if hit.trigger.tie == "TRADES_WITH" and mode in (Mode.DONE, Mode.PLANNED) and _wished_for(hit, roles, parsed):
        return Mode.PLANNED
    if mode is Mode.PLANNED and _presupposed(hit, roles, parsed):
        return Mode.DONE
    if mode is Mode.DENIED and (_speaks_of_it(roles, parsed) or _weighed(roles, parsed)):
        return Mode.DONE  # "A's office in B did not reply": the office is there
    return mode


def _is_unsure(hit: TriggerHit, parsed: Parsed) -> bool:
    """ "talks about a probable agreement with A": there is none yet."""
    return any(
        c.dep_ == "amod" and c.lower_ in _UNSURE for i in range(hit.first, hit.last + 1) for c in parsed.doc[i].children
    )


def _weighed(roles: Roles, parsed: Parsed) -> bool:
    """ "Trade between A and B is not large": there is some."""
    if roles.reached not in ("nsubj", "nsubjpass") or roles.verb is None:
        return False
    return any(c.dep_ == "acomp" and c.lower_ in _WEIGHING for c in parsed.doc[roles.verb].children)


def _right_won(hit: TriggerHit, parsed: Parsed) -> bool:
    """ "won the right to host the fair": it is the host."""
    right = parsed.doc[hit.anchor].head
    return right.lower_ in ("right", "rights") and right.head.lower_ in _WINNING


def _having(hit: TriggerHit, roles: Roles) -> bool:
    """ "With offices in A, B plans to ...": what stands in front is what B has."""
    front = roles.reached == "prep" and roles.verb is not None and hit.anchor < roles.verb
    return front and "with" in roles.governing and hit.trigger.tie in _POSSESSED


def _on_that_occasion(roles: Roles, parsed: Parsed) -> bool:
    """ "On a visit to A, they proposed a treaty": what they plan there does not make the visit a plan."""
    if roles.verb is None or roles.reached != "prep" or not _OCCASION & roles.governing:
        return False
    return not any(c.dep_ == "aux" and c.lower_ in _MODALS for c in parsed.doc[roles.verb].children)


def _wished_for(hit: TriggerHit, roles: Roles, parsed: Parsed) -> bool:
    """ "to promote trade with A" is a purpose: only one's own trade is known to be there."""
    if roles.verb is None or roles.reached != "dobj" or roles.get("between") or _owned(hit, parsed):
        return False
    verb = parsed.doc[roles.verb]
    return verb.tag_ == "VB" and any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)


def _owned(hit: TriggerHit, parsed: Parsed) -> bool:
    return any(_points(c) for i in range(hit.first, hit.last + 1) for c in parsed.doc[i].children)


def _speaks_of_it(roles: Roles, parsed: Parsed) -> bool:
    """ "The agreement between A and B will help": what is said is said of one that is there."""
    if roles.reached not in ("nsubj", "nsubjpass") or roles.verb is None or parsed.doc[roles.verb].lower_ in _CREATED:
        return False
    return any(_points(c) for i in roles.chain for c in parsed.doc[i].children)


def _points(token: Token) -> bool:
    """Whether a word before a noun says that the thing is known: an article, an owner, "existing"."""
    return token.lower_ in _DEFINITE or token.dep_ == "poss"


def _presupposed(hit: TriggerHit, roles: Roles, parsed: Parsed) -> bool:
    """ "sought to revise its agreement with B": what is planned is about a tie that is there already."""
    if _speaks_of_it(roles, parsed):
        return True
    if roles.reached == "nsubjpass" and roles.verb is not None and parsed.doc[roles.verb].lower_ in _CREATED:
        return False  # "The agreement will be signed"
    if any(c.lower_ in _EXISTING for i in roles.chain for c in parsed.doc[i].children):
        return True  # "will develop its long-standing partnership"
    owned = _owned(hit, parsed)
    if _COMMEMORATING & roles.governing:
        return True
    if _GROWING & roles.governing:
        return True  # "vowed to deepen cooperation": what is deepened is there
    return (roles.steps >= 1 and (owned or roles.reached == "prep")) or (
        owned and not (_MAKING | _ARRANGED) & roles.governing
    )
