"""Tables of events: who was host, who took part."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.fold import fold
from graph.model import Mention
from ingest.cells.lexicon import nouns
from ingest.kinds import UNITS
from ingest.tables.cells import names_in, resolved
from ingest.tables.members import named_body
from ingest.tables.rows import Rows, whole_name
from ingest.types import Cell

_EVENT_NAME = re.compile(r"(?:[A-Z][\w'’-]+ (?:(?:and|for|on) )?){1,7}[A-Z][\w-]+")


def read_events(rows: Rows) -> str | None:
    """HOSTS: the host (of the row, else the table's unit) and the event; the row's participants take part."""
    event_column = rows.column("event", "mechanism", "project")
    common = _caption_event(rows) if event_column is None else None
    if event_column is None and common is None:
        return "no column of events was found"
    hosts, venues, others = rows.columns("host", "chinese_unit"), rows.columns("venue", "unit"), rows.columns("member")
    if common is not None and others and not hosts and not venues:
        return None if read_guests(rows) else "no event with its host was found in it"
    if common is not None and others and not hosts and len(rows.columns("unit")) > 1:
        others, venues = others + rows.columns("unit"), rows.columns("venue")  # towns that show themselves
    done = 0
    for row in rows.table.rows:
        event = common if event_column is None else whole_name(rows, row[event_column], "Event")
        if event is None:
            continue
        found = _actors(rows, row, hosts)
        found += [place for place in _venues(rows, row, venues, found) if place.form not in {m.form for m in found}]
        own = rows.own()
        if not found and own is not None and not hosts and common is None:
            found = [own]
        for host in found:
            rows.add(row, "HOSTS", host, event, when=rows.when(row))
            done += 1
        members = _actors(rows, row, others)
        countries = _actors(rows, row, rows.columns("country"))
        lies = len(countries) == 1 and found and _lie_in(rows, found, countries[0])
        if (len(countries) != 1 or hosts) and not lies:
            members += countries
        elif not found:
            found = countries  # where it was
            rows.add(row, "HOSTS", countries[0], event, when=rows.when(row))
            done += 1
        else:
            done += _lies_in(rows, row, found, countries[0])
        for member in members:
            rows.add(row, "PARTICIPATES_IN", member, event, when=rows.when(row))
        done += len(members) if common is not None else 0
        if not found:
            rows.skip(row, "an event without a known host")
    return None if done else "no event with its host was found in it"


def _lie_in(rows: Rows, hosts: Sequence[Mention], country: Mention) -> bool:
    """Whether the hosts of a row are units of the one state beside them: it only says where they lie."""
    state = resolved(country.form, rows.context, "State", None)[0]
    found = [resolved(host.form, rows.context, "unit", state) for host in hosts]
    return all(id_ is not None and id_ != state and of == state for id_, _, of in found)


def _lies_in(rows: Rows, row: Sequence[Cell], units: Sequence[Mention], country: Mention) -> int:
    """PART_OF for the units of a row in the country beside them."""
    kinds = [resolved(unit.form, rows.context, unit.kind, unit.country)[1] for unit in units]
    inside = [unit for unit, kind in zip(units, kinds, strict=True) if kind in (*UNITS, None)]
    for unit in inside:
        rows.add(row, "PART_OF", unit, country)
    return len(inside)


def _venues(rows: Rows, row: Sequence[Cell], columns: Sequence[int], hosts: Sequence[Mention]) -> list[Mention]:
    """Where the event was: units that are known, or, under a head of places, lie in the country of the row's host."""
    context = rows.context
    countries = {resolved(m.form, context, m.kind, m.country)[2] for m in hosts}
    country = countries.pop() if len(countries) == 1 else None
    found = []
    for i in columns:
        kind = "unit" if country and rows.roles[i] == "unit" and fold(row[i].text) not in nouns()["no_place"] else None
        for named in names_in(row[i], context, kind=kind, country=country if kind else None):
            known = named.id is not None and named.kind not in ("Event", "Policy", "Project")
            if known or (kind and named.mention.country):
                found.append(named.mention)
    return found


def _caption_event(rows: Rows) -> Mention | None:
    """The event of whose meetings the rows tell, by the caption: one that is known, else a name that ends as events do
    ("Editions of the Delta Cities Forum")."""
    known = named_body(rows, ("Event", "Mechanism"), lead=True)
    if known is not None:
        return known
    for text in rows.context.about[:2]:
        for match in _EVENT_NAME.finditer(text.text):
            if match[0].split()[-1].casefold() in nouns()["event"]:
                return Mention(match[0], match[0], *text.span(*match.span()), kind="Event", provisional=True)
    return None


def _actors(rows: Rows, row: Sequence[Cell], columns: Sequence[int]) -> list[Mention]:
    """Resolved actors in some columns of a row."""
    found = []
    for i in columns:
        for named in names_in(row[i], rows.context):
            if named.id is not None and named.kind not in ("Event", "Policy", "Project"):
                found.append(named.mention)
    return found


def read_guests(rows: Rows) -> int:
    """PARTICIPATES_IN the caption's event for those whom each row honours, HOSTS by the table's unit."""
    event, own = _caption_event(rows), rows.own()
    if event is None:
        return 0
    done = 0
    for row in rows.table.rows:
        guests = _actors(rows, row, rows.columns("member"))
        if guests and own is not None:
            rows.add(row, "HOSTS", own, event, when=rows.when(row))
        for guest in guests:
            rows.add(row, "PARTICIPATES_IN", guest, event, when=rows.when(row))
            done += 1
    return done
