"""Organs that stand for their place ("Yunnan Foreign Affairs Office"), and sessions that stand for their body."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.kinds import BODIES
from ingest.names.name import Name
from ingest.words.lexicon import any_of, offices, phrases, words
from ingest.words.numbers import ranking

_SESSIONS = rf"(?:{any_of(phrases('kinds_of_sessions'))}['’]?)?\s*{any_of(phrases('session_nouns'))}"
_NTH = any_of(word.title() for word in ranking(5))
_SESSION = re.compile(rf"^(?:\d+(?:st|nd|rd|th)|{_NTH}|\d{{4}})\s+|\s+{_SESSIONS}(?:\s+of\s+Leaders)?$")
_SESSION_OF = re.compile(rf"^(?:[A-Z][\w’'-]+\s+)?{_SESSIONS}\s+of\s+(?:the\s+)?")
_IS_SESSION = re.compile(_SESSIONS)
_BRACKET = re.compile(r"(?:\s*\([^()]*)?\)\s+")  # from a name to what stands behind its short form
GOVERNMENT_OF = re.compile(
    rf"(?:.*\s)?(?:{any_of(phrases('called_governments'))}|{any_of(phrases('before_committees'))}\s+"
    rf"{any_of(phrases('organs_of_peoples'))})\s+of\s+(?:the\s+)?(?:[A-Z]\w*['’]s\s+)?",
    re.DOTALL,
)
_DEPARTMENT = re.compile(
    rf"\b{any_of(phrases('departments_ahead'))}\s+(?:of|for)\s+[A-Z]"
    rf"|\b[A-Z]\w+\s+{any_of(phrases('departments_behind'))}$"
    rf"|\b[A-Z][\w’'-]*\s+(?:{any_of(phrases('kinds_of_parties'))}\s+)?Party$"
)
_UNIT_ORGAN = re.compile(
    rf"\b{any_of(phrases('levels_of_organs'))}\s+(?:[\w’'&-]+\s+){{0,4}}?{any_of(phrases('unit_organs'))}(?![\w-])"
    r"|^(?:CPC|CCP)\s.*\sCommittee$"
)
_WORD = re.compile(r"[\w'’-]+")
_OWN_BODY = re.compile(rf"\b{any_of(phrases('bodies_of_members'))}\b")
_ORGANS = [[noun] for noun in phrases("organs_alone")]


def organ_of(printed: str) -> bool:
    """Whether a proper name is that of an organ of government: "... People's Government", "... Foreign Office"."""
    said = [w.lower() for w in _WORD.findall(printed.replace("’", "'"))]
    if _OWN_BODY.search(" ".join(said)):
        return False  # "Calcutta Chamber of Commerce" acts for its members
    tails = (" ".join(said[-size:]) for size in (4, 3, 2) if len(said) > size)
    if "of" in said and said[-1].endswith("s"):  # "Forum of Local Governments": a body of several
        tails = (tail for tail in tails if "of" in tail.split())
    named = _UNIT_ORGAN.search(printed) is not None or any(offices().get(tail) == "organ" for tail in tails)
    if not named and "of" in said:
        before = said[: said.index("of")]
        named = before in _ORGANS or (len(before) > 1 and offices().get(" ".join(before)) == "organ")
    return named or said[-1:] in _ORGANS


def is_department(printed: str) -> bool:
    """Whether a name is that of a department or party, which acts for its unit: "Yunnan Trade Department"; a railway
    bureau acts for itself."""
    said = {w.lower() for w in _WORD.findall(printed)}
    return _DEPARTMENT.search(printed) is not None and said.isdisjoint(words("not_governing"))


def of_session(printed: str) -> tuple[str, ...]:
    """The body of which a name names a session: "4th GMS Summit", "General Assembly of NEAR"."""
    bare = _SESSION_OF.sub("", _SESSION.sub("", printed))
    return () if bare == printed or not bare else (bare,)


def sessions_behind(text: str, names: list[Name]) -> list[Name]:
    """The names, "Ministerial Meeting" behind "Amber Road Initiative (ARI)" standing for that body."""
    bodies = [n for n in names if n.kind in BODIES and not n.stands_for]

    def meant(name: Name) -> Name:
        kind = name.kind == "Mechanism" and name.generic and name.provisional  # "Rhine Council (RC) Aid Program"
        if not kind and (name.kind != "Event" or not _IS_SESSION.fullmatch(name.printed)):
            return name
        told = (b for b in bodies if _BRACKET.fullmatch(text, b.end - (b.printed[-1] == ")"), name.start))
        body = next((b for b in told if b is not name), None)
        return name if body is None else replace(body, start=name.start, end=name.end, printed=name.printed)

    return [meant(name) for name in names]
