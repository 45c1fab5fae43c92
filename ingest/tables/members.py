"""Tables of members: mechanisms with their members, or the countries of one mechanism with their regions."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from graph.fold import fold
from graph.model import Mention
from ingest.cells.lexicon import nouns
from ingest.kinds import BODIES, GOVERNED
from ingest.tables.cells import Named, names_in
from ingest.tables.context import TableContext
from ingest.tables.member_cells import members_in
from ingest.tables.rows import Rows, whole_name
from ingest.types import Cell, Clean
from ingest.words.lexicon import head_nouns

_SENTENCE = re.compile(r"[.!?]\s*(?=[A-Z])")
_NAME = re.compile(r"(?:\b[Tt]he )?((?:[A-Z][\w'’-]+ (?:(?:and|of|for)(?: the)? )?){1,7}[A-Z][\w-]+)")
_ALONE = 0.6  # of a heading that the name of a body must be where it says nothing else
_BODIES = ("Mechanism", "Organization", "Event")
_MOSTLY = 0.7  # of the names of a column that must be of bodies


def read_members(rows: Rows) -> str | None:
    """MEMBER_OF for states and PARTICIPATES_IN for units: the members of each row's mechanism, or of the table's.

    A country beside its units says where these lie (PART_OF) and is itself no member.
    """
    mechanism_column = rows.column("mechanism", "event")
    if mechanism_column is None and rows.columns("member"):
        mechanism_column = rows.column("leader")  # "Name"
        if mechanism_column is None and not rows.roles[0] and not rows.columns("country"):
            mechanism_column = 0
    beside = mechanism_column is None and _names_bodies(rows)
    if beside:
        mechanism_column = rows.column("leader")
    columns = [i for i in rows.columns("member", "unit", "chinese_unit", "places") if i != mechanism_column]
    country_column = rows.column("country")
    common = (named_body(rows) or _called_body(rows) or _body_above(rows)) if mechanism_column is None else None
    if mechanism_column is None and common is None:
        return "it does not say of what these are the members"
    done = 0
    for row, (code, country) in zip(rows.table.rows, rows.countries(country_column), strict=True):
        body = common if mechanism_column is None else whole_name(rows, row[mechanism_column], "Mechanism")
        if body is None:
            continue
        placed = [one for i in columns for one in members_in(row[i], rows.context, code)]
        members = [one.unit for one in placed]
        units = [one for one in placed if one.unit.kind != "State"]
        for one in units:
            within = one.within or country
            if within is not None and within.id not in (None, one.unit.id):
                rows.add(row, "PART_OF", one.unit.mention, within.mention)
        if country_column is not None and not units and not any(row[i].text for i in columns):
            members += [n for n in names_in(row[country_column], rows.context) if n.id is not None]
        for member in members:
            done += _member(rows, row, member, body)
        own = rows.own()
        alone = not columns and country_column is None
        if (alone or (beside and members)) and own is not None and rows.subject.own is not None:
            rows.add(row, _membership(rows.subject.own.kind), own, body, when=rows.when(row))
            done += 1
    return None if done else "no member was recognised in it"


def _names_bodies(rows: Rows) -> bool:
    """Whether the names of a table are those of bodies that its unit shares with the partner beside each: "Name |
    Year | Partner"."""
    column, own = rows.column("leader"), rows.subject.own
    if column is None or own is None or own.kind == "State" or not rows.columns("unit", "country"):
        return False
    last = [row[column].text.split()[-1].casefold() for row in rows.table.rows if row[column].text]
    kinds = [{noun.kind for noun in head_nouns().get(word, ())} for word in last]
    return sum(bool(some.intersection(_BODIES)) for some in kinds) > _MOSTLY * len(kinds)


def _member(rows: Rows, row: Sequence[Cell], member: Named, body: Mention) -> int:
    kind = member.kind if member.id is not None else "ForeignSNG"
    if kind not in GOVERNED or member.mention.form == body.form:
        return 0
    rows.add(row, _membership(kind), member.mention, body, when=rows.when(row))
    return 1


def _membership(kind: str | None) -> str:
    """A state is a member; a unit takes part, whatever it is that it takes part in."""
    return "MEMBER_OF" if kind == "State" else "PARTICIPATES_IN"


def named_body(rows: Rows, kinds: Collection[str] = BODIES, lead: bool = False) -> Mention | None:
    """The mechanism or organisation that caption, announcement or heading name, else the sentence before, with `lead`
    the whole paragraph before."""
    context = rows.context
    for text in context.about[:3]:
        found = _bodies(text, context, kinds)
        if found:
            return found[0]
    before = context.lead
    if before is None:
        return None
    if not lead:
        at = max((m.end() for m in _SENTENCE.finditer(before.text.rstrip())), default=0)
        before = before.cut(at, len(before.text))
    return next(iter(_bodies(before, context, kinds)), None)


def _called_body(rows: Rows) -> Mention | None:
    """A body that nobody knows, by the noun at the end of its name in caption or announcement ("the Danube Forum"), or
    in a heading or title that is nothing else."""
    for at, text in enumerate(rows.context.about):
        for match in _NAME.finditer(text.text):
            if at > 1 and len(match[1]) < _ALONE * len(text.text):
                continue
            kinds = {noun.kind for noun in head_nouns().get(match[1].split()[-1].casefold(), ())}
            kind = next((kind for kind in _BODIES if kind in kinds), None)
            if kind is not None:
                return Mention(match[1], match[1], *text.span(*match.span(1)), kind=kind, provisional=True)
    return None


def _body_above(rows: Rows) -> Mention | None:
    """The body last named above the table, where its announcement speaks of "the association"."""
    said = f" {fold(' '.join(text.text for text in rows.context.about[:2]))} "
    nouns_said = {word for word in (*nouns()["body"], *nouns()["event"]) if f" the {word} " in said}
    for text in rows.context.above if nouns_said else ():
        for found in reversed(_bodies(text, rows.context, BODIES)):
            if nouns_said.intersection(fold(found.printed).split()):
                return found
    return None


def _bodies(text: Clean, context: TableContext, kinds: Collection[str]) -> list[Mention]:
    found = []
    for hit in context.matcher.find(text.text):
        decision = context.resolver.resolve(hit.printed)
        kind = context.gazetteer.entity_kind(decision.id) if decision.id else None
        if kind in kinds:
            found.append(Mention(hit.printed, hit.printed, *text.span(hit.start, hit.end)))
    return found
