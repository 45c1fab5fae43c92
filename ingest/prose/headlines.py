"""What a note leaves out of its passives: "Sister agreement signed", "Approved as a pilot area", "Expo held in Xi'an".

The parser takes such a participle for a past tense or for an attribute; with "was" before it the note is a sentence.
What nobody is said to have done ("signed with Mie", "ten ambulances donated to Champasak") the table's unit did.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from ingest.kinds import BODIES, FIRMS, PLACES
from ingest.names.name import Name
from ingest.parse.parse import Insert
from ingest.words.forms import irregular_pasts, participle
from ingest.words.lexicon import any_of, offices, phrases, words

_FINITE = re.compile(rf"\b(?:{'|'.join(sorted(words('finite_words')))})\b")
_CLAUSE = re.compile(rf"[,;:–—(]\s|\s{any_of(phrases('opens_clauses'))}\s")
_WITH = frozenset(["with", "from", "to", "for"])
_DOERS = PLACES | FIRMS
_BINDING = _WITH | {"of", "between", "by", "in", "at", "among"}
_OWNERS = PLACES | FIRMS | BODIES
_AND = re.compile(r"\s+(?:and|but)\s")
_WORD = re.compile(r"([\w’'-]+)\W{0,2}$")
_WORDS = re.compile(r"[\w’'-]+")
_PREPOSITION = re.compile(rf"\b{any_of(phrases('hangs_on_nouns'))}\b")
_MAY = re.compile(r"[a-z](?:ed|en|ld|nt|et|un|ut|pt)\b")  # cheap: most sentences hold no participle


def _past(phrase: str) -> str:
    verb, _, rest = phrase.partition(" ")
    return f"{participle(verb)} {rest}".strip()


@lru_cache(maxsize=1)
def _forms() -> re.Pattern[str]:
    """A participle with nothing behind it that it could have done something to."""
    all_of = any_of({_past(verb) for verb in (*phrases("done_in_notes"), *phrases("chosen_in_notes"))})
    behind = any_of(phrases("behind_participles"))
    return re.compile(
        rf"(?:\b{any_of(phrases('before_participles'))}\s+)?(?<![\w-])(?P<verb>{all_of})(?![\w-])"
        rf"(?=\s*(?:$|[.;,:)\"”])|\s+(?P<behind>{behind})\b)"
    )


@lru_cache(maxsize=1)
def _verbs() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Participles of what units do themselves, of what places are made, and of what takes place somewhere."""
    return (
        frozenset(_past(verb) for verb in phrases("unit_does")),
        frozenset(_past(verb) for verb in phrases("chosen_in_notes")),
        frozenset(_past(verb) for verb in phrases("takes_place")),
    )


def passives(text: str, at: int, names: Sequence[Name], own: Name | None) -> tuple[Insert, ...]:
    """What the participles of a note lack, from an offset on: their "was", and, where the note leaves it to its unit
    `own`, by whom it was done."""
    if not _MAY.search(text):
        return ()
    found: list[Insert] = []
    last = at
    for match in _forms().finditer(text, at):
        start, end = match.start(), match.end("verb")
        verb = " ".join(match["verb"].split())
        if not text[at:start].strip() or any(n.start <= match.start("verb") < n.end for n in names):
            continue
        opens = max([last, *(m.end() for m in _CLAUSE.finditer(text, at, start))])
        if not _is_passive(text, opens, match, verb, names):
            continue
        joint = _AND.search(text, last, start) if last > at else None
        found += [Insert(joint.start(), ",")] if joint else []
        found.append(Insert(start, "was "))
        if own is not None and match["behind"] != "by" and _left_to_the_unit(text, at, start, verb, names):
            did = replace(own, start=match.start("verb"), end=end, printed=match["verb"], anaphor=True, stands_for=True)
            found.append(Insert(end, " by ", did))
        last = end
    return tuple(found)


def designated(text: str, at: int) -> bool:
    """Whether a note opens with what its unit was made: "Approved as a pilot area", "Included in the plan"."""
    first = _forms().match(text[at : at + 1].lower() + text[at + 1 :])
    return first is not None and bool(first["behind"]) and " ".join(first["verb"].split()) in _verbs()[1]


def _is_passive(text: str, opens: int, match: re.Match[str], verb: str, names: Sequence[Name]) -> bool:
    """Whether something is said to be done to what stands before the participle, and no other verb is about; the
    clause opens at an offset."""
    start = match.start()
    before = _WORD.search(text, opens, start)
    if before is None or before[1].lower() in words("before_no_participle") or text[start - 1 : start] != " ":
        return False
    if text[start - 2 : start - 1] in ",;:":
        return False
    if _FINITE.search(text, opens, start) or _finite_behind(text, match.end()):
        return False
    if match["behind"] == "by" or verb in _verbs()[1]:
        return True
    head = next((n for n in names if n.end == before.end(1) and not n.demonym), None)
    if head is not None and (head.person or (head.kind in _DOERS and not _behind(text, opens, head))):
        return False
    return _may_bear(text[opens:start], match["behind"] or "")


def _may_bear(said: str, behind: str) -> bool:
    """Whether what a phrase speaks of is no one who does things: "Governor of Gifu signed with ..." is no passive."""
    phrase = _PREPOSITION.split(said, 1)[0]
    words_ = _WORDS.findall(phrase.lower())
    role = next((r for n in (3, 2, 1) if (r := offices().get(" ".join(words_[-n:])))), "")
    return role not in ("person", "group") and not (role == "organ" and behind in _WITH)


def _behind(text: str, at: int, name: Name) -> bool:
    """Whether a name hangs on the noun before it: "agreement with A", "officials from B and C"."""
    return _PREPOSITION.search(text, at, name.start) is not None


def _finite_behind(text: str, end: int) -> bool:
    """Whether a verb follows in the clause: "The delegation sent by Mie visited ..."."""
    stop = _CLAUSE.search(text, end)
    rest = text[end : stop.start() if stop else len(text)]
    return _FINITE.search(rest) is not None or any(w in _pasts() for w in rest.split())


@lru_cache(maxsize=1)
def _pasts() -> frozenset[str]:
    verbs = {verb.split()[0] for verb in phrases("acts_in_notes")}
    return frozenset(participle(verb) for verb in verbs) | irregular_pasts()


def _left_to_the_unit(text: str, at: int, start: int, verb: str, names: Sequence[Name]) -> bool:
    """Whether the unit did it: what is done is nobody else's, and where it took place is not said."""
    own, _, held = _verbs()
    if verb in held:
        return not any(n.kind in PLACES and not n.demonym for n in names)
    owners = [n for n in names if at <= n.start < start and n.kind in _OWNERS]
    return verb in own and all(_aside(text, at, name) for name in owners)


def _aside(text: str, at: int, name: Name) -> bool:
    """Whether a name only says with whom or for whom something is: "with A", "from A and B"."""
    before = [word for word in _WORDS.findall(text[at : name.start]) if word in _BINDING]
    return bool(before) and before[-1] in _WITH
