"""HTML as a layout: the text of the page, its tables, and what is refused."""

from __future__ import annotations

import pytest

from graph.errors import InputError
from ingest.readers import html
from ingest.readers.documents import read_document_bytes
from ingest.types import BlockKind, Layout, Table

PAGE = """<!DOCTYPE html><html><head><title>Sister provinces of Yunnan - Foreign Affairs Office</title>
<style>p { color: red }</style></head><body>
<header><a href="/">The Office</a></header><nav><ul><li><a href="/">Home</a><li><a href="/n">News</a></ul></nav>
<div class="sidebar">Popular today</div>
<main><h1>Sister provinces of Yunnan 云南</h1><script>document.write("x")</script>
<p>Yunnan and Shizuoka signed an agreement in 1998.<sup><a href="#fn1">1</a></sup> It covers 94&nbsp;km<sup>2</sup>.</p>
<h2>Partners</h2><p>Old partner pages say<br>little.<br><br>This is a paragraph of its own.</p>
<table><caption>Table 1: Sister provinces</caption><thead><tr><th>Country<th>Partner<th>Date</thead>
<tr><td rowspan="2">Laos<td><a href="x">Oudomxay</a><sup>[a]</sup><td>2001
<tr><td>Luang<br>Prabang<td>2003</table>
<ul><li>Hunan is the first point.</li><li>Guangxi is the second.</li></ul>
<section class="footnotes"><ol><li id="fn1">Yearbook of Yunnan 1999, p. 4.</li></ol></section>
</main><footer>Contact us</footer></body></html>"""


def read(page: str | bytes) -> Layout:
    data = page.encode() if isinstance(page, str) else page
    layout, text = read_document_bytes(data, "html", "page.html")
    for block in layout.blocks:
        for char, offset in zip(block.clean.text, block.clean.offsets, strict=True):
            assert char == " " or text[offset] == char
    return layout


def kinds(layout: Layout) -> list[tuple[str, str]]:
    return [(b.kind.value, b.clean.text) for b in layout.blocks if b.kind != BlockKind.TABLE]


def table_of(page: str) -> Table:
    (table,) = [block.table for block in read(page).blocks if block.table]
    return table


def cells(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def test_the_text_of_a_page_without_what_stands_around_it() -> None:
    layout = read(PAGE)
    assert kinds(layout) == [
        ("heading", "Sister provinces of Yunnan 云南"),
        ("paragraph", "Yunnan and Shizuoka signed an agreement in 1998. It covers 94 km2."),
        ("heading", "Partners"),
        ("paragraph", "Old partner pages say little."),
        ("paragraph", "This is a paragraph of its own."),
        ("caption", "Table 1: Sister provinces"),
        ("item", "Hunan is the first point."),
        ("item", "Guangxi is the second."),
        ("footnote", "Yearbook of Yunnan 1999, p. 4."),
    ]
    assert layout.title == "Sister provinces of Yunnan 云南"


def test_tables_keep_their_spans() -> None:
    table = table_of(PAGE)
    assert (table.columns, table.caption) == (("Country", "Partner", "Date"), "Table 1: Sister provinces")
    assert cells(table) == [["Laos", "Oudomxay", "2001"], ["Laos", "Luang Prabang", "2003"]]


def test_a_head_of_two_rows() -> None:
    table = table_of(
        "<table><tr><th rowspan=2>Country<th colspan=2>Trade<tr><th>2004<th>2005<tr><td>Laos<td>1<td>2"
        "<tr><td>Viet Nam<td>3<td>4</table>"
    )
    assert table.columns == ("Country", "Trade 2004", "Trade 2005")
    assert cells(table) == [["Laos", "1", "2"], ["Viet Nam", "3", "4"]]


def test_a_title_row_is_a_caption_and_a_row_of_one_cell_stands_alone() -> None:
    table = table_of(
        "<table><tr><td colspan=2>Sister provinces of Hunan<tr><td>Partner<td>Date<tr><td colspan=2>Japan"
        "<tr><td>Shiga<td>1983</table>"
    )
    assert (table.caption, table.columns) == ("Sister provinces of Hunan", ("Partner", "Date"))
    assert cells(table) == [["Japan", ""], ["Shiga", "1983"]]


def test_a_table_that_only_places_text_is_text() -> None:
    page = "<table><tr><td><h1>Hunan and Shiga</h1><p>Hunan and Shiga signed in 1983.</p><td>Also</table>"
    assert kinds(read(page))[:2] == [("heading", "Hunan and Shiga"), ("paragraph", "Hunan and Shiga signed in 1983.")]


def test_a_list_of_links_is_no_text_and_a_list_with_links_is() -> None:
    links = "".join(f'<li><a href="/{i}">Page number {i}</a></li>' for i in range(6))
    items = "".join(f"<li>Hunan opened office {i} in <a href='/'>Laos</a> in that year.</li>" for i in range(4))
    layout = read(f"<body><ul>{links}</ul><p>Hunan has offices.</p><ul>{items}</ul></body>")
    assert [b.kind.value for b in layout.blocks] == ["paragraph", "item", "item", "item", "item"]


@pytest.mark.parametrize(("charset", "encoding"), [("gb2312", "gb18030"), ("big5", "big5"), ("utf-8", "utf-8")])
def test_the_declared_encoding_is_taken(charset: str, encoding: str) -> None:
    page = f'<html><head><meta charset="{charset}"></head><body><p>Yunnan is 中文 here.</p></body></html>'
    assert kinds(read(page.encode(encoding))) == [("paragraph", "Yunnan is 中文 here.")]


def test_entities_of_the_page_are_refused_and_those_of_html_read() -> None:
    assert kinds(read("<p>Caf&eacute; &amp; trade of Hunan.</p>")) == [("paragraph", "Café & trade of Hunan.")]
    bomb = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><html><p>&b;</p></html>'
    with pytest.raises(InputError, match=r"page\.html: the page declares XML entities"):
        read(bomb)


def test_a_page_that_is_too_large_is_refused_before_it_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "_MOST_BYTES", 1 << 20)
    with pytest.raises(InputError, match=r"page\.html: 2 MB of HTML; at most 1 MB are read"):
        read(b"<p>" + b"x" * (2 << 20))


@pytest.mark.parametrize("page", ["<html><body><script>render()</script></body></html>", "<nav>Home</nav>", "<p>-</p>"])
def test_a_page_without_text_is_refused(page: str) -> None:
    with pytest.raises(InputError, match=r"page\.html: the page holds no text"):
        read(page)


def test_deep_nesting_and_broken_markup_are_read() -> None:
    assert "Hunan" in read("<div>" * 240 + "<p>Hunan and Shiga.</p>").blocks[0].clean.text
    assert "Shiga" in read("<p><b>Hunan <i>and</b> Shiga.</i></div></p>").blocks[0].clean.text
    with pytest.raises(InputError, match=r"page\.html: the page nests its elements too deep"):
        read("<div>" * 20_000 + "<p>Hunan and Shiga.</p>")
