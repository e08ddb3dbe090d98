"""A NIP is eighteen digits that begin with a birth date; digits 13 and 14 are not a month for everybody."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renjana.organisasi.nip import check_nip, clean_nip, format_nip


@pytest.mark.parametrize("nip", ["198303182001121002", "19830318 200112 1 002", " 198303182001121002 ", "199001012023212001"])
def test_a_nip_with_or_without_spaces_is_right(nip: str) -> None:
    assert check_nip(nip) == ""


@pytest.mark.parametrize(
    ("nip", "words"),
    [
        ("19830318200112100", "yang ditulis 17"),
        ("19830318200112100X", "hanya berisi angka"),
        ("198302302001121002", "bukan tanggal"),
        ("198303182001123002", "Angka ke-15"),
        ("188303182001121002", "tidak masuk akal"),
        ("１９８３０３１８２００１１２１００２", "hanya berisi angka"),
        ("", "hanya berisi angka"),
    ],
)
def test_a_wrong_nip_is_told_what_is_wrong(nip: str, words: str) -> None:
    assert words in check_nip(nip)


@given(
    st.dates(min_value=date(1930, 1, 1), max_value=date(2020, 12, 31)),
    st.from_regex(r"[0-9]{6}", fullmatch=True),
    st.sampled_from("12"),
    st.from_regex(r"[0-9]{3}", fullmatch=True),
)
def test_a_nip_as_printed_is_the_same_nip(born: date, appointed: str, sex: str, serial: str) -> None:
    nip = f"{born:%Y%m%d}{appointed}{sex}{serial}"
    assert check_nip(nip) == ""
    assert re.fullmatch(r"\d{8} \d{6} \d \d{3}", format_nip(nip))
    assert clean_nip(format_nip(nip)) == nip
