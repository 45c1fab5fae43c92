"""List items under the line that introduces them, read as the one sentence that they are.

"Yunnan has signed agreements with the following partners:" and three items say what the line says of each item; alone,
neither the line nor an item states a tie.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.types import Block, BlockKind, Clean
from ingest.words.lexicon import any_of, phrases

MOST_WORDS = 120  # of the line and its items: what is longer is a table or prose with bullets
LONGEST_ITEM = 14  # words: a longer item is a sentence of its own
_INTRODUCES = frozenset([BlockKind.HEADING, BlockKind.PARAGRAPH])
_MARK = re.compile(r"\s*(?:[•·●▪◦*–—-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+")
_REST = re.compile(rf",\s+{any_of(phrases('behind_items'))}\b|\s+[–—]\s+")
_TAIL = re.compile(r"[\s;,.]*(?:\band)?\s*$")
_GOES_ON = re.compile(
    rf"\b{any_of(phrases('before_lists'))}\s*:\s*$",
    re.IGNORECASE,
)
_LAST_SENTENCE = re.compile(r"(?:^|[.!?]\s+)(?P<last>[^.!?]*:)\s*$", re.DOTALL)


def introduced(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks of a document, short items joined to the line before them where that ends in a colon."""
    at = 0
    while at < len(blocks):
        block = blocks[at]
        items = _items_of(blocks, at) if _introduces(block) else []
        if items:
            yield _joined(block, items)
            at += len(items)
        else:
            yield block
        at += 1


def _introduces(block: Block) -> bool:
    return block.kind in _INTRODUCES and block.clean.text.rstrip().endswith(":")


def _items_of(blocks: Sequence[Block], at: int) -> list[Block]:
    """The items that follow a line, if they are two or more, each short, and none a sentence or a label."""
    items: list[Block] = []
    for block in blocks[at + 1 :]:
        if block.kind is not BlockKind.ITEM:
            break
        items.append(block)
    words = [len(_head(block.clean.text).split()) for block in items]
    match = _LAST_SENTENCE.search(blocks[at].clean.text)
    line = len(match["last"].split()) if match else MOST_WORDS
    short = all(count <= LONGEST_ITEM for count in words) and sum(words) + line <= MOST_WORDS
    return items if len(items) > 1 and short and not any(": " in b.clean.text for b in items) else []


def _head(item: str) -> str:
    """What an item opens with: "Jeju, Republic of Korea", of which the rest says on what and how."""
    rest = _REST.search(item)
    return item[: rest.start()] if rest else item


def _joined(line: Block, items: list[Block]) -> Block:
    """One paragraph: "... with the following partners: A, B and C"."""
    lead = line.clean.text.rstrip()
    if _GOES_ON.search(lead):
        lead = lead[:-1]  # "invested in:" goes on with what it invested in
    text, offsets = [lead], list(line.clean.offsets[: len(lead)])
    for number, item in enumerate(items):
        mark = _MARK.match(item.clean.text)
        start = mark.end() if mark else 0
        head = _head(item.clean.text)
        stop = max(start, len(head) - len(_TAIL.search(head)[0]))  # type: ignore[index]
        between = " " if number == 0 else " and " if number == len(items) - 1 else ", "
        text += [between, item.clean.text[start:stop]]
        offsets += [-1] * len(between) + list(item.clean.offsets[start:stop])
    text.append(".")
    offsets.append(-1)
    return replace(items[0], kind=BlockKind.PARAGRAPH, clean=Clean("".join(text), offsets), page=line.page)
