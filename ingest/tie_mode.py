"""What a clause says of a tie that a trigger states: done, planned, ended, denied, or taken for granted.

"The two sides vowed to deepen their cooperation" plans something, but the cooperation is there.
"""

from __future__ import annotations

from graph.model import Mode
from ingest.lexicon import words
from ingest.mode import mode_of
from ingest.parse import Parsed
from ingest.roles import Roles
from ingest.triggers import TriggerHit
from ingest.word_forms import verb_forms


def _forms(key: str) -> frozenset[str]:
    return frozenset(form for verb in words(key) for form in verb_forms(verb))


_GROWING = _forms("growing_verbs") | words("growing_nouns")
_CANCELLING = _forms("cancelling_verbs")
_COMMEMORATING = _forms("commemorating_verbs")
_MAKING = words("making_verbs")
# "The agreement between A and B will boost trade" speaks of one that is there; "will be signed" of one that is not.
_CREATED = _forms("making_verbs") | _forms("happening_verbs")
_DEFINITE = words("definite")


def tie_mode(hit: TriggerHit, roles: Roles, parsed: Parsed) -> Mode:
    """The mode of the tie that a trigger states."""
    if hit.trigger.mode:
        return Mode(hit.trigger.mode)
    verb = roles.verb if hit.pos == "noun" else hit.anchor
    if hit.pos == "adj":
        verb = roles.verb
    mode = mode_of(parsed.doc, hit.anchor, verb, roles.chain)
    if hit.trigger.tie == "VISITED":  # a visit that was planned or cancelled has not been
        return Mode.DENIED if mode is Mode.ENDED and _CANCELLING & roles.governing else mode
    if mode is Mode.PLANNED and hit.pos == "noun" and _presupposed(hit, roles, parsed):
        return Mode.DONE
    return mode


def _presupposed(hit: TriggerHit, roles: Roles, parsed: Parsed) -> bool:
    """ "sought to revise its agreement with B": what is planned is about a tie that is there already."""
    if roles.reached in ("nsubj", "nsubjpass") and not _CREATED & roles.governing:
        return any(c.lower_ in _DEFINITE or c.dep_ == "poss" for i in roles.chain for c in parsed.doc[i].children)
    owned = any(c.dep_ == "poss" for i in range(hit.first, hit.last + 1) for c in parsed.doc[i].children)
    if _COMMEMORATING & roles.governing:
        return True
    if _GROWING & roles.governing:
        return True  # "vowed to deepen cooperation": what is deepened is there
    return (roles.steps >= 1 and (owned or roles.reached == "prep")) or (owned and not _MAKING & roles.governing)
