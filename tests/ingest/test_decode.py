"""Bytes become text, or a clear refusal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InputError
from ingest.decode import decode, mojibake

ENGLISH = "The ties of Paraná and Łódź with Ningbo began in 1990 – so the almanac says."
FRENCH = (
    "La région Île-de-France a été jumelée à Jingjiang en 1994; l'accord fut signé à Évry et prolongé l'été dernier."
)
CHINESE = "浙江省与静冈县于一九八二年四月二十日结为友好省县。两地交流频繁，经贸合作不断深化，双方互访成为常态。"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "utf-8"),
        (CHINESE, "utf-8"),
        (ENGLISH, "utf-8-sig"),
        (ENGLISH, "utf-16"),
        (CHINESE, "utf-16"),
        (ENGLISH, "utf-16-le"),
        (ENGLISH, "utf-16-be"),
        (CHINESE, "gb18030"),
        (f"{CHINESE}\r\nSister cities\r\n", "gb18030"),
        (FRENCH, "windows-1252"),
        (ENGLISH.encode("ascii", "ignore").decode(), "ascii"),
    ],
)
def test_encodings(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt") == text


def test_line_ends_are_kept() -> None:
    assert decode(b"one\r\ntwo\rthree\n", "a.txt") == "one\r\ntwo\rthree\n"


@pytest.mark.parametrize("data", [b"", b"   \n\t\r\n", "﻿".encode(), "﻿ \n".encode("utf-16-le")])
def test_empty_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match=r"^a\.txt: the file is empty"):
        decode(data, "a.txt")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....", "zip"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (bytes(range(256)) * 4, "binary"),
        (b"abc\x00def" * 50, "binary"),
    ],
)
def test_binary_is_refused(data: bytes, what: str) -> None:
    with pytest.raises(InputError, match=what) as refusal:
        decode(data, "b.txt")
    assert "\n" not in str(refusal.value)


def test_damaged_utf8_keeps_its_good_part() -> None:
    data = bytearray((CHINESE * 40).encode())
    data[601] = 0xFF
    text = decode(bytes(data), "a.txt")
    assert text.startswith("浙江省")
    assert 0 < text.count("\ufffd") < 4


def test_a_character_cut_off_at_the_end_is_lost_alone() -> None:
    assert decode("Kyoto 京都".encode()[:-1], "a.txt") == "Kyoto 京\ufffd"


def test_one_huge_line() -> None:
    line = "Zhejiang and Fukui. " * 200_000
    assert decode(line.encode(), "a.txt") == line


def test_mojibake_is_said() -> None:
    broken = FRENCH.encode().decode("windows-1252")
    assert mojibake(broken) is not None
    assert mojibake(FRENCH) is None
    assert mojibake("titles [\ufffd\ufffd]") is not None


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn"]), min_size=1))
def test_any_utf8_text_comes_back(text: str) -> None:
    data = text.encode()
    if not text.strip() or data.startswith((b"%PDF", b"PK\x03\x04", b"{\\rtf", b"SQLite format 3", b"\xef\xbb\xbf")):
        return
    if data.strip():
        assert decode(data, "a.txt") == text
