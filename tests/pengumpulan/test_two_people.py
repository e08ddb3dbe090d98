"""Two people work on one isian: against a small oracle of cells, nothing that anybody typed is ever lost without a question."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renjana.pengumpulan.columns import KEYS
from renjana.pengumpulan.merging import GONE, MINE, OF_INDIKATOR, OF_ROW, THEIRS, merge
from renjana.pengumpulan.reading import cells_of
from renjana.renja.values import RencanaValue
from tests.pengumpulan.rows import DOMAIN, ENTRIES, INTERNET, a_row, an_indikator

pytestmark = pytest.mark.once

CODES = sorted(ENTRIES)[:4]
Plan = dict[str, RencanaValue]
NAMES = st.sampled_from(["Jumlah titik", "Persentase layanan", "Indeks SPBE"])


@st.composite
def indicators(draw: st.DrawFn) -> tuple:
    names = draw(st.lists(NAMES, unique=True, max_size=3))
    return tuple(an_indikator(name, target=draw(st.sampled_from([None, Decimal(1), Decimal(2)])), target_maju=None) for name in names)


@st.composite
def rows(draw: st.DrawFn, kode: str) -> RencanaValue:
    few = st.sampled_from(["", "Anak Tuha", "Kalirejo"])
    return a_row(kode, pagu=draw(st.sampled_from([None, 1, 2])), pagu_maju=None, lokasi=draw(few), catatan=draw(few), indikator=draw(indicators()))


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    return {kode: draw(rows(kode)) for kode in draw(st.lists(st.sampled_from(CODES), unique=True))}


@st.composite
def edited(draw: st.DrawFn, plan: Plan) -> Plan:
    """The plan after somebody worked on it: values, indicators and whole rows come, change and go."""
    found = dict(plan)
    for kode in draw(st.lists(st.sampled_from(CODES), unique=True, max_size=2)):
        if draw(st.booleans()) and kode in found:
            del found[kode]
        elif kode in found and draw(st.booleans()):
            found[kode] = replace(found[kode], lokasi=draw(st.sampled_from(["", "Kalirejo", "Padang Ratu"])))
        else:
            found[kode] = draw(rows(kode))
    return found


def cells(plan: Plan) -> dict[tuple[str, str, str], str]:
    """Every cell by code, indicator (by its words) and column; "" stands for the row itself."""
    found = {}
    for kode, row in plan.items():
        lines = cells_of(row)
        found[kode, "", "kode"] = kode
        found |= {(kode, "", key): lines[0][key] for key in OF_ROW}
        for line in lines if row.indikator else ():
            found |= {(kode, line["indikator"], key): line[key] for key in OF_INDIKATOR}
    return found


def renamed(base: RencanaValue, row: RencanaValue | None) -> bool:
    """Whether some indicator may have got other words: then it is followed by its place, and the oracle of words does not hold."""
    before, after = ({one.uraian for one in plan.indikator} if plan else set() for plan in (base, row))
    return bool(before - after and after - before)


def column(plan: Plan, kode: str, key: str) -> set[str]:
    """What a column of indicators holds; a row without any holds nothing, not an empty word."""
    return {line[key] for line in cells_of(plan[kode])} if kode in plan and plan[kode].indikator else set()


@settings(max_examples=1500, deadline=None)
@given(st.data())
def test_every_edit_is_in_the_result_or_is_asked_about(data: st.DataObject) -> None:
    base = data.draw(plans())
    mine, theirs = data.draw(edited(base)), data.draw(edited(base))
    began = {kode: cells_of(row) for kode, row in base.items()}
    merged = merge(tuple(theirs.values()), tuple(mine.values()), began, KEYS, set(base) - set(mine))
    old, left, right = cells(base), cells(theirs), cells(mine)
    after = cells({row.kode: row for row in merged.rows})
    asked = {clash.kode for clash in merged.clashes}
    reworded = {kode for kode in base for plan in (mine, theirs) if renamed(base[kode], plan.get(kode))}
    for kode in reworded - asked:
        for key in OF_INDIKATOR:
            stands = column({row.kode: row for row in merged.rows}, kode, key)
            for plan in (mine, theirs):
                assert column(plan, kode, key) - column(base, kode, key) <= stands, (kode, key)
    for place in {place for place in {*old, *left, *right} if not (place[1] and place[0] in reworded)}:
        before, other, own = old.get(place, ""), left.get(place, ""), right.get(place, "")
        wanted = own if other == before else other
        if other not in {before, own} and own != before:
            assert place[0] in asked, place
        elif place[0] not in asked:
            assert after.get(place, "") == wanted, place
    if not merged.clashes:
        assert set(after) <= {*left, *right}


@settings(max_examples=500, deadline=None)
@given(st.data(), st.sampled_from([MINE, THEIRS]))
def test_a_choice_for_every_clash_leaves_none(data: st.DataObject, side: str) -> None:
    base = data.draw(plans())
    mine, theirs = data.draw(edited(base)), data.draw(edited(base))
    began = {kode: cells_of(row) for kode, row in base.items()}
    given = (tuple(theirs.values()), tuple(mine.values()), began, KEYS, set(base) - set(mine))
    asked = merge(*given).clashes
    done = merge(*given, {clash.place: side for clash in asked})
    if side == MINE:
        assert done.clashes == ()
    for clash in (one for one in asked if one.key == "kode"):
        there = clash.kode in {row.kode for row in done.rows}
        assert there == ((clash.after if side == MINE else clash.before) != GONE)


def test_two_people_in_two_cells_of_one_row_are_not_asked() -> None:
    base = a_row()
    merged = merge((replace(base, lokasi="Kalirejo"),), (replace(base, pagu=9),), {INTERNET: cells_of(base)}, KEYS)
    assert (merged.clashes, merged.rows) == ((), (replace(base, lokasi="Kalirejo", pagu=9),))
    assert [(one.key, one.before, one.after) for one in merged.kept] == [("lokasi", "Kalirejo", "Kecamatan Terbanggi Besar")]


def test_two_people_in_one_cell_are_asked_with_what_both_began_from() -> None:
    base = a_row(pagu=1)
    given = ((replace(base, pagu=2),), (replace(base, pagu=3),), {INTERNET: cells_of(base)}, KEYS)
    assert [(one.base, one.before, one.after) for one in merge(*given).clashes] == [("1", "2", "3")]
    assert merge(*given, (), {(INTERNET, 0, "pagu"): THEIRS}).rows[0].pagu == 2
    assert merge(*given, (), {(INTERNET, 0, "pagu"): MINE}).rows[0].pagu == 3


def test_a_row_that_one_dropped_and_the_other_changed_is_asked() -> None:
    base = a_row(DOMAIN)
    began = {DOMAIN: cells_of(base)}
    dropped = merge((replace(base, pagu=2),), (), began, KEYS, [DOMAIN])
    assert [(one.key, one.before, one.after) for one in dropped.clashes] == [("kode", DOMAIN, GONE)]
    assert merge((), (replace(base, pagu=2),), began, KEYS).clashes[0].before == GONE
    assert merge((), (base,), began, KEYS).rows == ()


def test_an_indicator_moved_by_one_keeps_the_target_the_other_gave_it() -> None:
    first, second = an_indikator("Satu", target=Decimal(1)), an_indikator("Dua", target=Decimal(1))
    base = a_row(indikator=(first, second))
    theirs = replace(base, indikator=(first, replace(second, target=Decimal(5))))
    merged = merge((theirs,), (replace(base, indikator=(second, first)),), {INTERNET: cells_of(base)}, KEYS)
    assert merged.clashes == ()
    assert [(one.uraian, one.target) for one in merged.rows[0].indikator] == [("Dua", Decimal(5)), ("Satu", Decimal(1))]


def test_without_knowing_what_both_began_from_every_difference_is_asked() -> None:
    merged = merge((a_row(pagu=2, lokasi="Kalirejo"),), (a_row(pagu=3),), {INTERNET: None}, KEYS)
    assert {(one.key, one.base) for one in merged.clashes} == {("pagu", None), ("lokasi", None)}


def test_columns_that_the_format_does_not_ask_for_stay() -> None:
    merged = merge((a_row(catatan="lama"),), (a_row(catatan="", pagu=3),), {INTERNET: cells_of(a_row())}, [key for key in KEYS if key != "catatan"])
    assert (merged.rows[0].catatan, merged.rows[0].pagu) == ("lama", 3)
