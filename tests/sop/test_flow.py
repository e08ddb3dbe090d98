"""The flow: from any place a run can reach, doing the work step by step leads to the end, and no step is skipped on the way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renjana.sop.definition import shipped
from renjana.sop.flow import DONE, RETURNED, Outcome, advance, after, first, transitions
from renjana.sop.model import Sop
from tests.sop.sops import a_sop, sops


def test_the_seed_runs_from_1_to_13_and_ends() -> None:
    sop, walked = shipped(), [1]
    while (following := advance(sop, walked[-1], Outcome(DONE))) is not None:
        walked.append(following)
    assert (first(sop), walked) == (1, list(range(1, 14)))


def test_the_seed_goes_back_from_9_to_8_and_from_11_to_9_or_8() -> None:
    ways = [(dari, ke) for dari, hasil, ke in transitions(shipped()) if hasil == RETURNED]
    assert ways == [(9, 8), (11, 9), (11, 8)]
    assert advance(shipped(), 9, Outcome(RETURNED, 8)) == 8
    assert advance(shipped(), 11, Outcome(RETURNED, 8)) == 8


@pytest.mark.parametrize(("nomor", "ke"), [(9, 7), (9, None), (9, 9), (11, 10), (5, 4), (13, 1)])
def test_a_way_back_that_the_sop_does_not_have_is_refused(nomor: int, ke: int | None) -> None:
    with pytest.raises(ValueError, match=f"Langkah {nomor} tidak dapat kembali"):
        advance(shipped(), nomor, Outcome(RETURNED, ke))


def test_an_unknown_step_or_outcome_is_refused() -> None:
    with pytest.raises(LookupError, match="tidak memuat langkah 14"):
        after(shipped(), 14)
    with pytest.raises(ValueError, match='Hasil "disetujui" tidak dikenal'):
        advance(shipped(), 9, Outcome("disetujui", 8))


def test_a_small_sop_has_exactly_these_moves() -> None:
    assert transitions(a_sop()) == (
        (None, "mulai", 1),
        (1, DONE, 2),
        (2, DONE, 3),
        (3, DONE, 4),
        (3, RETURNED, 2),
        (4, DONE, None),
    )


@given(sops())
def test_the_moves_and_the_positions_say_the_same(sop: Sop) -> None:
    moves = transitions(sop)
    assert len(set(moves)) == len(moves)
    assert moves[0] == (None, "mulai", first(sop))
    for dari, hasil, ke in moves[1:]:
        assert dari is not None
        assert advance(sop, dari, Outcome(hasil, ke if hasil == RETURNED else None)) == ke


@given(sops())
def test_every_step_can_be_reached_and_leads_to_the_end(sop: Sop) -> None:
    moves = transitions(sop)
    reached, todo = set(), [first(sop)]
    while todo:
        here = todo.pop()
        if here not in reached:
            reached.add(here)
            todo += [ke for dari, _, ke in moves if dari == here and ke is not None]
    assert reached == {langkah.nomor for langkah in sop.langkah}
    for nomor in reached:
        ahead = [nomor]
        while (following := after(sop, ahead[-1])) is not None:
            ahead.append(following)
        assert ahead == list(range(nomor, len(sop.langkah) + 1))


@given(sops(), st.data())
def test_a_run_with_any_returns_never_skips_a_step_and_can_still_end(sop: Sop, data: st.DataObject) -> None:
    here, highest, done = first(sop), 1, set[int]()
    for _ in range(40):
        ways = sop.langkah[here - 1].kembali
        back = data.draw(st.sampled_from([None, *ways]))
        following = advance(sop, here, Outcome(DONE) if back is None else Outcome(RETURNED, back))
        if back is None:
            done.add(here)
        if following is None:
            break
        assert following <= highest + 1
        assert following == here + 1 if back is None else following < here
        assert set(range(1, following)) <= done
        here, highest = following, max(highest, following)
    else:
        while (ahead := after(sop, here)) is not None:
            done.add(here)
            here = ahead
        done.add(here)
        assert done == set(range(1, len(sop.langkah) + 1))
