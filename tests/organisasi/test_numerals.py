"""Numbers and money are read strictly: what has two readings is refused, what was written is read back unchanged."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renjana.organisasi.numerals import NumberFault, desimal, desimal_ringkas, parse_decimal, parse_rupiah, ribuan, rupiah, singkat

AMOUNTS = st.integers(min_value=0, max_value=10**14)


def fault_of(text: str | int | float) -> str:
    with pytest.raises(NumberFault) as caught:
        parse_rupiah(text)
    return str(caught.value)


def amount_or_sentence(text: str) -> int | str:
    try:
        return parse_rupiah(text)
    except NumberFault as fault:
        return str(fault)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1500000", 1_500_000),
        ("1.500.000", 1_500_000),
        ("1.500.000,00", 1_500_000),
        ("Rp 1.500.000", 1_500_000),
        ("Rp1.500.000,-", 1_500_000),
        ("1,5 juta", 1_500_000),
        ("2 miliar", 2_000_000_000),
        ("10,25 M", 10_250_000_000),
        ("750 ribu", 750_000),
        (" 1500000 ", 1_500_000),
        (1_500_000, 1_500_000),
        (1_500_000.0, 1_500_000),
        (1_500_000.0004, 1_500_000),
        ("0", 0),
    ],
)
def test_money_is_read_in_every_usual_form(text: str | int | float, amount: int) -> None:
    assert parse_rupiah(text) == amount


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1.50", "bisa berarti 1,50 atau 150"),
        ("0.125", "bisa berarti 0,125 atau 125"),
        ("1,500", "koma sebagai pemisah ribuan"),
        ("1,500,000.00", "koma sebagai pemisah ribuan"),
        ("-5", "“-5” bernilai negatif. Tulis bilangan nol atau lebih."),
        ("-Rp 1,5 juta", "bernilai negatif"),
        ("Rp -500", "bernilai negatif"),
        ("9" * 16, f"“{'9' * 16}” terlalu besar. Periksa jumlah angkanya."),
        ("9" * 5000, "terlalu besar"),
        ("999.999 triliun", "terlalu besar"),
        ("lima " * 40, "bukan bilangan"),
        ("lima juta", "bukan bilangan"),
        ("", "Belum diisi"),
        ("1.500.000,50", "pecahan rupiah"),
        (0.125, "pecahan rupiah"),
        (float("nan"), "berisi galat"),
        (True, "benar/salah"),
        ("--5", "bukan bilangan"),
        (10**15, "terlalu besar"),
        ("1.5 juta", "bisa berarti"),
        ("5 triliuner", "bukan bilangan"),
    ],
)
def test_money_with_two_readings_or_none_is_refused_with_what_to_write(text: str | float, words: str) -> None:
    sentence = fault_of(text)
    assert words in sentence
    assert sentence.endswith(".")


@given(AMOUNTS)
def test_money_as_printed_is_read_back(amount: int) -> None:
    assert parse_rupiah(rupiah(amount)) == parse_rupiah(ribuan(amount)) == parse_rupiah(str(amount)) == amount


@given(st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False, allow_infinity=False))
def test_a_decimal_as_printed_is_read_back(value: Decimal) -> None:
    assert parse_decimal(desimal(value)) == value
    assert parse_decimal(desimal_ringkas(value)) == value


@given(st.text(max_size=12))
def test_any_text_gives_a_whole_number_of_rupiah_or_a_sentence(text: str) -> None:
    answer = amount_or_sentence(text)
    assert answer.endswith(".") if isinstance(answer, str) else 0 <= answer < 10**15


@given(st.integers(min_value=0, max_value=999), st.from_regex(r"[0-9]{1,2}|[0-9]{4,6}", fullmatch=True))
def test_a_dot_before_anything_but_three_digits_is_never_guessed(whole: int, rest: str) -> None:
    assert "bisa berarti" in fault_of(f"{whole}.{rest}")


def test_a_fraction_as_long_as_a_spreadsheet_shows_it_is_read() -> None:
    assert parse_decimal("786,1143304") == Decimal("786.1143304")
    assert parse_decimal("10.548,1913142857") == Decimal("10548.1913142857")


def test_a_sign_is_read_where_it_is_allowed() -> None:
    assert parse_decimal("-12,5", negative=True) == Decimal("-12.5")
    with pytest.raises(NumberFault, match="negatif"):
        parse_decimal("-12,5")


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0, "Rp0"), (999_999, "Rp999.999"), (1_500_000, "Rp1,5 jt"), (10_980_000_000, "Rp10,98 M"), (2 * 10**12, "Rp2 T"), (-5_000_000, "-Rp5 jt")],
)
def test_a_figure_on_a_page_is_short(value: int, shown: str) -> None:
    assert singkat(value) == shown


def test_decimals_lose_their_zeros_only_where_asked() -> None:
    assert [desimal(Decimal("95.5")), desimal_ringkas(Decimal("95.50")), desimal_ringkas(Decimal("1200")), desimal(Decimal("1500.25"))] == [
        "95,50",
        "95,5",
        "1.200",
        "1.500,25",
    ]
