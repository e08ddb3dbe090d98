"""Numbers of letters: no gap, never twice, backdated ones slipped in, void ones kept."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renjana.organisasi.numbering import pattern_faults
from renjana.organisasi.refusal import Refused
from renjana.surat.actions import issue, keep_file, reserve_number, void
from renjana.surat.models import BukuNomor, Surat
from renjana.surat.rules import Entry, next_place, next_suffix, number_of
from tests.people import MONDAY, WIB, Dinas

LATE = datetime(2027, 12, 31, 9, tzinfo=WIB)
TODAY = MONDAY.date()


def a_letter(dinas: Dinas, tanggal: date = TODAY, *, now: datetime = LATE, perihal: str = "Undangan rapat") -> Surat:
    return reserve_number(
        dinas.pd, jenis="undangan", klasifikasi="000.1.5", perihal=perihal, kepada="Peserta", tanggal=tanggal, by=dinas.staf, now=now
    )


def test_numbers_follow_the_agency_s_pattern_from_one_each_year(dinas: Dinas, other_dinas: Dinas) -> None:
    numbers = [a_letter(dinas).nomor, a_letter(dinas).nomor, a_letter(dinas, date(2026, 12, 30)).nomor, a_letter(other_dinas).nomor]
    assert numbers == ["000.1.5/001/KOMINFO/2027", "000.1.5/002/KOMINFO/2027", "000.1.5/001/KOMINFO/2026", "000.1.5/001/PD2/2027"]


def test_an_agency_that_begins_in_mid_year_goes_on_from_its_own_last_number(dinas: Dinas) -> None:
    BukuNomor.objects.create(perangkat_daerah=dinas.pd, tahun=2027, terakhir=45)
    assert [a_letter(dinas, date(2027, 6, 2)).nomor, a_letter(dinas, date(2027, 6, 1)).nomor] == [
        "000.1.5/046/KOMINFO/2027",
        "000.1.5/045.a/KOMINFO/2027",
    ]


def test_backdated_letters_are_slipped_in_behind_their_day(dinas: Dinas) -> None:
    for day in (4, 6, 8):
        a_letter(dinas, date(2027, 1, day))
    slipped = [a_letter(dinas, date(2027, 1, day)).nomor.split("/")[1] for day in (7, 6, 4, 7)]
    assert slipped == ["002.a", "002.b", "001.a", "002.c"]
    assert a_letter(dinas, date(2027, 1, 8)).nomor == "000.1.5/004/KOMINFO/2027"


@pytest.mark.parametrize(
    ("tanggal", "perihal", "sentence"),
    [
        (date(2028, 1, 1), "Undangan", "Tanggal surat tidak boleh melewati hari ini, karena nomor diambil berurutan menurut tanggal."),
        (date(2027, 1, 4), "  ", "Tuliskan perihal surat sebelum mengambil nomor."),
    ],
)
def test_a_letter_of_tomorrow_or_about_nothing_gets_no_number(dinas: Dinas, tanggal: date, perihal: str, sentence: str) -> None:
    with pytest.raises(Refused) as refusal:
        a_letter(dinas, tanggal, perihal=perihal)
    assert str(refusal.value) == sentence
    assert (Surat.objects.count(), BukuNomor.objects.count()) == (0, 0)


def test_a_faulty_pattern_is_refused_and_takes_no_number(dinas: Dinas) -> None:
    dinas.pd.pola_nomor = "{klasifikasi}/{tahun}"
    with pytest.raises(Refused) as refusal:
        a_letter(dinas)
    assert "harus memuat {urut}" in str(refusal.value)
    assert Surat.objects.count() == 0


def test_the_day_is_the_agency_s_not_the_server_s(dinas: Dinas) -> None:
    just_after_midnight = datetime(2027, 1, 5, 0, 30, tzinfo=WIB)
    assert a_letter(dinas, date(2027, 1, 5), now=just_after_midnight).tanggal == date(2027, 1, 5)


def test_a_void_number_is_kept_with_its_reason_and_never_given_again(dinas: Dinas) -> None:
    first = a_letter(dinas)
    with pytest.raises(Refused):
        void(first, "   ", by=dinas.staf, now=LATE)
    void(first, "Salah alamat", by=dinas.staf, now=LATE)
    with pytest.raises(Refused):
        void(first, "Lagi", by=dinas.staf, now=LATE)

    kept = Surat.objects.get(pk=first.pk)
    assert (kept.status, kept.alasan_batal, kept.dibatalkan, kept.dibatalkan_oleh) == ("batal", "Salah alamat", LATE, dinas.staf)
    assert a_letter(dinas).urut == 2


def test_a_letter_is_issued_once_and_with_a_file_of_its_agency(dinas: Dinas, other_dinas: Dinas) -> None:
    letter = a_letter(dinas)
    own = keep_file(dinas.pd, "undangan.pdf", b"%PDF", "application/pdf", by=dinas.staf, now=LATE)
    foreign = keep_file(other_dinas.pd, "undangan.pdf", b"%PDF", "application/pdf", by=other_dinas.staf, now=LATE)
    with pytest.raises(Refused):
        issue(letter, foreign, by=dinas.staf, now=LATE)
    issue(letter, own, by=dinas.staf, now=LATE)
    with pytest.raises(Refused):
        issue(letter, own, by=dinas.staf, now=LATE)
    assert (letter.status, Surat.objects.get(pk=letter.pk).berkas) == ("terbit", own)


def test_a_void_letter_cannot_be_issued(dinas: Dinas) -> None:
    letter = a_letter(dinas)
    own = keep_file(dinas.pd, "undangan.pdf", b"%PDF", "application/pdf", by=dinas.staf, now=LATE)
    void(letter, "Salah", by=dinas.staf, now=LATE)
    with pytest.raises(Refused):
        issue(letter, own, by=dinas.staf, now=LATE)


days = st.integers(0, 20).map(lambda number: date(2027, 1, 1) + timedelta(days=number))


@given(dated=st.lists(days, max_size=60), last=st.integers(0, 900))
def test_any_order_of_dates_gives_numbers_without_gap_or_double(dated: list[date], last: int) -> None:
    register: list[Entry] = []
    given_out = last
    for day in dated:
        urut, sisipan = next_place(register, given_out, day)
        assert (sisipan == "") == (not register or day >= max(entry.tanggal for entry in register))
        given_out = max(given_out, urut)
        register.append(Entry(urut, sisipan, day))
    plain = [entry for entry in register if not entry.sisipan]
    assert [entry.urut for entry in plain] == list(range(last + 1, last + 1 + len(plain)))
    assert [entry.tanggal for entry in plain] == sorted(entry.tanggal for entry in plain)
    assert len({(entry.urut, entry.sisipan) for entry in register}) == len(register)
    for entry in register:
        if entry.sisipan:
            following = [other.tanggal for other in plain if other.urut == entry.urut + 1]
            assert all(entry.tanggal < day for day in following)


def test_suffixes_go_from_a_to_zz() -> None:
    taken: list[str] = []
    for _ in range(702):
        taken.append(next_suffix(taken))
    assert (taken[0], taken[25], taken[26], taken[701]) == ("a", "z", "aa", "zz")
    with pytest.raises(ValueError, match="sudah habis"):
        next_suffix(taken)


@pytest.mark.parametrize(
    ("pattern", "number"),
    [
        ("{klasifikasi}/{urut:03d}{sisipan}/{kode_pd}/{tahun}", "000.1.5/007.b/KOMINFO/2027"),
        ("{urut}/{kode_pd}/{bulan_romawi}/{tahun}", "7.b/KOMINFO/XI/2027"),
        ("{urut:03d}{sisipan}/{kode_unit}/{tahun}", "007.b/SEKRETARIAT/2027"),
        ("B-{urut:4d}/{tahun}{sisipan}", "B-   7/2027.b"),
    ],
)
def test_a_pattern_prints_what_it_names(pattern: str, number: str) -> None:
    assert number_of(pattern, Entry(7, "b", date(2027, 11, 24)), klasifikasi="000.1.5", kode_pd="KOMINFO", kode_unit="SEKRETARIAT") == number


@pytest.mark.parametrize(
    ("pattern", "sentence"),
    [
        ("{klasifikasi}/{tahun}", "harus memuat {urut}"),
        ("{urut}/{nama}", "tidak dikenal: nama"),
        ("{urut.__class__}", "tidak dikenal: urut.__class__"),
        ("{urut!r}/{tahun}", "Bentuk {urut}"),
        ("{urut:>999999}/{tahun}", "Bentuk {urut}"),
        ("{urut", "tidak berpasangan"),
        ("{urut}/{}", "tidak dikenal: "),
    ],
)
def test_a_pattern_that_cannot_number_letters_says_why(pattern: str, sentence: str) -> None:
    assert sentence in " ".join(pattern_faults(pattern))
    with pytest.raises(ValueError, match=r"[Pp]ola|Bentuk"):
        number_of(pattern, Entry(1, "", date(2027, 1, 4)), klasifikasi="", kode_pd="")
