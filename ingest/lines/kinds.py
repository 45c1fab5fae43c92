"""What single lines of a plain text are: captions, headings, list items, source lines, bibliography."""

from __future__ import annotations

import re

from ingest.lines.bullets import BULLETS
from ingest.words.lexicon import any_of, phrases
from ingest.words.numbers import counting

CAPTION = re.compile(
    rf"^(?P<what>{any_of(phrases('captioned'))})\s*"
    r"(?P<number>[A-Z]?\.?\d{1,3}(?:\s?[-.–—]\s?\d{1,3})*[a-z]?|[IVX]{1,5}|[A-Z]\.?\d*)\s*(?P<stop>[:.–—|\-]|\s)\s*(?P<title>\S.*)?$"
)
_CONTINUED = re.compile(r"[(\[]?\s*(?:continued|cont(?:['’]d|\.)?)(?:\s+from\b[^)\]]*)?\s*[)\]]?$", re.IGNORECASE)
_TABLE_WORDS = phrases("tables_called")
SOURCE = re.compile(
    r"^(?:\(?\s*)?(?:Data\s+)?(?:Sources?|Notes?|Data|N\.B\.|资料来源|注)(?:\s+of\s+data)?\s*[:：]|^\((?:Sources?|Notes?)\)\s",
    re.IGNORECASE,
)
_RUN_IN = re.compile(r"\s*【[^【】]{2,160}】(?=\s*\S)")
_NUMBERED = re.compile(r"^(?P<number>\d{1,2}(?:\.\d{1,2}){1,4})\.?\s+(?P<title>[A-Z“\"‘(].*)$")
_COUNTED = any_of(word.title() for word in counting(1, 10))
_CHAPTER = re.compile(
    rf"^(?:{any_of(phrases('chapters_called'))}\s+(?:\d{{1,2}}|[IVX]{{1,5}}|[A-Z]|{_COUNTED})\b"
    r"(?=\s*(?:$|[:–—-]|\.\s|[A-Z“\"‘]))|第[一二三四五六七八九十\d]+[章节])",
)
_ROMAN = re.compile(r"^(?:[IVX]{1,5}|[A-H]|\d{1,2})\.\s+[A-Z“\"‘][^.!?]*$")
_ITEM = re.compile(rf"^(?:[{BULLETS}]\s+|\(?(?:\d{{1,2}}|[a-z]|[ivx]{{1,4}})[.)]\s+|\d{{1,2}}[、．]\s*)(?=\S)")
_NOTE_MARK = re.compile(r"^(?:\[?\d{1,3}\]?[.)]?|[*†‡§¹²³⁰⁴-⁹]+)\s+(?=\S)")
_MARKED_END = re.compile(r"[^\W\d_][.!?][”’\"')]?\[?\d{1,3}\]?$")  # a sentence with the mark of its note
_REFERENCES = re.compile(
    rf"^(?:\d{{0,2}}\.?\s*)?(?:(?:select(?:ed)?|general)\s+)?{any_of(phrases('headings_of_references'))}\s*:?$",
    re.IGNORECASE,
)
_CITATION = re.compile(
    r"\((?:1[89]|20)\d\d[a-z]?\)|\bpp?\.\s?\d|https?://|\bVol\.|\bIbid\b|\b(?:Press|Journal|eds?\.)\b|\d+\(\d+\)[,:]"
)
_LINK = re.compile(r"\[?https?://\S+")
_ENTRY = re.compile(
    r"^[\[(]?\d{0,3}[\])]?\.?\s*(?:[^\W\d_][\w'’.-]*(?:\s(?:de|van|von|der|al|[A-Z][\w’'-]*)){0,3},|"
    r"[^\W\d_][\w'’-]+\s(?:[A-Z]\.|\(|&|and\s[A-Z]))"
)
_FUNCTION_WORDS = frozenset(phrases("small_in_headings"))
_FRONT_MATTER = frozenset(phrases("front_matter"))


def is_continued(text: str) -> bool:
    """Whether a line says that the table above goes on: "Table 5-3 (continued)"."""
    return bool(CAPTION.match(text) and _CONTINUED.search(text))


def caption(text: str) -> re.Match[str] | None:
    """The match of a caption line ("Table 4-1: ...", "Figure 2. ..."), None for a sentence that only names one."""
    found = CAPTION.match(text)
    if not found or len(text) > 300:
        return None
    title = (found["title"] or "").strip()
    if _CONTINUED.fullmatch(title):
        return found
    stop = found["stop"].strip()
    if stop in (":", "|") or not title:
        return found
    first = title.split()[0]
    if stop:
        return found if first[:1].isupper() or first[:1].isdigit() else None
    return found if first[:1].isupper() and not title.endswith((".", ",", ";")) else None


def names_table(found: re.Match[str]) -> bool:
    """Whether a caption is that of a table (not of a figure)."""
    return found["what"] in _TABLE_WORDS


def is_source(text: str) -> bool:
    """Whether the line opens the source or note line under a table or figure."""
    return bool(SOURCE.match(text))


def is_item(text: str) -> bool:
    """Whether the line opens a list item."""
    return bool(_ITEM.match(text))


def item_mark(text: str) -> int:
    """Length of the bullet or number that opens a list item."""
    found = _ITEM.match(text)
    return found.end() if found else 0


def note_mark(text: str) -> int:
    """Length of the number or sign that opens a footnote."""
    found = _NOTE_MARK.match(text)
    return found.end() if found else 0


_SENTENCE_INSIDE = re.compile(r"[^\W\d_]{4,}\.\s+[A-Z][^\W\d_]*\s+[^\W\d_]+\s")


def numbered_heading(text: str) -> int:
    """Level of a numbered heading ("4.2.1 Relations ..." is 3, "Chapter 4" is 1); 0 for what is none."""
    found = _NUMBERED.match(text)
    if found:
        title = found["title"].rstrip()
        if len(text) > 160 or title.endswith((".", ",", ";")) or _CITATION.search(text):
            return 0
        return found["number"].count(".") + 1
    return 1 if _CHAPTER.match(text) and len(text) < 140 and not text.rstrip().endswith((".", ",", ";")) else 0


def stands_alone_as_heading(text: str) -> bool:
    """Whether a block of its own, this short, reads as a heading: no full stop, a capital, no sentence."""
    if len(text) > 120 or len(text) < 3 or text[-1] in ".!?;,。；，" or _MARKED_END.search(text) or is_source(text):
        return False
    words = text.split()
    if len(words) > 16 or not any(char.isalpha() for char in text) or _CITATION.search(text):
        return False
    if _SENTENCE_INSIDE.search(text):
        return False
    bare = text.strip(" :").casefold()
    if bare in _FRONT_MATTER or _REFERENCES.match(text):
        return True
    if text.isupper() and len(words) < 12:
        return True
    first = text.lstrip("·•-–* “\"‘'(")
    return bool(first) and (first[0].isupper() or bool(_ROMAN.match(text)) or (first[0].isdigit() and len(words) > 2))


def wants_more(text: str) -> bool:
    """Whether a heading's line cannot be its last: it ends with a function word, a possessive, a comma or a dash."""
    words = text.split()
    if not words:
        return False
    last = words[-1].casefold()
    return last in _FUNCTION_WORDS or last.endswith(("’s", "'s", "s’", ",", "-", "–", ":", "&"))


def is_references(text: str) -> bool:
    """Whether a heading opens the bibliography."""
    return bool(_REFERENCES.match(text.strip()))


def is_citation(text: str) -> bool:
    """Whether a paragraph reads as an entry of a bibliography: an author first, and a year, pages or a publisher. A
    link alone makes none: news items and portal pages end with one."""
    head = _LINK.sub(" ", text[:600])
    if not head.strip(" .,[]()"):
        return True
    return bool(_ENTRY.match(head) and _CITATION.search(head))


def run_in_heading(text: str) -> int:
    """Where the heading ends that opens a paragraph, "【Visit to Bavaria】 In May ..."; 0 where none does."""
    found = _RUN_IN.match(text)
    return found.end() if found else 0
