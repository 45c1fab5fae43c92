"""What a load compares: the parts that a change touches, and with `full` every property, on every store."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from graph.errors import StoreError
from graph.stores.base import Store
from graph.stores.difference import Comparer, Difference
from graph.stores.load import load
from graph.stores.records import Part, group_of
from tests.graph.stores.sample import TIES, changed, sample
from tests.graph.stores.test_load import everything


def test_only_what_has_changed_is_compared(loaded: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    ties = tuple(replace(tie, status="ended") if tie.id == "tie:03" else tie for tie in TIES)
    asked: list[tuple[str, ...]] = []
    compare = Comparer.compare

    def noted(self: Comparer, part: Part) -> Difference:
        asked.append(part.prefixes)
        return compare(self, part)

    monkeypatch.setattr(Comparer, "compare", noted)
    load(loaded, changed(sample(), ties=ties))
    assert asked == [(group_of(TIES[2].subject),)]


def test_parts_in_which_nothing_has_changed_are_compared_once(loaded: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.stores.records._PART", 7)
    ties = tuple(replace(tie, status="ended") if tie.id == "tie:03" else tie for tie in TIES)
    compared: Counter[tuple[str, ...]] = Counter()
    compare = Comparer.compare

    def noted(self: Comparer, part: Part) -> Difference:
        compared[part.prefixes] += 1
        return compare(self, part)

    monkeypatch.setattr(Comparer, "compare", noted)
    load(loaded, changed(sample(), ties=ties), full=True)
    assert len(compared) > 4
    (changed_part,) = (prefixes for prefixes, times in compared.items() if times > 1)
    assert group_of(TIES[2].subject)[:2] in changed_part


def _edited(store: Store) -> None:
    """Edits by hand, which leave the stamps as they are."""
    store.write("MATCH (n:Entity {id: 'CN-YN'}) SET n.name = 'Cloudland', n.note = 'mine' REMOVE n.iso")
    store.write("MATCH ()-[r {id: 'tie:03'}]->() SET r.start = '1492'")
    store.write("MATCH ()-[r {id: 'tie:04'}]->() DELETE r")
    store.write("MATCH (n:Entity {id: 'SG'}) DETACH DELETE n")


@pytest.mark.usefixtures("sized")
def test_a_full_load_mends_what_was_edited_by_hand(loaded: Store) -> None:
    before = everything(loaded)
    _edited(loaded)
    edited = everything(loaded)

    assert load(loaded, sample()).unchanged
    would = load(loaded, sample(), full=True, dry_run=True)
    assert everything(loaded) == edited
    assert would.changed == {"Province": 1, "TWINNED_WITH": 1}
    assert (would.created["State"], would.created["TRADES_WITH"], would.removed) == (1, 1, {})

    assert load(loaded, sample(), full=True) == would
    assert everything(loaded) == before


def test_a_full_load_of_what_is_as_it_should_be_changes_nothing(loaded: Store) -> None:
    again = load(loaded, sample(), full=True)
    assert (again.created, again.changed, again.removed) == ({}, {}, {})


def test_a_tie_whose_end_somebody_has_removed_is_not_lost_without_a_word(loaded: Store) -> None:
    wanted = changed(sample(), ties=(*TIES, replace(TIES[3], id="tie:98", object="ZM")))
    loaded.write("MATCH (n:Entity {id: 'ZM'}) DETACH DELETE n")
    with pytest.raises(StoreError, match=r"1 of 1 TRADES_WITH found no nodes to tie: .* load again to complete it"):
        load(loaded, wanted)
    load(loaded, wanted)
    after = everything(loaded)
    loaded.write("MATCH (n) DETACH DELETE n")
    load(loaded, wanted)
    assert everything(loaded) == after
