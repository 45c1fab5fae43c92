"""Plain text that once was a PDF, and Markdown, as blocks with offsets back into the document."""

from __future__ import annotations

import textwrap
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.layout.build import layout_of
from ingest.types import Block, BlockKind, Layout

RULE = " " * 50
FIRST = (
    "The port city signed its first agreement abroad in the spring of that year, and the council of the city sent "
    "a group of engineers to look at the new docks. They came back with plans that were larger than the city's purse."
)
SECOND = (
    "Later the two sides met every second year. Each meeting had a list of works to be done before the next one, and "
    "the list grew longer with every meeting, until nobody could say which of the works were done and which were not."
)


def kinds(layout: Layout) -> list[str]:
    return [block.kind.value for block in layout.blocks]


def of_kind(layout: Layout, kind: BlockKind) -> list[Block]:
    return [block for block in layout.blocks if block.kind == kind]


def padded(*paragraphs: str) -> str:
    return " \n\n \n\n".join(" \n\n".join(textwrap.wrap(p, 80)) for p in paragraphs) + " \n"


def wrapped(*paragraphs: str) -> str:
    return "\n\n".join("\n".join(textwrap.wrap(p, 80)) for p in paragraphs) + "\n"


@pytest.mark.parametrize("dress", [padded, wrapped, lambda *p: "\r\n\r\n".join(p)])
def test_paragraphs_come_back_from_lines(dress: object) -> None:
    layout = layout_of(dress(FIRST, SECOND), "txt")  # type: ignore[operator]
    assert [block.clean.text for block in layout.blocks] == [FIRST, SECOND]


def test_paragraphs_set_off_by_indents_alone() -> None:
    lines = [*textwrap.wrap("   " + FIRST, 80), *textwrap.wrap("   " + SECOND, 80), *textwrap.wrap("   " + FIRST, 80)]
    layout = layout_of("\n".join(lines), "txt")
    assert [block.clean.text for block in layout.blocks] == [FIRST, SECOND, FIRST]


def test_footnotes_are_lifted_out_of_sentences() -> None:
    one, two = textwrap.wrap(FIRST, 80), textwrap.wrap(SECOND, 80)
    one[0] = one[0].replace("abroad in", "abroad,7 in")
    text = (
        f"{padded(SECOND, SECOND)}\n \n\n"
        + " \n\n".join([*one[:2]])
        + f" \n\n{RULE}\n7 See the records of the council, 1985, p.12. \n"
        f"8 Ibid. \n {one[2]} \n\n \n\n" + " \n\n".join(two) + " \n"
    )
    layout = layout_of(text, "txt")
    body = of_kind(layout, BlockKind.PARAGRAPH)
    assert body[2].clean.text == FIRST.replace("abroad in", "abroad, in")
    assert [block.clean.text for block in of_kind(layout, BlockKind.FOOTNOTE)] == [
        "See the records of the council, 1985, p.12.",
        "Ibid.",
    ]


@pytest.mark.parametrize(
    ("printed", "clean"),
    [
        ("ties with Guinea.18 In the", "ties with Guinea. In the"),
        ("it began in 1982.43 Since then", "it began in 1982. Since then"),
        ("the so-called ‘twins’.7 They", "the so-called ‘twins’. They"),
        ("an area of 20 km² was¹² opened", "an area of 20 km² was opened"),
        ("the plan[14] was", "the plan was"),
        ("a rate of 5.8 billion", "a rate of 5.8 billion"),
        ("growth of 3.12 was seen", "growth of 3.12 was seen"),
        ("in the G20 and on COVID-19 cases", "in the G20 and on COVID-19 cases"),
        ("see No. 12 and p.5 there", "see No. 12 and p.5 there"),
    ],
)
def test_footnote_marks_are_cut_off(printed: str, clean: str) -> None:
    text = f"Some people say that {printed} more is known about that, and it is well that it be told here."
    assert clean in layout_of(text, "txt").blocks[0].clean.text


@pytest.mark.parametrize(
    ("lines", "clean"),
    [
        (["the govern-", "ment met. The government"], "the government met. The government"),
        (["its sister-", "city met. A sister-city"], "its sister-city met. A sister-city"),
        (["in Schleswig-", "Holstein they met"], "in Schleswig-Holstein they met"),
        (["shown in 4-", "15 below"], "shown in 4-15 below"),
        (["from 1990 -", "1995 they"], "from 1990 - 1995 they"),
        (["the pro\u00ad", "vince met"], "the province met"),
    ],
)
def test_words_broken_at_line_ends(lines: list[str], clean: str) -> None:
    fill = "and then there was much more to be said about all of it by those who had been there"
    text = f"{fill}\n{fill}\n{fill} {lines[0]}\n{lines[1]} {fill}\n{fill}.\n"
    assert clean in layout_of(text, "txt").blocks[0].clean.text


def test_a_page_break_ends_no_paragraph() -> None:
    one = textwrap.wrap(FIRST, 80)
    filler = wrapped(SECOND, SECOND, SECOND)
    pages = [f"Annals of the Coast 20{n}\n\n{filler}\n" for n in range(3)]
    pages.append("Annals of the Coast 203\n\n" + "\n".join(one[:2]) + "\n\n    23\n")
    pages.append("Annals of the Coast 204\n\n" + "\n".join(one[2:]) + "\n\n" + filler)
    layout = layout_of("\x0c".join(pages), "txt")
    texts = [block.clean.text for block in layout.blocks]
    assert FIRST in texts
    assert not any("Annals" in text for text in texts)


def test_page_numbers_name_the_pages() -> None:
    body = wrapped(FIRST, SECOND, FIRST, SECOND, FIRST)
    layout = layout_of("\x0c".join(f"{body}\n{n}\n" for n in range(31, 36)), "txt")
    assert {block.page for block in layout.blocks} == {31, 32, 33, 34, 35}
    assert not any(block.clean.text.isdigit() for block in layout.blocks)
    plain = layout_of("\x0c".join([body, body]), "txt")
    assert {block.page for block in plain.blocks} == {1, 2}
    assert {block.page for block in layout_of(body, "txt").blocks} == {None}


def test_a_column_of_years_holds_no_page_numbers() -> None:
    text = wrapped(FIRST, SECOND) + "\n" + "\n".join(f"{FIRST}\n\n{year}\n" for year in range(1990, 1993))
    assert {block.page for block in layout_of(text, "txt").blocks} == {None}


def test_headings_and_sections() -> None:
    text = (
        f"Chapter 2: Ports and\nTheir Friends\n\n{wrapped(FIRST)}\n2.1 Early years\n\n{wrapped(SECOND)}\n"
        f"2.1.1 The first pact\n{wrapped(FIRST)}\n2.2 Later years\n\n{wrapped(SECOND)}"
    )
    layout = layout_of(text, "txt")
    assert layout.title == "Chapter 2: Ports and Their Friends"
    found = {block.clean.text: block for block in of_kind(layout, BlockKind.HEADING)}
    assert [found[t].level for t in ("2.1 Early years", "2.1.1 The first pact", "2.2 Later years")] == [2, 3, 2]
    last = layout.blocks[-1]
    assert last.section == ("Chapter 2: Ports and Their Friends", "2.2 Later years")


def test_chapters_that_a_sentence_names_are_no_headings() -> None:
    text = wrapped(
        SECOND, "Chapter 3 discussed how the ports of the coast came to look for friends abroad, and why.", FIRST
    )
    assert kinds(layout_of(text, "txt")) == ["paragraph"] * 3


def test_lists_captions_and_notes() -> None:
    text = (
        f"{wrapped(FIRST)}\n• the first of the works\n• the second of the works, which is\nlonger than a line\n\n"
        f"Figure 2-1: Works by year\n\nSource: Records of the council, 1990.\n\n{wrapped(SECOND)}"
    )
    layout = layout_of(text, "txt")
    assert kinds(layout) == ["paragraph", "item", "item", "caption", "note", "paragraph"]
    assert layout.blocks[2].clean.text == "the second of the works, which is longer than a line"


def test_short_lines_under_a_colon_are_items_though_nothing_marks_them() -> None:
    told = "The agency helps firms to find partners. It has offices in:"
    layout = layout_of(f"{told}\n\nOsaka\n\nBergen\n\nPerth\n\nOther help\n\n{FIRST}\n", "txt")
    assert kinds(layout) == ["paragraph", "item", "item", "item", "heading", "paragraph"]
    assert [block.clean.text for block in of_kind(layout, BlockKind.HEADING)] == ["Other help"]


def test_a_sentence_that_announces_items_is_no_heading() -> None:
    layout = layout_of(
        "The city is twinned with these towns:\n\n- Osaka\n- Bergen\n\nSister Cities:\n\n- Perth\n- Oulu\n", "txt"
    )
    assert kinds(layout) == ["paragraph", "item", "item", "heading", "item", "item"]


def test_the_bibliography_is_not_read() -> None:
    text = f"{wrapped(FIRST, SECOND)}\nReferences\n\n" + "\n\n".join(
        f"Smith, J. ({year}). Ports and friends. Coast Press." for year in (1990, 1991)
    )
    assert kinds(layout_of(text, "txt"))[-3:] == ["heading", "reference", "reference"]


def test_a_bibliography_without_blank_lines_is_no_prose() -> None:
    entries = (
        "Ohta, K. (2004). How Niigata came to trade with Khabarovsk. Kyoto: Hoshi.\n"
        "Petrov, I. (2011). Sakhalin and Hokkaido as neighbours. Osteuropa 61, 12-30."
    )
    found = layout_of(f"{wrapped(FIRST, SECOND)}\n\nReferences\n{entries}\n", "txt")
    assert kinds(found)[-1] == "reference"
    assert not [b for b in found.blocks if b.kind.value == "paragraph" and "Niigata" in b.clean.text]


MARKDOWN = """---
title: hidden
---
# Ties of the **north**

A first paragraph[^1] that goes
on here with a [link](http://example.org/x) and `code`.

## Partners

| Partner | Country | Since |
|---------|:-------:|------:|
| Lyon | France | 1988 |
| Kyoto (京都) | Japan | |

1. one *item*
2. two

> A quote goes
> on.

```
x = 1
```

Second head
-----------

[^1]: See the annex.
"""


def test_markdown() -> None:
    layout = layout_of(MARKDOWN, "md")
    assert [(b.kind.value, b.clean.text) for b in layout.blocks if b.table is None] == [
        ("heading", "Ties of the north"),
        ("paragraph", "A first paragraph that goes on here with a link and code."),
        ("heading", "Partners"),
        ("item", "one item"),
        ("item", "two"),
        ("paragraph", "A quote goes on."),
        ("heading", "Second head"),
        ("footnote", "See the annex."),
    ]
    table = next(block.table for block in layout.blocks if block.table)
    assert table.columns == ("Partner", "Country", "Since")
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Lyon", "France", "1988"],
        ["Kyoto (京都)", "Japan", ""],
    ]
    assert (table.heading, table.confidence) == ("Partners", 1.0)
    assert MARKDOWN[table.rows[1][0].start : table.rows[1][0].end] == "Kyoto (京都)"


def assert_offsets(text: str, layout: Layout) -> None:
    for block in layout.blocks:
        offsets = list(block.clean.offsets)
        assert all(a < b for a, b in pairwise(offsets))
        for char, offset in zip(block.clean.text, offsets, strict=True):
            assert text[offset] == char or (char == " " and text[offset].isspace())


_PIECES = st.sampled_from(
    [
        "Table 1: Ties\n", "1990 Kyoto\n", "Kyoto Japan 1990-01-02\n", "12%\n", " \n", "\n", "\n\n", "\x0c",
        f"{RULE}\n", "12 See\n", "The city", " met.3 ", "word-\n", "- ", "2.1 Head\n", "Source: x\n",
        "| a | b |\n|---|---|\n",
        "\r\n",
        "\u00ad\n", "\t", "浙江", "No.1 No.2 No.3\n", "Time Events\n", "# H\n", "```\n", "[^1]: n\n", "17\n",
        "a  b   c\n",
        "\u2028", "[1]", "²",
    ]
)  # fmt: skip


@pytest.mark.parametrize("fmt", ["txt", "md"])
@given(text=st.lists(st.one_of(_PIECES, st.text(max_size=12)), max_size=40).map("".join))
def test_every_character_points_at_itself(fmt: str, text: str) -> None:
    assert_offsets(text, layout_of(text, fmt))


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "x", "\x0c", "word " * 50_000, "a\n" * 20_000, "|" * 5000, "(" * 5000]
)
@pytest.mark.parametrize("fmt", ["txt", "md"])
def test_odd_texts_are_no_trouble(fmt: str, text: str) -> None:
    assert_offsets(text, layout_of(text, fmt))


def test_question_marks_in_place_of_blanks_are_blanks() -> None:
    lost = "The?guests of Gifu?Prefecture met the People?s Government of Hunan.\n\nSee http://a.org/x?id=1 for more."
    texts = [block.clean.text for block in layout_of(lost, "txt").blocks]
    assert texts[0] == "The guests of Gifu Prefecture met the People’s Government of Hunan."
    assert "x?id=1" in texts[1]
    kept = layout_of("Is it so? Yes?no. Who knows?", "txt").blocks[0].clean.text
    assert kept == "Is it so? Yes?no. Who knows?"
