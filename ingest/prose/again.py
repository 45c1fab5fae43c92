"""What a sentence tells by pointing back at the ties of the one before, without saying them again.

"Guizhou followed in 2003", "So did Hunan with Shiga", "Two years later came Oslo", "Similar agreements were signed
with A and B", "The visit was returned": the words name one end, all else stands in the sentence before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

from graph.model import Mode
from ingest.kinds import FIRMS, PLACES
from ingest.names.name import Name
from ingest.parse.mode import mode_of_text
from ingest.prose.ties import Tie, fits_ends, weakened
from ingest.words.forms import inflected
from ingest.words.lexicon import any_of, phrases, words
from ingest.words.said import said_in

NAME, CONTAINER = "\x01", "\x02"
# A name is taken whole and a list to its end, or not at all: tried piece by piece, a list of eighty took a second.
_PLACED = rf"(?:\s+in\s+(?:the\s+)?{CONTAINER}+|\s*,\s*{CONTAINER}+,?|\s*\([^()]*\)|\s+in\s+\d{{4}})"
_ONE = rf"(?:the\s+)?(?<!{NAME}){NAME}++{_PLACED}*"
_JOIN = r"(?:\s*,\s*(?:and\s+|then\s+|later\s+)?|\s+and\s+(?:later\s+|then\s+)?|\s+as\s+well\s+as\s+)"
LIST = rf"(?>{_ONE}(?:{_JOIN}{_ONE})*)"
"""A list of names in masked text, each with where it lies and its year."""
_TO = rf"(?:[^.;:{NAME}]{{0,24}}?\s(?P<prep>with|to|in|from|for)\s+(?P<other>{LIST}))?"
_PAPERS = "|".join(sorted(words("papers_and_ties"), reverse=True))
_ADVERBS = rf"(?:{any_of(phrases('adverbs_of_following'))}\s+)*"
_DONE_ALIKE = re.compile(
    rf"\b[Ss]o\s+(?:too\s+)?{any_of(phrases('does_so'))}\s+(?P<who>{LIST}){_TO}"
    rf"|(?P<who2>{LIST})\s+{_ADVERBS}{any_of(phrases('forms_of_do'))}\s+{any_of(phrases('does_alike'))}\b"
    rf"(?:[^.;:{NAME}]{{0,24}}?\s(?P<prep2>with|to|in|from|for)\s+(?P<other2>{LIST}))?"
    rf"|(?P<who3>{LIST})\s+{_ADVERBS}{any_of(phrases('follows_suit'))}\b"
    rf"|\b[Tt]he\s+same\s+{any_of(phrases('is_true_alike'))}\s+(?:of|for|to)\s+(?P<who4>{LIST})"
)
_DONE_ALIKE_SAYS = frozenset(["so", *phrases("forms_of_do"), "suit", "step", "example", "same"])
_FOLLOWED_SAYS = frozenset(["followed", "came", "added"])
_FOLLOWED = re.compile(
    rf"(?P<who>{LIST})\s+{_ADVERBS}followed(?=\s*[.;,]|\s+{any_of(phrases('behind_followed'))}\b)"
    rf"(?!\s+(?:a|an)\s+(?!{any_of(phrases('little_times'))}))"
    rf"|\b(?:{any_of(phrases('before_came'))}|\d{{4}})\s*,?\s+(?:came|followed)\s+(?P<who2>{LIST})"
    rf"|(?P<who3>{LIST})\s+(?:was|were)\s+(?:soon\s+|later\s+|then\s+)?added\b"
    rf"|(?P<who4>{LIST})\s+came\s+(?:{any_of(phrases('behind_came'))}|in\s+\d{{4}})\b"
)
_ONE_MORE = re.compile(
    rf"\b(?:{any_of(phrases('one_more'), either_case=True)}|[Aa]\s+{any_of(phrases('counted_further'))}(?:\s+one)?"
    rf"|[Tt]he\s+{any_of(phrases('picked_out'))}(?:\s+ones?)?"
    rf"|(?:[Tt]he\s+|[Aa]\s+|[Aa]n\s+)?{any_of(phrases('alike_or_further'), either_case=True)}\s+"
    rf"(?:kind\s+of\s+)?(?:[a-z]+\s+)?(?:{_PAPERS})|\b{any_of(phrases('did_one'))}\s+one)"
    rf"(?:\s+(?:{any_of(phrases('was_made'))}|in\s+\d{{4}}))*\s+(?P<prep>with|in|to|from)\s+(?P<who>{LIST})"
)
_OWN_DOER = re.compile(rf"\b(?:while|and|whereas)\s+(?:the\s+)?{NAME}+\s+(?:also\s+|later\s+|then\s+|has\s+|had\s+)?$")
_WITH_OTHERS = re.compile(r"\s+(?:with|to|from|for|in)\s+(?:the\s+)?[A-Z]")  # ends that nobody knows
_UNDER = re.compile(r"\b(?:from|of|in|to|with|by|for|at|than)\s+(?:the\s+)?$")
_REPAID = any_of(phrases("visits_repaid"))
_POST = "|".join(sorted(words("shared_posts")))
_SHARED = re.compile(
    rf"\b(?:[Tt]he|[Tt]his|[Ii]ts|[Tt]hat)\s+(?:{_POST})\s+(?:is|was|has\s+been|had\s+been)\s+(?:\w+\s+)?shared\s+with\s+(?P<who>{LIST})"
    rf"|(?P<who2>{LIST})\s+(?:now\s+|also\s+|later\s+)?share[ds]?\s+(?:it|the\s+(?:{_POST}))\b"
)
_RETURNED = re.compile(
    rf"\b{any_of(inflected(phrases('visits_paid')))}\s+(?:was|were|has\s+been|had\s+been)\s+(?:\w+\s+){{0,2}}?{_REPAID}\b"
    rf"|\b{_REPAID}\s+(?:the|this|that)\s+{any_of(phrases('visits_paid'))}\b"
    r"|\b(?:return|counter|reciprocal)[\s-]visits?\b"
)
_HINT = re.compile(
    rf"followed|\b{any_of(phrases('hints_of_again'))}\b|^So\b|return|reciproc|repaid",
    re.IGNORECASE,
)
_LIKE = re.compile(r"\b(?:similar|such|same|comparable|identical|like)\b", re.IGNORECASE)
_STEADY = frozenset(["SISTER_OF", "COOPERATES_WITH"])
_LESS = 0.85


def masked(text: str, names: Sequence[Name], containers: set[Name]) -> str:
    """The text with every name blotted out by one sign, and by another where it only says where a place lies."""
    for name in names:
        if not name.demonym:
            sign = CONTAINER if name in containers else NAME
            text = text[: name.start] + sign * (name.end - name.start) + text[name.end :]
    return text


def listed(names: Sequence[Name], span: tuple[int, int], containers: set[Name]) -> list[Name]:
    """The names of a list that a pattern found in masked text."""
    return [n for n in names if span[0] <= n.start and n.end <= span[1] and not n.demonym and n not in containers]


def told_again(text: str, names: list[Name], containers: set[Name], own: list[Tie], earlier: list[Tie]) -> list[Tie]:
    """The ties of a sentence that are told by those before: its `own` so far, else the `earlier` sentence's."""
    if not (own or earlier) or not (_HINT.search(text) or shares_a_post(text)):
        return []
    sentence = _Sentence(text, names, containers, own, earlier)
    said = said_in(text)
    found: list[Tie] = []
    if not _DONE_ALIKE_SAYS.isdisjoint(said):
        found += sentence.done_alike()
    if not _FOLLOWED_SAYS.isdisjoint(said):
        found += sentence.followed()
    found += sentence.one_more()
    if shares_a_post(text):
        found += sentence.shared()
    found += sentence.returned()
    return [
        t
        for t in found
        if t.subject.key != t.object.key and fits_ends(t.trigger, t.subject, t.object) and _done(t, text)
    ]


class _Sentence:
    """A sentence that may point back: its masked text, its `own` ties and those of the `earlier` sentence."""

    def __init__(self, text: str, names: list[Name], containers: set[Name], own: list[Tie], earlier: list[Tie]) -> None:
        self._text = text
        self._names = names
        self._containers = containers
        self._own = own
        self._earlier = earlier
        self._mask = masked(text, names, containers)

    def _listed(self, match: re.Match[str], group: str) -> list[Name]:
        return listed(self._names, _group(match, group), self._containers)

    def _model(self, at: int) -> list[Tie]:
        """The ties that are told again: those of the last trigger in front, of this sentence or of the one before."""
        told = [t for t in self._own if t.at < at and max(t.subject.start, t.object.start) < at] or self._earlier
        told = [t for t in told if t.mode is Mode.DONE]
        last = max((t.at for t in told), default=0)
        return [t for t in told if t.at == last]

    def done_alike(self) -> Iterator[Tie]:
        """ "So did Hunan with Shiga", "Hunan followed suit", "The same is true of Hunan"."""
        for match in _DONE_ALIKE.finditer(self._mask):
            if _WITH_OTHERS.match(self._mask, match.end()) or _UNDER.search(self._mask, 0, match.start()):
                continue
            who, other = self._listed(match, "who"), self._listed(match, "other")
            prep = match["prep"] or match["prep2"]
            for tie in self._model(match.start()):
                if other and tie.pattern.partition(">")[2] == prep:
                    yield from (_copy(tie, self._text, match, a, b) for a in who for b in other)
                elif not other:
                    yield from (_copy(tie, self._text, match, a, tie.object) for a in who if _alike(a, tie.subject))

    def followed(self) -> Iterator[Tie]:
        """ "Guizhou followed in 2003", "Two years later came Oslo"."""
        for match in _FOLLOWED.finditer(self._mask):
            if _UNDER.search(self._mask, 0, match.start()):
                continue
            who = self._listed(match, "who")
            for tie, name in product(self._model(match.start()), who):
                side = _side(name, tie)
                if len(who) == 2 and {_side(n, tie) for n in who} == {"subject", "object"}:  # a couple
                    if side == "subject":
                        yield _copy(tie, self._text, match, name, next(n for n in who if n is not name))
                elif side == "subject":
                    yield _copy(tie, self._text, match, name, tie.object)
                elif side == "object":
                    yield _copy(tie, self._text, match, tie.subject, name)

    def one_more(self) -> Iterator[Tie]:
        """ "Similar agreements were signed with A and B", "sent one to A"."""
        for match in _ONE_MORE.finditer(self._mask):
            here = [t for t in self._own if match.start() <= t.at < match.end()] if _LIKE.search(match[0]) else []
            if here:  # "signed a similar agreement with A": who signed it is told here, and of what kind it is, before
                models = [t for t in (*self._own, *self._earlier) if t not in here and t.trigger.tie == "SISTER_OF"]
                general = [t for t in here if models and t.trigger.tie == "COOPERATES_WITH"]
                yield from (replace(t, trigger=models[0].trigger) for t in general)
                continue
            if _OWN_DOER.search(self._mask, 0, match.start()) and match["prep"] == "in":
                continue
            who = self._listed(match, "who")
            for tie in self._model(match.start()):
                yield from (_copy(tie, self._text, match, *ends) for ends in _one_more(tie, match, who))

    def shared(self) -> Iterator[Tie]:
        """ "The office is shared with B"."""
        for match in _SHARED.finditer(self._mask):
            posts = [t for t in self._model(match.start()) if t.trigger.tie == "REPRESENTED_IN"]
            who = self._listed(match, "who")
            yield from (_copy(tie, self._text, match, a, tie.object) for tie in posts for a in who)

    def returned(self) -> Iterator[Tie]:
        """ "The visit was returned"."""
        for match in _RETURNED.finditer(self._mask):
            visits = [t for t in self._model(match.start()) if t.trigger.tie == "VISITED"]
            if len(visits) == 1 and not any(n.start > match.end() - 12 for n in self._names if n.kind in PLACES):
                yield _copy(visits[0], self._text, match, visits[0].object, visits[0].subject)


def shares_a_post(text: str) -> bool:
    """Whether a text may say with whom an office is shared: it may stand in a note or paragraph of its own."""
    return " share" in text and any(word in text for word in words("shared_posts"))


def _group(match: re.Match[str], name: str) -> tuple[int, int]:
    groups = match.re.groupindex
    for key in (name, *(f"{name}{number}" for number in range(2, 5))):
        if key in groups and match[key] is not None:
            return match.span(key)
    return (-1, -1)


def _one_more(tie: Tie, match: re.Match[str], who: list[Name]) -> Iterator[tuple[Name, Name]]:
    """ "Another one was signed with A", "sent one to A": the end that changes is that under the preposition."""
    prep = match["prep"]
    left, _, right = tie.pattern.partition(">")
    for name in who:
        if prep == "with" and tie.trigger.tie in _STEADY:
            kept = tie.subject if tie.subject.land != name.land else tie.object
            if kept.land != name.land:
                yield kept, name
        elif tie.trigger.tie == "VISITED" and prep in ("to", "from"):
            home = tie.object if left == "from" or right == "subj" else tie.subject
            if prep == "to" or home is not tie.subject:
                yield (home, name) if prep == "to" else (name, home)
            else:
                yield name, home
        elif left == prep and tie.trigger.tie == "HOSTS" and name.kind in PLACES:
            yield name, tie.object  # "The first was held in A, the second in B"
        elif right == prep and (name.kind == "State") <= (tie.object.kind != "Mechanism"):
            yield tie.subject, name


def _side(name: Name, tie: Tie) -> str | None:
    """Which end a name takes of which it is said that it followed: that of whose land it is."""
    home, away, land = tie.subject.land, tie.object.land, name.land
    if name.kind not in PLACES or land is None:
        return None
    if away is None or (land == home and land != away):
        return "subject" if _alike(name, tie.subject) else None
    if home is not None and land != home and home != away:
        return "object" if _alike(name, tie.object) else None
    return None


def _alike(one: Name, other: Name) -> bool:
    """Whether both are states, or both units, or both firms."""
    if one.kind in FIRMS and other.kind in FIRMS:
        return True
    return one.kind in PLACES and other.kind in PLACES and (one.kind == "State") == (other.kind == "State")


def _copy(tie: Tie, text: str, match: re.Match[str], subject: Name, object_: Name) -> Tie:
    """The tie with other ends; what stands in another sentence is printed here as the words that point back."""
    at, stop = match.span()
    here = {id(subject), id(object_)} - {id(tie.subject), id(tie.object)}
    word = re.compile(r"[a-zA-Z]+(?:\s+[a-z]+)?").search(text, *_words(match))
    first, last = word.span() if word else (at, stop)

    def moved(name: Name) -> Name:
        if id(name) in here:
            return name
        return replace(name, start=first, end=last, printed=text[first:last], anaphor=True)

    copied = replace(tie, subject=moved(subject), object=moved(object_), at=at, stop=stop, pattern="again", zipped=None)
    return weakened(copied, _LESS)


def _words(match: re.Match[str]) -> tuple[int, int]:
    """Where in a match words stand that are no name."""
    text = match[0]
    start = 0
    while start < len(text) and (text[start] == NAME or not text[start].isalpha()):
        start += 1
    return match.start() + start, match.end()


def _done(tie: Tie, text: str) -> bool:
    return mode_of_text(text[max(0, tie.at - 40) : tie.stop]) is Mode.DONE
