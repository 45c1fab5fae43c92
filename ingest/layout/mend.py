"""Blocks mended once all are known: what a page break cut is joined, short blocks become headings or items."""

from __future__ import annotations

import re
from functools import partial
from itertools import groupby, takewhile

from ingest.layout.raw import RawBlock
from ingest.lines.kinds import stands_alone_as_heading
from ingest.types import BlockKind

_ITEM_WORDS = 12  # of a line that nothing marks as an item
_FEWEST_PLACES = 4
_PLACE = re.compile(  # "Kofu, Japan; since 1984.", "Dalarna (province), Sweden", "Georgia (USA)"
    r"[^\W\d_a-z][^.:;,!?()\d]{0,40}(?:\s\([^()]{2,30}\))?(?:,\s[^\W\d_a-z][\w'’ .-]{1,40}|\s\([^()]{3,40}\))"
    r"(?:\s*[;,(–-]?\s*(?:since|in|from)?\s*\(?\d{4}(?:[./-]\d+)*\)?)?[.;]?"
)


def mend(blocks: list[RawBlock], source: str) -> list[RawBlock]:
    """Joins paragraphs that a page break, a table or a figure cut; marks short blocks of their own as headings."""
    out: list[RawBlock] = []
    body: RawBlock | None = None  # the last paragraph, while only floats came after it
    _announce(blocks, source)
    _list_places(blocks, source)
    for at, block in enumerate(blocks):
        if block.kind == BlockKind.PARAGRAPH:
            if (
                body is not None
                and source[block.spans[0][0]] != "【"
                and _goes_on(body, block, out[-1] is body, source)
            ):
                body.spans.extend(block.spans)
                body.ends, body.full, body.filled = block.ends, block.full, block.filled
                continue
            follower = next((b for b in blocks[at + 1 : at + 4] if b.kind != BlockKind.FOOTNOTE), None)
            if _is_heading(block, follower, source):
                block.kind, block.level = BlockKind.HEADING, 7
                body = None
            else:
                body = block
        elif block.kind in (BlockKind.HEADING, BlockKind.ITEM):
            if block.kind == BlockKind.ITEM and _heads_a_paragraph(blocks, at, out[-1] if out else None, source):
                block.kind, block.level = BlockKind.HEADING, 8
            body = block if block.kind == BlockKind.ITEM else None
        out.append(block)
    return out


def _announce(blocks: list[RawBlock], source: str) -> None:
    """Short lines under a line that ends in a colon are its items ("They have offices in:"), though nothing marks them;
    their marks are often lost with the page's form."""
    running = [b for b in blocks if b.kind != BlockKind.FOOTNOTE]
    for at, block in enumerate(running[:-1]):
        last = source[block.spans[-1][0] : block.spans[-1][1]].rstrip()
        if block.kind != BlockKind.PARAGRAPH or last[-1:] != ":":
            continue
        items = running[at + 1 :]
        if items[0].kind != BlockKind.ITEM:
            items = list(takewhile(partial(_may_be_item, source), items))
            after = at + 1 + len(items)
            if len(items) > 1 and after < len(running) and _heads(items[-1], running[after], source):
                items.pop()
            if len(items) < 2:
                continue
            for item in items:
                item.kind = BlockKind.ITEM
        said = " ".join(source[start:end] for start, end in block.spans).split()
        block.announces = len(said) > 3 and sum(word.islower() for word in said) > len(said) / 2


def _list_places(blocks: list[RawBlock], source: str) -> None:
    """Lines of a place and what it lies in, several under each other, are items though nothing marks them."""
    for placed, run in groupby((b for b in blocks if b.kind != BlockKind.FOOTNOTE), partial(_is_place, source)):
        lines = list(run)
        if placed and len(lines) >= _FEWEST_PLACES:
            for line in lines:
                line.kind = BlockKind.ITEM


def _is_place(source: str, block: RawBlock) -> bool:
    if block.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM) or len(block.spans) > 1:
        return False
    start, end = block.spans[0]
    return _PLACE.fullmatch(source[start:end].strip()) is not None


def _may_be_item(source: str, block: RawBlock) -> bool:
    if block.kind != BlockKind.PARAGRAPH:
        return False
    text = source[block.spans[0][0] : block.spans[0][1]]
    return (
        len(block.spans) == 1 and len(text.split()) <= _ITEM_WORDS and text[-1:] not in ".:!?" and not block.after_page
    )


def _heads(item: RawBlock, after: RawBlock, source: str) -> bool:
    """Whether the last short line belongs to the paragraph behind it, as its heading."""
    if after.kind != BlockKind.PARAGRAPH:
        return False
    return stands_alone_as_heading(source[item.spans[0][0] : item.spans[0][1]])


def _goes_on(before: RawBlock, block: RawBlock, adjacent: bool, source: str) -> bool:
    """Whether a paragraph is the rest of the one before."""
    start = source[block.spans[0][0]]
    if not before.ends and (start.islower() or start.isdigit() or source[before.spans[-1][1] - 1] in "-,"):
        # behind an item on one line a number opens the next block
        listed = before.kind == BlockKind.ITEM and not before.wrapped
        return start.islower() or not adjacent or (before.full and not listed)
    if block.after_page and not before.ends and before.full:
        return True
    return block.after_page and before.filled and adjacent and before.kind == BlockKind.PARAGRAPH


def _is_heading(block: RawBlock, follower: RawBlock | None, source: str) -> bool:
    if block.announces or len(block.spans) > 2 or follower is None or (block.wrapped and block.full):
        return False
    if follower.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.ITEM):
        return False
    text = " ".join(source[start:end] for start, end in block.spans)
    return stands_alone_as_heading(text) and not block.after_page


def _heads_a_paragraph(blocks: list[RawBlock], at: int, above: RawBlock | None, source: str) -> bool:
    """Whether a short bulleted or numbered line, alone between paragraphs, heads the next one."""
    block = blocks[at]
    before = above.kind if above else None
    after = blocks[at + 1].kind if at + 1 < len(blocks) else None
    if before == BlockKind.ITEM or after != BlockKind.PARAGRAPH or len(block.spans) > 1:
        return False
    return stands_alone_as_heading(source[block.spans[0][0] : block.spans[0][1]])
