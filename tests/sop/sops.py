"""Builders of SOPs for tests: a small one with believable defaults, and random ones for property tests."""

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from renjana.sop.model import KEPUTUSAN, MULAI, PROSES, SELESAI, Catatan, Identitas, Langkah, Pelaksana, Sop


def a_langkah(nomor: int, **changes: Any) -> Langkah:
    """A step of the head's staff that takes an hour."""
    plain = Langkah(nomor, f"Mengerjakan bagian {nomor}", ("staf",), "Bahan", "1 Jam", "Hasil")
    return replace(plain, **changes)


def a_sop(*langkah: Langkah, **changes: Any) -> Sop:
    """A sound SOP: a start, work, a decision that may go back to the work, an end; or the given steps."""
    steps = langkah or (
        a_langkah(1, bentuk=MULAI, pelaksana=("kepala",)),
        a_langkah(2),
        a_langkah(3, bentuk=KEPUTUSAN, kembali=(2,), pelaksana=("kepala",)),
        a_langkah(4, bentuk=SELESAI),
    )
    plain = Sop(
        kode="contoh",
        versi="1",
        nama="Contoh",
        pemda="Pemerintah Kabupaten Contoh",
        perangkat_daerah="Dinas Contoh",
        identitas=Identitas(disahkan_oleh="Kepala Dinas Contoh"),
        dasar_hukum=("Peraturan Contoh",),
        kualifikasi=("Mampu",),
        keterkaitan=(),
        peralatan=("Komputer",),
        peringatan=(),
        pencatatan=("Buku agenda",),
        pelaksana=(Pelaksana("kepala", "Kepala Dinas"), Pelaksana("staf", "Staf")),
        langkah=tuple(steps),
    )
    return replace(plain, **changes)


words = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf", "Co", "Cn", "Zl", "Zp", "Zs"), include_characters=' "\\#[]=\n'),
    min_size=1,
    max_size=40,
).filter(str.strip)
lists = st.lists(words, max_size=4).map(tuple)
times = st.builds("{} {}".format, st.integers(1, 366), st.sampled_from(["Menit", "Jam", "Hari"]))
dates = st.one_of(st.just(""), st.dates().map(str))
blocks = st.builds(
    Identitas,
    nomor=st.one_of(st.just(""), words),
    tanggal_pembuatan=dates,
    tanggal_revisi=dates,
    tanggal_pengesahan=dates,
    disahkan_oleh=st.one_of(st.just(""), words),
)


@st.composite
def sops(draw: st.DrawFn, most_steps: int = 12, most_actors: int = 8) -> Sop:
    """A sound SOP of any size, with shared steps, decisions and ways back."""
    actors = tuple(Pelaksana(f"pelaksana-{number}", draw(words)) for number in range(1, draw(st.integers(1, most_actors)) + 1))
    notes = tuple(Catatan(f"catatan-{number}", draw(words), draw(words)) for number in range(1, draw(st.integers(0, 3)) + 1))
    last = draw(st.integers(2, most_steps))
    return a_sop(
        *(draw(_steps(nomor, last, actors, notes)) for nomor in range(1, last + 1)),
        **{key: draw(words) for key in ("versi", "nama", "pemda", "perangkat_daerah", "judul_mutu", "status")} | {"versi": "1"},
        **{key: draw(lists) for key in ("dasar_hukum", "kualifikasi", "keterkaitan", "peralatan", "peringatan", "pencatatan")},
        identitas=draw(blocks),
        pelaksana=actors,
        catatan=notes,
    )


@st.composite
def _steps(draw: st.DrawFn, nomor: int, last: int, actors: tuple[Pelaksana, ...], notes: tuple[Catatan, ...]) -> Langkah:
    middle = draw(st.sampled_from([PROSES, PROSES, KEPUTUSAN])) if nomor > 1 else MULAI
    bentuk = SELESAI if nomor == last else middle
    kembali = tuple(draw(st.lists(st.integers(1, nomor - 1), min_size=1, max_size=2, unique=True))) if bentuk == KEPUTUSAN else ()
    return Langkah(
        nomor=nomor,
        uraian=draw(words),
        pelaksana=tuple(draw(st.lists(st.sampled_from([actor.id for actor in actors]), min_size=1, max_size=2, unique=True))),
        kelengkapan=draw(words),
        waktu=draw(times),
        output=draw(words),
        keterangan=draw(words),
        kerja=draw(st.sampled_from(["", "rapat.undangan"])),
        bentuk=bentuk,
        disimpulkan=draw(st.booleans()),
        kembali=kembali,
        kembali_disimpulkan=bool(kembali) and draw(st.booleans()),
        sop_terkait=draw(st.sampled_from(["", "rapat-internal"])),
        catatan=tuple(draw(st.lists(st.sampled_from([note.id for note in notes]), max_size=2, unique=True))) if notes else (),
    )
