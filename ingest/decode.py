"""Bytes to text: one decoding for every text format, with a clear refusal of what is not text.

Line ends are kept as they stand, so that character offsets count in the text that is returned.
"""

from __future__ import annotations

import re
import unicodedata

from graph.errors import InputError

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_SAMPLE = 1 << 16  # bytes looked at when the encoding has to be guessed
_MAGIC = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a zip archive (DOCX, XLSX, ODT ...)"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"SQLite format 3", "an SQLite database"),
    (b"{\\rtf", "an RTF document"),
)
_MOJIBAKE = re.compile("(?:Ã[\x80-\xbf€-™]|â€[™œ\x9d“”˜¦]|Â[\xa0-\xbf])")


def decode(data: bytes, name: str) -> str:
    """The text of a file. `name` is only used in messages.

    Tried in this order: byte order marks, UTF-8, UTF-16 without a mark, then a guess among GB 18030, Big5, Shift JIS,
    Windows code pages and others. Raises InputError for empty and binary files.
    """
    if not data.strip():
        raise InputError(f"{name}: the file is empty; nothing to read")
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding, name)
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise InputError(f"{name}: this is {what}, not plain text; give it the right suffix or save it as text")
    wide = _wide(data)
    if wide:
        return _strict(data, wide, name)
    if _binary(data[:_SAMPLE]):
        raise InputError(f"{name}: the file is binary, not text; save it as UTF-8 text")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as wrong:
        return _guessed(data, name, wrong)


def mojibake(text: str) -> str | None:
    """A line for people when the text looks like UTF-8 that was read as Windows-1252 on its way here, else None."""
    hits = len(_MOJIBAKE.findall(text[:1_000_000]))
    lost = text.count("\ufffd")
    if hits >= 3:
        return f"{hits} spots look like UTF-8 that was once read as Windows-1252 (such as 'Ã©' for 'é'): re-export it"
    if lost:
        return f"{lost} characters were lost before the file came here (shown as \ufffd)"
    return None


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as wrong:
        raise InputError(
            f"{name}: marked as {encoding.upper()}, but byte {wrong.start} is not; save it again as UTF-8"
        ) from wrong
    if not text.strip():
        raise InputError(f"{name}: the file is empty; nothing to read")
    return text


def _wide(data: bytes) -> str | None:
    """UTF-16 without a byte order mark: every other byte of mostly Latin text is zero."""
    sample = data[: _SAMPLE - _SAMPLE % 2]
    if len(sample) < 4 or len(data) % 2:
        return None
    half = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _binary(sample: bytes) -> bool:
    """Zero bytes, or more control bytes than any text has."""
    if b"\0" in sample:
        return True
    controls = sum(sample.count(bytes([byte])) for byte in (*range(1, 9), *range(14, 32)) if byte != 27)
    return controls > max(2, 0.01 * len(sample))


def _guessed(data: bytes, name: str, wrong: UnicodeDecodeError) -> str:
    """Not UTF-8: damaged UTF-8 keeps its good part, anything else is guessed from its letters."""
    broken = data.decode("utf-8", errors="replace")
    lost = broken.count("\ufffd")
    high = sum(1 for char in broken[:_SAMPLE] if ord(char) > 127 and char != "\ufffd")
    if high > 20 * max(1, broken[:_SAMPLE].count("\ufffd")):
        return broken  # UTF-8 with a few damaged bytes
    if wrong.start >= len(data) - 3 and lost <= 3:
        return broken  # cut off inside its last character
    for encoding in _candidates(data):
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if not _odd(text[:_SAMPLE]):
            return text
    try:
        return data.decode("windows-1252")
    except UnicodeDecodeError as other:
        raise InputError(
            f"{name}: the encoding was not recognised (byte {wrong.start} is not UTF-8); save it as UTF-8"
        ) from other


def _candidates(data: bytes) -> list[str]:
    """Encodings in the order in which they are tried."""
    from charset_normalizer import from_bytes

    first = next((at for at, byte in enumerate(data) if byte > 127), 0)
    start = max(0, first - 2000)
    sample = data[start : start + _SAMPLE]
    high = [byte for byte in sample if byte > 127]
    pairs = len(re.findall(rb"[\x81-\xfe][\x40-\x7e\x80-\xfe]", sample)) * 2
    runs = len(re.findall(rb"[\xa1-\xfe]{4,}", sample))
    # Han text stands in runs of high bytes; a Western letter with an accent stands alone among ASCII.
    found = ["gb18030"] if runs and pairs > 0.8 * len(high) else []
    best = from_bytes(sample).best()
    if best is not None and best.encoding not in ("utf_8", "ascii"):
        found.append(best.encoding)
    alone = len(re.findall(rb"[A-Za-z ][\x80-\xff](?=[A-Za-z .,;:])", sample))
    return ["windows-1252", *found] if alone > 0.5 * max(1, len(high)) else [*found, "windows-1252"]


def _odd(text: str) -> bool:
    """Whether a decoding gave what no text holds: many control, private or unassigned characters."""
    odd = sum(1 for char in text if ord(char) > 126 and unicodedata.category(char) in ("Cc", "Co", "Cn"))
    return odd > max(1, 0.002 * len(text))
