"""Communities: what is drawn as groups is found, equal seeds give equal answers, enrichment by exact numbers."""

from __future__ import annotations

import random
from math import comb

import igraph
import pytest

from graph.errors import NotFoundError, UsageError
from graph.model import Entity
from queries.communities import communities
from queries.enrichment import corrected, enriched, hypergeometric_tail
from queries.network import simple
from queries.partition import METHODS, partition
from queries.selection import make
from tests.queries.sample import Row, pairs, sample, world


def clique(names: str) -> list[tuple[str, str]]:
    return [(one, other) for at, one in enumerate(names) for other in names[at + 1 :]]


TWO = [*clique("abcd"), *clique("wxyz"), ("d", "w")]


@pytest.mark.parametrize("method", METHODS)
def test_two_cliques_are_two_communities(method: str) -> None:
    answer = communities(pairs(TWO), method=method, runs=10)
    by_community: dict[int, set[str]] = {}
    for member in answer.members:
        by_community.setdefault(member.community, set()).add(member.id)
    assert by_community == {1: set("abcd"), 2: set("wxyz")}
    first = answer.communities[0]
    assert (first.size, first.inner, first.outer) == (4, 6, 1)
    # Q = sum over communities of (inner/m) - (degree/2m)^2, with m = 13
    assert answer.stability.modularity == pytest.approx(2 * (6 / 13 - (13 / 26) ** 2))


def test_parallel_ties_bind_more_strongly() -> None:
    chain = pairs([("a", "b")] * 5 + [("b", "c")] + [("c", "d")] * 5)
    assert [c.size for c in communities(chain).communities] == [2, 2]


@pytest.mark.parametrize("method", METHODS)
def test_the_same_seed_gives_the_same_answer(method: str) -> None:
    assert communities(sample(), method=method, seed=5) == communities(sample(), method=method, seed=5)


def test_one_community_agrees_with_itself() -> None:
    stability = communities(pairs([("a", "b")])).stability
    assert (stability.communities, stability.nmi, stability.ari, stability.consensus) == (1, 1.0, 1.0, 1.0)


def test_stability_is_one_when_all_agree_and_unknown_with_one_run() -> None:
    stable = communities(pairs(TWO), runs=5).stability
    assert (stable.nmi, stable.ari, stable.runs) == (1.0, 1.0, 5)
    once = communities(pairs(TWO), runs=1).stability
    assert (once.nmi, once.ari) == (None, None)


def test_unstable_partitions_show() -> None:
    ring = pairs([(f"n{at:02d}", f"n{(at + 1) % 30:02d}") for at in range(30)])
    stability = communities(ring, method="label_propagation", runs=12).stability
    assert stability.nmi is not None
    assert stability.ari is not None
    assert stability.nmi < 1
    assert stability.ari < 0.9


@pytest.mark.parametrize("seed", range(4))
def test_leiden_by_component_is_as_good_as_on_the_whole(seed: int) -> None:
    chance = random.Random(seed)
    edges = {
        (f"n{a:03}", f"n{b:03}") for a, b in ((chance.randrange(90), chance.randrange(90)) for _ in range(80)) if a < b
    }
    edges |= {(f"{at}{one}", f"{at}{other}") for at in range(30) for one, other in ("xy", "yz", "xz")}
    network = simple(pairs(sorted(edges)).ties)
    graph = network.undirected()
    assert len(graph.connected_components()) > 30
    _, found, _ = partition(network, "leiden", 20, 1)
    whole = []
    for run in range(20):
        igraph.set_random_number_generator(random.Random(run))
        whole.append(
            graph.community_leiden(objective_function="modularity", weights="weight", n_iterations=-1).modularity
        )
    assert found.modularity >= max(whole) - 1e-9


def test_a_small_component_of_a_large_network_is_one_community() -> None:
    rings = [(f"{at:02}{one}", f"{at:02}{(one + 1) % 6}") for at in range(40) for one in range(6)]
    answer = communities(pairs(rings), runs=3)
    assert {each.size for each in answer.communities} == {6}
    assert answer.stability.consensus == 1.0


def test_what_a_community_has_in_common() -> None:
    places = [Entity(f"jp{at}", f"J{at}", "ForeignSNG", "JP", "JP") for at in range(6)]
    places += [Entity(f"us{at}", f"U{at}", "ForeignSNG", "US", "US") for at in range(6)]
    rows = [Row(a.id, "SISTER_OF", b.id) for a in places for b in places if a.country == b.country and a.id < b.id]
    answer = communities(world(rows, places))
    assert [(e.group, e.attribute, e.value, e.inside, e.outside) for e in answer.shared] == [
        (1, "country", "JP", 6, 0),
        (1, "region", "east-asia", 6, 0),
        (2, "country", "US", 6, 0),
        (2, "region", "north-america", 6, 0),
    ]
    assert answer.shared[0].p == pytest.approx(1 / comb(12, 6))
    assert answer.communities[0].common == ("country JP (6 of 6)", "region east-asia (6 of 6)")


@pytest.mark.parametrize("method", METHODS)
def test_one_node_alone_is_a_community(method: str) -> None:
    answer = communities(pairs([("a", "a")]), method=method)
    assert [(c.size, c.inner, c.outer) for c in answer.communities] == [(1, 0, 0)]
    assert answer.stability.modularity == 0


def test_wrong_use() -> None:
    with pytest.raises(UsageError, match="not a method"):
        communities(sample(), method="guess")
    with pytest.raises(UsageError, match="one run"):
        communities(sample(), runs=0)
    with pytest.raises(NotFoundError):
        communities(sample(), make(layers=["FUNDS"]))


@pytest.mark.parametrize(
    ("k", "n", "good", "total"),
    [(0, 3, 4, 10), (1, 3, 4, 10), (3, 3, 4, 10), (2, 5, 9, 10), (4, 5, 5, 8), (4, 3, 5, 10), (1, 0, 0, 1)],
)
def test_hypergeometric_tail(k: int, n: int, good: int, total: int) -> None:
    exact = sum(comb(good, i) * comb(total - good, n - i) for i in range(k, min(n, good) + 1)) / comb(total, n)
    assert hypergeometric_tail(k, n, good, total) == pytest.approx(exact)


def test_a_tail_that_begins_far_below_what_is_expected_is_certain() -> None:
    assert hypergeometric_tail(2, 20_000, 20_000, 60_000) == pytest.approx(1.0)
    assert hypergeometric_tail(900, 1_000, 1_000, 60_000) == 0.0


def test_correction_keeps_order_and_never_exceeds_one() -> None:
    given = [0.04, 0.001, 0.9, 0.03]
    assert corrected(given) == pytest.approx([0.16 / 3, 0.004, 0.9, 0.16 / 3])
    assert corrected([]) == []


def test_one_member_alone_has_nothing_in_common() -> None:
    labels = {"country": {"a": "JP", "b": "US", "c": "US", "d": "US"}}
    assert enriched({1: ["a"], 2: ["b", "c", "d"]}, labels, level=1.0)[0].group == 2


def test_consensus_of_the_runs() -> None:
    firm = communities(pairs(TWO), runs=10)
    assert firm.stability.consensus == 1.0
    assert [each.together for each in firm.communities] == [1.0, 1.0]
    ring = pairs([(f"n{at:02d}", f"n{(at + 1) % 30:02d}") for at in range(30)])
    loose = communities(ring, method="label_propagation", runs=12)
    assert loose.stability.consensus is not None
    assert loose.stability.consensus < 1
    assert all(0 < (each.together or 0) < 1 for each in loose.communities if each.size > 1)
    assert communities(ring, runs=1).stability.consensus is None
