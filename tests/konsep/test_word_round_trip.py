"""What people change in Word comes back whole: any edits, fifty of them, with LibreOffice in between, against an older version."""

import io
import random
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renjana.cetak.docx import plan_docx
from renjana.cetak.papers import Bab
from renjana.konsep.docx.changes import compare_files
from renjana.konsep.docx.child import read_content
from renjana.konsep.docx.lines import mark_of
from renjana.konsep.docx.merge import Proposal, merged
from renjana.konsep.prose import blocks
from renjana.konsep.snapshot import prose
from renjana.konsep.suggestions import INSERT, applied, followed
from tests.cetak.samples_plan import renja, subbab
from tests.konsep.word import Word, style, text

TANDA = "ab12cd34ef56"
Naskah = dict[str, str]
"""Typed text by number of subbab."""


def a_naskah(paragraphs: int = 6, sections: int = 9) -> Naskah:
    """Texts in which no sentence stands twice: paragraphs of three sentences, a subhead, a list."""
    made = {}
    for section in range(sections):
        lines = [
            f"Kalimat {section}-{n} pertama tentang hal ini. Kalimat {section}-{n} kedua memuat angka 1.000. Penutup {section}-{n}."
            for n in range(paragraphs)
        ]
        items = "\n".join(f"- Butir {section} nomor {n} berisi sesuatu." for n in range(3))
        made[f"{section // 3 + 1}.{section % 3 + 1}"] = "\n\n".join([*lines[:2], f"# Anak judul {section}", *lines[2:], items])
    return made


def the_docx(naskah: Naskah) -> bytes:
    chapters: dict[str, Bab] = {}
    for nomor, words in naskah.items():
        bab = chapters.setdefault(nomor[0], {"no": "I" * int(nomor[0]), "judul": "UJI", "subbab": []})
        bab["subbab"].append(subbab(nomor, f"Judul {nomor}", *blocks(words)))
    return plan_docx(renja(1, bab=list(chapters.values())), tanda=TANDA)


def proposals(given_out: bytes, returned: bytes, now: Naskah) -> list[Proposal]:
    base, came = read_content(given_out), read_content(returned)
    assert mark_of(came) == TANDA
    changes = compare_files(base, came, TANDA)
    assert changes.ditolak == ()
    return [one for part in changes.bagian for one in merged(part, blocks(now[part.nomor]))]


def taken(now: Naskah, found: list[Proposal]) -> dict[str, list[str]]:
    """The words of every subbab once all proposals are applied; each must find its place."""
    texts, moved = dict(now), dict[str, list[tuple[str, str]]]()
    for one in found:
        place, done = one.kutipan, moved.setdefault(one.nomor, [])
        for old, new in done if one.tindakan == INSERT else ():
            place = followed(place, old, new)
        texts[one.nomor], count = applied(texts[one.nomor], one.tindakan, place, one.usulan)
        assert count == 1, one
        done += [(one.kutipan, one.usulan)] if one.tindakan != INSERT else []
    return {nomor: said(words) for nomor, words in texts.items()}


def said(words: str) -> list[str]:
    return [" ".join(one["isi"].split()) for one in prose(blocks(words))]


def reads(content: bytes, naskah: Naskah) -> dict[str, list[str]]:
    """What the file says, subbab by subbab, with every change accepted."""
    found: dict[str, list[str]] = {}
    for para in Word(content).body:
        words, look = " ".join(text(para).split()), style(para)
        if look == "Heading2":
            found[words.split()[0]] = []
        elif words and look in {"BodyText", "ListParagraph", "Heading3"} and found:
            found[[*found][-1]].append(words)
    return {nomor: found[nomor] for nomor in naskah}


def edited(word: Word, seed: int, count: int) -> None:
    """Make so many edits of every kind, most of them tracked."""
    chance = random.Random(seed)  # noqa: S311 - edits of a test
    paras = chance.sample(word.prose(), count)
    for number, para in enumerate(paras):
        tracked, words = chance.random() < 0.85, text(para)
        kind = chance.choice(["kata", "sisip kata", "hapus kata", "kalimat", "paragraf", "hilang"])
        parts = words.split(" ")
        some = parts[chance.randrange(len(parts))]
        if kind == "kata":
            word.edit(para, words, words.replace(some, f"baru{number}", 1), tracked=tracked)
        elif kind == "sisip kata":
            word.edit(para, parts[0], f"{parts[0]} tambahan{number}", tracked=tracked)
        elif kind == "hapus kata" and len(parts) > 3:
            word.edit(para, f" {parts[1]}", "", tracked=tracked)
        elif kind == "kalimat":
            word.edit(para, parts[-1], f"{parts[-1]} Kalimat baru {number} ditambahkan.", tracked=tracked)
        elif kind == "paragraf":
            word.add(para, f"Paragraf baru {number}. Isinya dua kalimat.", tracked=tracked)
        else:
            word.drop(para, tracked=tracked)


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 10**6), count=st.integers(1, 40))
def test_any_edits_come_back_whole(seed: int, count: int) -> None:
    naskah = a_naskah(4, 4)
    given_out = the_docx(naskah)
    word = Word(given_out)
    edited(word, seed, min(count, len(word.prose())))
    returned = word.save()
    assert taken(naskah, proposals(given_out, returned, naskah)) == reads(returned, naskah)


def test_fifty_tracked_edits_lose_none() -> None:
    naskah = a_naskah()
    given_out = the_docx(naskah)
    word = Word(given_out)
    for number, para in enumerate(word.prose()[:50]):
        first = text(para).split()[1]
        word.edit(para, first, f"{first}-suntingan-{number}")
    returned = word.save()
    found = proposals(given_out, returned, naskah)
    assert len(found) == 50
    assert [one.usulan.count(f"-suntingan-{number}") for number, one in enumerate(found)] == [1] * 50
    assert {one.oleh for one in found} == {"Bu Siti"}
    assert all(one.waktu.startswith("2027-01-12T03:") for one in found)
    assert taken(naskah, found) == reads(returned, naskah)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not on this machine")
def test_fifty_edits_survive_a_save_by_libreoffice(tmp_path: Path) -> None:
    naskah = a_naskah()
    given_out = the_docx(naskah)
    word = Word(given_out)
    edited(word, 7, 50)
    file, folder = tmp_path / "konsep.docx", tmp_path / "keluar"
    file.write_bytes(word.save())
    home = f"-env:UserInstallation=file://{tmp_path}/profil"
    command = ["soffice", home, "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    found = proposals(given_out, (folder / file.name).read_bytes(), naskah)
    assert taken(naskah, found) == reads(word.save(), naskah)


def test_a_file_of_an_older_version_is_merged_with_what_was_written_since() -> None:
    naskah = {"1.1": "Satu dua tiga empat lima enam. Kalimat kedua tetap.\n\nParagraf yang tidak berubah."}
    given_out = the_docx(naskah)
    word = Word(given_out)
    word.edit(word.prose()[0], "dua", "DUA")
    word.edit(word.prose()[1], "tidak", "belum")
    now = {"1.1": "Satu dua tiga empat lima ENAM. Kalimat kedua tetap.\n\nParagraf yang sudah berubah."}
    first, second = proposals(given_out, word.save(), now)
    assert (first.tindakan, first.kutipan, first.usulan) == ("ganti", "Satu dua tiga empat lima ENAM.", "Satu DUA tiga empat lima ENAM.")
    assert (second.tindakan, second.usulan) == ("koreksi", "")
    assert "“Paragraf yang belum berubah.”" in second.isi


def test_the_file_is_still_a_package_of_its_parts() -> None:
    with zipfile.ZipFile(io.BytesIO(the_docx(a_naskah(2, 2)))) as archive:
        body = archive.read("word/document.xml").decode()
    assert body.count(f"_rj_{TANDA}_2_") == 1 + len(said(a_naskah(2, 2)["1.2"]))
