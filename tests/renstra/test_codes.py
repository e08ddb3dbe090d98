"""Codes as people write them, kept in one form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renjana.renstra.codes import (
    is_sub_kegiatan,
    kegiatan_of,
    level,
    normalize,
    parents,
    program_of,
    resolve,
    search_key,
    split,
    template,
    tree_order,
)

pytestmark = pytest.mark.once

SUB = st.builds(
    "{}.{:02d}.{:02d}.{}.{:02d}.{:04d}".format,
    st.integers(1, 9),
    st.integers(1, 99),
    st.integers(1, 99),
    st.integers(1, 9),
    st.integers(1, 99),
    st.integers(0, 9999),
)


@pytest.mark.parametrize(
    ("written", "kept", "name"),
    [
        ("1.3.02.2.01.0109", "1.03.02.2.01.0109", ""),
        ("x.xx.01.2.01.0001", "X.XX.01.2.01.0001", ""),
        ("2.16.02.2.01.0014.", "2.16.02.2.01.0014", ""),
        ("2.09.02.1.01.0003 - Pengadaan", "2.09.02.1.01.0003", "Pengadaan"),
        ("2.16.02 PROGRAM INFORMASI", "2.16.02", "PROGRAM INFORMASI"),
        ("2. 16. 02", "2.16.02", ""),
        ("216022010014", "2.16.02.2.01.0014", ""),
        ("1", "1", ""),
        ("", "", ""),
        ("Jumlah", "", "Jumlah"),
        ("12 Dokumen", "", "12 Dokumen"),
        ("1.2.3.4.5.6.7", "", "1.2.3.4.5.6.7"),
    ],
)
def test_a_code_is_read_as_it_is_written(written: str, kept: str, name: str) -> None:
    assert split(written) == (kept, name)


def test_an_old_two_digit_ending_is_not_taken_for_a_new_code() -> None:
    assert normalize("4.01.05.1.01.01") == "4.01.05.1.01.01"
    assert not is_sub_kegiatan("4.01.05.1.01.01")
    assert not is_sub_kegiatan(normalize("2.16.02.2.01.00145"))


def test_levels_and_parents_follow_the_parts() -> None:
    code = "2.16.03.2.02.0043"
    assert parents(code) == ("2", "2.16", "2.16.03", "2.16.03.2.02")
    assert [level(step) for step in (*parents(code), code)] == ["urusan", "bidang_urusan", "program", "kegiatan", "sub_kegiatan"]
    assert (program_of(code), kegiatan_of(code), level("2.16.03.2"), level("")) == ("2.16.03", "2.16.03.2.02", None, None)


def test_program_penunjang_stands_under_the_main_bidang_urusan_and_goes_back() -> None:
    assert resolve(normalize("x.xx.01.2.01.0001"), "2.16") == "2.16.01.2.01.0001"
    assert template("2.16.01.2.01.0001") == "X.XX.01.2.01.0001"
    assert (resolve("2.16.02", "2.20"), template("2.16.02.2.01.0014"), template("2.16")) == ("2.16.02", "2.16.02.2.01.0014", "2.16")


@given(SUB)
def test_a_kept_code_stays_as_it_is_dotted_or_not_with_a_name_or_without(code: str) -> None:
    assert split(code) == (code, "")
    assert split(f"{code}.") == (code, "")
    assert split(f"{code} - Nama Sub Kegiatan") == (code, "Nama Sub Kegiatan")
    assert normalize(search_key(code)) == code
    assert is_sub_kegiatan(code)


@given(st.sets(SUB, max_size=8))
def test_the_tree_names_every_parent_once_and_before_its_children(codes: set[str]) -> None:
    order = tree_order(codes)
    assert len(order) == len(set(order))
    assert codes <= set(order)
    for place, code in enumerate(order):
        assert all(order.index(parent) < place for parent in parents(code))
