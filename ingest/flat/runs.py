"""Where tables without a caption stand that say themselves what their parts are: lines under a line of heads, lines
with keys ("Japan: Kobe, Sapporo"), records of labels and values."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ingest.cells.forms import prose_like
from ingest.cells.lexicon import role_of
from ingest.cells.names import CellNames
from ingest.flat.heads import head_cuts, heads_before, known_words
from ingest.flat.keys import is_keyed, key_head, key_of
from ingest.lines.kinds import is_source, numbered_heading
from ingest.lines.lines import Lines
from ingest.words.countries import country_of

_LABEL = re.compile(r"^(?P<label>[^\W_][^:：.;]{0,50}?)\s*[:：]\s*(?P<value>\S.*)?$")
_FEWEST = 2  # rows
_TOGETHER = 100  # characters of a line that holds several rows
_WIDE = 0.6  # of the full width: a line so long may go on in the next


def may_open(text: str) -> bool:
    """Whether a line of running text may open a run all the same: with a label, or as a line of heads."""
    return bool(_LABEL.match(text)) or (len(text) <= _TOGETHER and bool(head_cuts(text)))


def headed_run(lines: Lines, flow: Sequence[int], stops: Callable[[int], bool]) -> list[int]:
    """The lines of a table that opens with a line of heads, from the first line of `flow`; what comes after them is
    for the rebuilding to judge."""
    first = lines.text(flow[0])
    together = len(first) > _TOGETHER and not prose_like(first) and heads_before(first) > 0
    if not together and (
        len(first) > _TOGETHER or not head_cuts(first) or country_of(first.rpartition(",")[2].strip())
    ):
        return []  # "Yuma City, United States" is an entry: "States" is no head there
    body = [flow[0]]
    rhythm = lines.gaps[flow[1]] if len(flow) > 1 else 0
    for i in flow[1:]:
        text = lines.text(i)
        late = lines.gaps[i] > rhythm + 1 or (rhythm == 0 and lines.gaps[i] > 0)
        if late or stops(i) or is_source(text) or numbered_heading(text) or prose_like(text):
            break
        body.append(i)
    return body if len(body) > _FEWEST or together else []


def labelled_run(
    lines: Lines, flow: Sequence[int], stops: Callable[[int], bool], names: Callable[[], CellNames]
) -> list[int]:
    """The lines, from the first of `flow`, that have keys or labels: records, or keys that are dates or known names."""
    first = lines.text(flow[0])
    if not _LABEL.match(first) or first.endswith((":", "：")):  # a colon at the end announces the list
        return []
    body: list[int] = []
    for i in flow:
        text = lines.text(i)
        opens = bool(_LABEL.match(text)) and (is_keyed(text) or bool(role_of_label(text)))
        wraps = body and lines.gaps[i] <= lines.pad and lines.size(i - 1) > _WIDE * lines.width
        if stops(i) or is_source(text) or not (opens or wraps) or (body and lines.gaps[i] > 1 + lines.pad):
            break
        body.append(i)
    texts = [lines.text(i) for i in body]
    if record_size(texts):
        return body
    keys = [key for key in map(key_of, texts) if key]
    return body if len(keys) >= _FEWEST and key_head(keys, names()) else []


def role_of_label(text: str) -> str:
    """The role of the label of "Country: Japan"; empty where the lexicon does not know it as a head."""
    found = _LABEL.match(text)
    return role_of(found["label"]) if found and known_words(found["label"]) else ""


def label_and_value(text: str) -> tuple[str, int]:
    """The label of a line, and where its value starts."""
    found = _LABEL.match(text)
    return (found["label"], found.start("value")) if found and found["value"] else ("", 0)


def record_size(texts: Sequence[str]) -> int:
    """Number of lines of each record, where the same labels return in the same order; 0 where they do not."""
    labels = [label_and_value(text)[0] for text in texts]
    if len(labels) < 2 * _FEWEST or not labels[0] or labels[0] not in labels[1:]:
        return 0
    size = labels.index(labels[0], 1)
    same = size > 1 and len(labels) % size == 0 and labels == labels[:size] * (len(labels) // size)
    return size if same and sum(bool(role_of_label(text)) for text in texts[:size]) >= 0.6 * size else 0
