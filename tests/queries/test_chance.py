"""Null models and intervals: against published values, exhaustive enumeration and networkx."""

from __future__ import annotations

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import UsageError
from queries.chance import against, curveball, fisher, permutations, ratio_interval, shuffles, two_sided, wilson
from queries.change_points import change_points, likelihood_ratios
from queries.enrichment import hypergeometric_tail
from queries.prediction import auc, average_precision, scores


def test_a_curveball_keeps_the_margins_and_reaches_every_table() -> None:
    table = np.array([[1, 1, 0, 0], [0, 1, 1, 0], [1, 0, 0, 1]], dtype=np.int8)
    drawn = list(curveball(table, 3000, seed=1))
    assert all((t.sum(axis=0) == table.sum(axis=0)).all() and (t.sum(axis=1) == 2).all() for t in drawn)
    rows = list(combinations(range(4), 2))
    possible = [r for r in product(rows, repeat=3) if np.bincount(sum(r, ()), minlength=4).tolist() == [2, 2, 1, 1]]
    seen = [sum(tuple(tuple(np.flatnonzero(row)) == r for row, r in zip(t, p, strict=True)) == (True,) * 3
                for t in drawn) for p in possible]  # fmt: skip
    assert sum(seen) == 3000
    assert min(seen) > 0.7 * 3000 / len(possible)  # alike often, as the null model promises


def test_shuffles_stay_inside_their_class() -> None:
    classes = ["a", "b", "a", "b", "c"]
    moved = shuffles(np.random.default_rng(1), classes, 50)
    assert moved.shape == (50, 5)
    assert all(sorted(row) == [0, 1, 2, 3, 4] for row in moved.tolist())
    assert all(classes[to] == classes[at] for row in moved.tolist() for at, to in enumerate(row))
    assert len({tuple(row) for row in moved.tolist()}) == 4


def test_no_p_is_zero() -> None:
    found = against(10, [1, 2, 3])
    assert (found.p_more, found.p_less, found.n, found.expected) == (1 / 4, 1.0, 3, 2.0)
    assert two_sided(found) == 0.5
    assert against(2, [2, 2]).z is None


@pytest.mark.parametrize("number", [0, 98, 100_001])
def test_too_few_draws_are_refused(number: int) -> None:
    with pytest.raises(UsageError, match="99 to 100,000"):
        permutations(number)


# Newcombe (1998), Statistics in Medicine 17, p. 861, method 3.
@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_as_published(hits: int, n: int, low: float, high: float) -> None:
    assert wilson(hits, n) == pytest.approx((low, high), abs=1e-4)


@given(st.integers(1, 40), st.integers(1, 40), st.data())
def test_a_ratio_lies_in_its_interval(n: int, m: int, data: st.DataObject) -> None:
    a, b = data.draw(st.integers(0, n)), data.draw(st.integers(0, m))
    low, high = ratio_interval(a, n, b, m)
    assert low >= 0
    if b:
        assert high is not None
        assert low - 1e-9 <= (a / n) / (b / m) <= high + 1e-9
    else:
        assert high is None


@pytest.mark.parametrize(("table", "p"), [((3, 3, 0, 3), 0.1), ((1, 10, 11, 14), 0.0027594), ((5, 10, 5, 10), 1.0)])
def test_fisher_as_published(table: tuple[int, int, int, int], p: float) -> None:
    assert fisher(*table) == pytest.approx(p, abs=1e-6)


@given(st.integers(1, 12), st.integers(1, 12), st.data())
def test_fisher_by_enumeration(n: int, m: int, data: st.DataObject) -> None:
    a, b = data.draw(st.integers(0, n)), data.draw(st.integers(0, m))
    good, total = a + b, n + m

    def chance(k: int) -> float:
        return hypergeometric_tail(k, n, good, total) - hypergeometric_tail(k + 1, n, good, total)

    seen = chance(a)
    whole = sum(chance(k) for k in range(max(0, good - m), min(n, good) + 1) if chance(k) <= seen + 1e-9)
    assert fisher(a, n, b, m) == pytest.approx(whole, abs=1e-6)


def test_a_step_in_counts_is_found_and_an_even_rate_is_not() -> None:
    points = change_points([1] * 20 + [6] * 20, 1960, 499, seed=1)
    assert [(p.year, p.before, p.after) for p in points] == [(1980, 1.0, 6.0)]
    assert change_points([2] * 30, 1960, 199, seed=1) == ()
    assert change_points([5], 1960, 199, seed=1) == ()


def test_even_chance_is_rarely_called_a_change() -> None:
    rng = np.random.default_rng(7)
    called = sum(bool(change_points(rng.poisson(2, 30).tolist(), 1990, 99, seed)) for seed in range(60))
    assert called <= 9  # 5 % of 60 is 3


def test_likelihood_ratio_by_its_definition() -> None:
    counts = np.array([[3.0, 1.0, 8.0]])
    left = 2 * (3 * np.log(3 / 4) + 9 * np.log((9 / 2) / 4))
    assert likelihood_ratios(counts)[0, 0] == pytest.approx(left)
    assert np.isfinite(likelihood_ratios(np.array([[0.0, 0.0, 4.0]]))).all()


def test_auc_and_average_precision() -> None:
    values, yes = np.array([4.0, 3.0, 2.0, 1.0]), np.array([True, False, True, False])
    assert auc(values, yes) == 0.75
    assert average_precision(values, yes) == pytest.approx((1 + 2 / 3) / 2)
    same = np.zeros(4)
    assert auc(same, yes) == 0.5
    assert average_precision(same, yes) == pytest.approx(0.5)


def test_scores_by_counting_paths() -> None:
    table = np.array([[1, 1, 0], [0, 1, 1], [0, 0, 1]], dtype=np.int8)
    found = scores(table)
    assert found["neighbours"][0, 2] == 1  # unit 0 - state 1 - unit 1 - state 2
    assert found["degree"].tolist() == [[2, 4, 4], [2, 4, 4], [1, 2, 2]]
    assert set(found) == {"combined", "neighbours", "adamic_adar", "katz", "degree"}
    assert all(np.isfinite(value).all() for value in found.values())
