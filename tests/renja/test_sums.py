"""Totals of the plan sum upward."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renjana.renja.sums import totals
from renjana.renstra.codes import parents

pytestmark = pytest.mark.once

CODE = st.builds(
    "{}.{:02d}.{:02d}.2.{:02d}.{:04d}".format, st.integers(1, 3), st.integers(1, 3), st.integers(1, 3), st.integers(1, 3), st.integers(1, 5)
)
ROWS = st.lists(st.tuples(CODE, st.none() | st.integers(0, 10**13)), max_size=40)


def test_two_sub_kegiatan_sum_to_their_kegiatan_and_program() -> None:
    sums = totals([("2.16.03.2.02.0040", 250_000_000), ("2.16.03.2.02.0043", 150_000_000)])
    assert (sums["2.16.03.2.02"], sums["2.16.03"], sums["2.16"], sums["2"], sums[""]) == (400_000_000,) * 5


@given(ROWS)
def test_every_parent_is_the_sum_of_its_children(rows: list[tuple[str, int | None]]) -> None:
    sums = totals(rows)
    assert sums[""] == sum(amount or 0 for _, amount in rows)
    for code in sums:
        children = [child for child in sums if child and (parents(child)[-1:] or ("",)) == (code,)]
        if children:
            assert sums[code] == sum(sums[child] for child in children)


@given(ROWS)
def test_the_order_of_the_rows_does_not_matter(rows: list[tuple[str, int | None]]) -> None:
    assert totals(rows) == totals(reversed(rows))
