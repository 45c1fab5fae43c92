"""Short forms that a document defines itself: "Greater Mekong Subregion (GMS)", "... (hereafter the Forum)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph.fold import fold
from graph.gazetteer import Gazetteer
from ingest.kinds import BODIES, FIRMS, PLACES
from ingest.names.firms import short_forms
from ingest.names.name import Context, Name
from ingest.spans import is_free
from ingest.words.lexicon import head_nouns, phrases

_SHORT = re.compile(
    r"\s*[(\[]\s*"
    r"(?:(?:hereafter|hereinafter|abbreviated as|known as|called|or|i\.e\.,?)\s*(?:referred to as\s*)?(?:the\s+)?)?"
    r"[\"“‘']?(?P<short>[A-Z][A-Za-z]*[A-Z][A-Za-z0-9-]*|[A-Z]{2,})[\"”’']?\s*(?:[,;][^()]{0,40})?[)\]]"
)
# Short forms that owe nothing to initials: those of another language, and those that the text gives by words or quotes.
_INITIALS = re.compile(r"\s*\(\s*[\"“‘']?(?P<short>[A-Z][A-Z0-9&-]{2,9})[\"”’']?\s*\)")
_GIVEN = re.compile(
    r"\.?\s*\(\s*"
    r"(?:(?P<lead>hereafter|hereinafter|henceforth|known as|called|or)\s*,?\s*(?:referred to as\s*)?)?"
    r"(?P<the>(?:the|The)\s+)?(?P<quote>[\"“‘'])?(?P<inside>the\s+|The\s+)?"
    r"(?P<short>[A-Z][\w-]+(?:\s[A-Z][\w-]+)?)[\"”’']?\s*\)"
)
_SHORT_FORM = re.compile(r"(?<![\w-])[A-Z][A-Za-z]*[A-Z][A-Za-z0-9-]*(?![\w-])|(?<![\w-])[A-Z]{2,}(?![\w-])")
# What may be called by a short form of the document's own.
PROVISIONAL = BODIES | FIRMS | {"Event", "Project", "Policy"}
_TOKEN = re.compile(r"[\w'’-]+")
_WORD = re.compile(r"[^\W_][\w'’-]*")
_SMALL = frozenset(phrases("passed_by_initials"))
_NOT_NAMES = frozenset(phrases("no_short_names"))


@dataclass(frozen=True, slots=True)
class Definition:
    """That `short` stands for `long`; the span is that of the long name, `stop` the end of the bracket."""

    short: str
    long: str
    start: int
    end: int
    stop: int


def find_definitions(text: str) -> Iterator[Definition]:
    """The definitions in a text. The long name starts where its initials account for the letters of the short one."""
    for match in _SHORT.finditer(text):
        short = match["short"]
        if short in _NOT_NAMES:
            continue
        start = _long_start(text[: match.start()], short)
        if start is not None:
            end = len(text[: match.start()].rstrip())
            yield Definition(short, text[start:end].strip(" ‘’“”'\""), start, end, match.end())


def short_forms_after(text: str, end: int) -> list[str]:
    """The short forms that a bracket right behind a name gives it: "(CODED)", "(hereafter the Park)", "(“Hengtai”)"."""
    initials = _INITIALS.match(text, end)
    if initials:
        return [initials["short"]] if initials["short"] not in _NOT_NAMES else []
    given = _GIVEN.match(text, end)
    if given is None or not (given["lead"] or given["quote"]):
        return []
    short = given["short"]
    return (
        [f"the {short}", f"The {short}"] if given["the"] or '"the ' in given[0].lower().replace("“", '"') else [short]
    )


def _long_start(before: str, short: str) -> int | None:
    """Where the words start whose initials, in order, give the letters of the short form."""
    letters = [c.lower() for c in short if c.isalnum() and (c.isupper() or c.isdigit())]
    words = list(_WORD.finditer(before, max(0, len(before) - 160)))[-(2 * len(letters) + 4) :]
    if not words or not letters or before[words[-1].end() :].strip(" ’”'\""):
        return None
    wanted = len(letters) - 1
    for word in reversed(words):
        if re.search(r"[.;:()]", before[word.end() : words[-1].end()]):
            return None
        parts = [p for p in re.split(r"[-'’]", word[0]) if p]
        for part in reversed(parts):
            if (
                wanted >= 0
                and part[0].lower() == letters[wanted]
                and (part[0].isupper() or wanted > 0 or (len(letters) > 2 and part not in _SMALL))
            ):
                wanted -= 1
        if wanted < 0:
            return word.start() if word[0][0].isupper() or len(letters) >= 3 else None
        if word[0].lower() not in _SMALL and not word[0][0].isupper() and wanted == len(letters) - 1:
            return None
    return None


class ShortForms:
    """What a document's short forms stand for, kept in its context; one object serves many documents."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def learn(self, text: str, names: list[Name], context: Context) -> list[Name]:
        """The names, after what the text defines: a long name has the span that its initials ask for, and a short one
        means what the document says, whatever else it may mean elsewhere."""
        for defined in find_definitions(text):
            name = self._defined(defined, names)
            if name is None or (name.provisional and name.start > defined.start):
                longer = _named_by_initials(defined, text)
                names = [n for n in names if longer is None or n.end <= longer.start or longer.end <= n.start]
                names += [longer] if longer else []
                name = longer or name
            if name is not None:
                context.definitions.setdefault(defined.short, name)
        for name in names:
            for short in short_forms_after(text, name.end) if name.kind in PROVISIONAL and not name.anaphor else ():
                known = self._gazetteer.names(fold(short))
                if not any(self._gazetteer.entity_kind(e.entity_id) in PLACES for e in known):
                    context.definitions.setdefault(short, name)
            if name.kind == "Enterprise" and name.provisional and not name.anaphor:
                for short in short_forms(name.form, self._is_known):
                    context.definitions.setdefault(short, name)
        meant = context.definitions
        return [n for n in names if n.printed not in meant or meant[n.printed].key == n.key]

    def _is_known(self, name: str) -> bool:
        return bool(self._gazetteer.names(fold(name)))

    def _defined(self, defined: Definition, names: list[Name]) -> Name | None:
        """The name that a short form stands for: a name that ends where the long form ends, or a known short form."""
        for name in names:
            if name.end == defined.end or (name.start <= defined.start and abs(name.end - defined.end) <= 2):
                return name
        for entry in self._gazetteer.names(fold(defined.short)):
            entity = self._gazetteer.get(entry.entity_id)
            if entity and entity.kind not in PLACES:
                return Name(
                    -1, -1, defined.short, entity.name, kind=entity.kind, entity=entity.id, country=entity.country
                )
        return None

    def find(self, text: str, names: list[Name], context: Context) -> list[Name]:
        """The short forms that stand free of other names."""
        found: list[Name] = []
        if not context.definitions:
            return found
        present = [d for d in context.definitions if d in text]  # asked first: a long document defines hundreds
        longer = [re.escape(d) for d in present if not _SHORT_FORM.fullmatch(d)]
        words = re.compile(rf"\b(?:{'|'.join(longer)})\b").finditer(text) if longer else ()
        for match in (*_SHORT_FORM.finditer(text), *words) if present else ():
            known = context.definitions.get(match[0])
            if known and is_free(match.start(), match.end(), names):
                found.append(replace(known, start=match.start(), end=match.end(), printed=match[0]))
        return found


def _named_by_initials(defined: Definition, text: str) -> Name | None:
    """ "Centre for Studies in Trade and Aid (CSTA)": a name, where it opens or ends with a head noun."""
    long = text[defined.start : defined.end]
    said = _TOKEN.findall(long)
    nouns = [n for w in (said[-1:] + said[:1]) for n in head_nouns().get(w.lower(), ()) if len(n.words) == 1]
    if len(said) < 3 or not nouns or not long[0].isupper() or not said[-1][0].isupper():
        return None
    return Name(defined.start, defined.end, long, long, kind=nouns[0].kind, provisional=True)
