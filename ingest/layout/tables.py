"""What stands around a table: its caption, the heading above it, and the sentence of the text that announces it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.cells.lexicon import topics_named
from ingest.lines.kinds import caption, is_continued, names_table
from ingest.types import Block, BlockKind
from ingest.words.lexicon import any_of, phrases

_MENTION = re.compile(rf"\b({any_of(phrases('tables_called'))})\s*([A-Z]?\.?\d{{1,3}}(?:\s?[-.–—]\s?\d{{1,3}})*)")
_TITLE_WORDS = 14  # of a line above a table that is its title
_SENTENCE_END = re.compile(r"(?<=[.!?])[”’\"')]?\s+(?=[A-Z“\"‘(])")
_MOST_SENTENCES = 2


def with_context(blocks: Sequence[Block]) -> list[Block]:
    """The same blocks; tables know their caption, heading, announcing sentences and page."""
    tables = [at for at, block in enumerate(blocks) if block.table is not None]
    if not tables:
        return list(blocks)
    captions = _whole({at: _caption_near(blocks, at) for at in tables})
    labels = {_label(text) for text in captions.values()} - {""}
    announced = _announcements(blocks, labels)
    out = list(blocks)
    for at in tables:
        block, text = blocks[at], captions[at]
        if block.table is None:
            continue
        sentences = announced.get(_label(text), []) or _sentence_before(blocks, at)
        heading = block.section[-1] if block.section else ""
        table = replace(
            block.table, caption=text, heading=heading, announced=" ".join(sentences[:_MOST_SENTENCES]), page=block.page
        )
        out[at] = replace(block, table=table)
    return out


def _caption_near(blocks: Sequence[Block], at: int) -> str:
    """The caption before the table, with only notes and footnotes between; else one right behind it."""
    for before in reversed(blocks[max(0, at - 12) : at]):
        if before.kind == BlockKind.CAPTION:
            found = caption(before.clean.text.strip("*_ "))
            return before.clean.text if found is None or names_table(found) else ""
        if before.kind not in (BlockKind.FOOTNOTE, BlockKind.NOTE):
            break
    after = blocks[at + 1] if at + 1 < len(blocks) else None
    if after is not None and after.kind == BlockKind.CAPTION:
        found = caption(after.clean.text.strip("*_ "))
        return after.clean.text if found and names_table(found) else ""
    return ""


def _whole(captions: dict[int, str]) -> dict[int, str]:
    """The captions; "Table 5-3 (continued)" is that of the table that it goes on with."""
    out: dict[int, str] = {}
    for at, text in captions.items():
        same = [whole for whole in out.values() if _label(whole) == _label(text)] if is_continued(text) else []
        out[at] = same[-1] if same else text
    return out


def _label(text: str) -> str:
    """What a caption calls its table, and the number, evened out: "Table 3- 7: ..." is "tab 3-7"."""
    found = _MENTION.match(text.strip("*_ "))
    return _called(found) if found else ""


def _called(found: re.Match[str]) -> str:
    return f"{found[1][:3].casefold()} {_even(found[2])}"


def _even(number: str) -> str:
    return re.sub(r"\s?[-.–—]\s?", "-", number)


def _announcements(blocks: Sequence[Block], labels: set[str]) -> dict[str, list[str]]:
    """Label → the sentences of the text that name it."""
    found: dict[str, list[str]] = {}
    for block in blocks:
        if block.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM):
            continue
        text = block.clean.text
        for match in _MENTION.finditer(text):
            label = _called(match)
            if label in labels:
                sentence = _sentence_around(text, match.start())
                if sentence not in found.setdefault(label, []):
                    found[label].append(sentence)
    return found


def _sentence_around(text: str, at: int) -> str:
    start, end = max(0, at - 600), min(len(text), at + 600)
    left = start
    for match in _SENTENCE_END.finditer(text, start, at + 1):
        left = match.end()
    right = _SENTENCE_END.search(text, at, end)
    return text[left : right.start() if right else end].strip()


def _sentence_before(blocks: Sequence[Block], at: int) -> list[str]:
    """For a table without a number: the last sentence before it, where it ends with a colon or names a table."""
    for before in reversed(blocks[max(0, at - 3) : at]):
        if before.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM):
            text = before.clean.text
            last = _SENTENCE_END.split(text[-600:])[-1]
            titled = len(text.split()) <= _TITLE_WORDS and text[-1:].isalnum()
            says = (
                titled or last.endswith(":") or re.search(r"\b(?:table|following|below)\b", last) or topics_named(last)
            )
            return [last] if says else []
        if before.kind == BlockKind.HEADING:
            break
    return []
