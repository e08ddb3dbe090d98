"""The nomenclature side by side: lists of provinces and kabupaten, codes as printed, a code's page, editions."""

import importlib
import json

import pytest
from django.apps import apps
from django.test import Client

from renjana.renstra.actions import import_nomenklatur, install_nomenklatur
from renjana.renstra.codebook import code_page, find, search_nomenklatur
from renjana.renstra.codes import lists_of
from renjana.renstra.models import Nomenklatur, RincianNomenklatur, VersiNomenklatur
from tests.people import MONDAY, Dinas, a_renja
from tests.renstra.test_nomenklatur import HEAD, a_line
from tests.renstra.workbooks import an_xlsx

KAB, PROV, PAPUA = "2.16.03.2.02.0040", "2.16.03.1.02.0039", "2.16.03.3.02.0001"


def an_edition(nama: str = "SIPD 2028") -> VersiNomenklatur:
    """An edition with one code of each list; the kabupaten's has all that an export can say."""
    full = a_line(KAB, old="2.16.03.2.02.0036 Penyediaan Akses")
    full[9:11] = ["Cakupan:\n- satu\n\n\n\n- dua", "bidang yang mengurusi aplikasi"]
    lines = [full, a_line(PROV, jenis="PROV", nama="Akses Provinsi"), a_line(PAPUA, nama="Akses Papua"), a_line("X.XX.01.2.01.0001", nama="Dokumen")]
    return import_nomenklatur(an_xlsx([HEAD, *lines]), nama, MONDAY)


@pytest.mark.once
@pytest.mark.parametrize(
    ("kode_wilayah", "lists"),
    [("18.02", {"2"}), ("1802", {"2"}), ("18", {"1"}), ("91.01", {"2", *"345678"}), ("94", {"1", *"345678"}), ("", {"2"})],
)
def test_a_government_uses_its_own_lists(kode_wilayah: str, lists: set[str]) -> None:
    assert lists_of(kode_wilayah) == lists


@pytest.mark.django_db
def test_a_kabupaten_finds_its_list_alone_and_a_province_its_own() -> None:
    versi = an_edition()
    assert [row.kode for row in search_nomenklatur(versi.pk, "akses", lists={"2"})] == [KAB]
    assert [row.kode for row in search_nomenklatur(versi.pk, "akses", lists={"1"})] == [PROV]
    assert [row.kode for row in search_nomenklatur(versi.pk, "akses", lists=lists_of("91.01"))] == [KAB, PAPUA]
    assert [row.kode for row in search_nomenklatur(versi.pk, tingkat="kegiatan", lists={"1"})] == ["2.16.03.1.02"]
    assert Nomenklatur.objects.get(versi=versi, kode="2.16.03").segmen == "123"


@pytest.mark.django_db
@pytest.mark.parametrize("words", ["2.16.01.2.01", "21601201", "x.xx.01", "XXX01", "21601", "dokumen"])
def test_program_penunjang_is_found_by_any_of_its_codes(words: str) -> None:
    assert [row.kode for row in search_nomenklatur(an_edition().pk, words, bidang_urusan=["2.16"])] == ["X.XX.01.2.01.0001"]


@pytest.mark.django_db
def test_a_search_is_counted_and_paged_in_one_pass() -> None:
    versi = install_nomenklatur(MONDAY)
    found = find(versi.pk, "dokumen")
    assert len(found) == search_nomenklatur(versi.pk, "dokumen").count() > 3
    assert found[:2] == list(search_nomenklatur(versi.pk, "dokumen")[:2])
    assert found[0] == found[:1][0]


@pytest.mark.django_db
def test_the_long_text_of_an_export_is_kept_with_its_lines() -> None:
    versi = an_edition()
    rincian = RincianNomenklatur.objects.get(nomenklatur__versi=versi, nomenklatur__kode=KAB)
    assert (rincian.definisi, rincian.pelaksana, rincian.jenis) == ("Cakupan:\n- satu\n\n- dua", "bidang yang mengurusi aplikasi", "Aktifitas")
    page = code_page(versi.pk, KAB, main="2.16")
    assert page is not None
    assert (page.printed, page.old, [row.kode for row in page.above]) == (
        KAB,
        (("2.16.03.2.02.0036", "Penyediaan Akses"),),
        ["2.16", "2.16.03", "2.16.03.2.02"],
    )


@pytest.mark.django_db
def test_an_old_code_leads_to_what_took_its_place_and_an_unknown_one_nowhere() -> None:
    versi = an_edition()
    page = code_page(versi.pk, "2.16.03.2.02.0036", main="2.16")
    assert page is not None
    assert ([row.kode for row in page.successors], page.row.pk) == ([KAB], None)
    assert code_page(versi.pk, "2.16.03.2.02.9999", main="2.16") is None


def test_pages_show_codes_as_the_agency_prints_them(dinas: Dinas, client: Client) -> None:
    versi = an_edition()
    client.force_login(dinas.aptika)
    page = client.get("/nomenklatur/", {"q": "dokumen"}).content.decode()
    assert '<td class="code nowrap" data-label="Kode">2.16.01.2.01.0001</td>' in page
    page = client.get(f"/nomenklatur/{versi.pk}/2.16.01.2.01.0001/").content.decode()
    assert "X.XX.01.2.01.0001" in page
    page = client.get(f"/nomenklatur/{versi.pk}/{KAB}/").content.decode()
    for words in ("Definisi operasional", "<br>- satu", "bidang yang mengurusi aplikasi", "Kode lama", "Jumlah", "Titik", "INFLASI"):
        assert words in page
    assert "Penggantinya" in client.get(f"/nomenklatur/{versi.pk}/2.16.03.2.02.0036/").content.decode()
    assert "Akses Provinsi" not in client.get(f"/nomenklatur/{versi.pk}/2.16.03/").content.decode()
    for wrong in ("9.99", "abc", "2.16.03.2.02.9999"):
        assert client.get(f"/nomenklatur/{versi.pk}/{wrong}/").status_code == 404


def test_editions_stand_side_by_side_with_the_renja_that_use_them(dinas: Dinas, client: Client) -> None:
    used, unused = an_edition("pemutakhiran 2027"), an_edition("SIPD 2028")
    a_renja(dinas, 2027)
    client.force_login(dinas.perencana)
    page = client.get("/nomenklatur/versi/").content.decode()
    assert "Renja 2027" in page
    assert "belum dipakai" in page
    answer = client.post(f"/nomenklatur/versi/{used.pk}/hapus/")
    assert (answer.status_code, "dipakai 1 Renja" in answer.content.decode()) == (422, True)
    assert client.post(f"/nomenklatur/versi/{unused.pk}/hapus/").status_code == 302
    assert list(VersiNomenklatur.objects.all()) == [used]
    assert client.post(f"/nomenklatur/versi/{used.pk}/hapus/").status_code == 422


@pytest.mark.django_db
@pytest.mark.parametrize("tag", ["[null]", "", "bukan JSON", "{}", json.dumps(["A", None, 3])])
def test_any_tag_is_read_without_harm(tag: str) -> None:
    line = a_line()
    line[8] = tag
    versi = import_nomenklatur(an_xlsx([HEAD, line]), "uji", MONDAY)
    assert Nomenklatur.objects.get(versi=versi, kode=KAB).tag == {"bukan JSON": ["bukan JSON"], json.dumps(["A", None, 3]): ["A"]}.get(tag, [])


@pytest.mark.django_db
def test_an_edition_of_an_earlier_release_becomes_searchable_as_if_it_were_imported_now() -> None:
    versi = an_edition()
    wanted = list(Nomenklatur.objects.filter(versi=versi).order_by("kode").values_list("kode", "ringkas", "teks"))
    lists = dict(Nomenklatur.objects.filter(versi=versi, tingkat__in=["sub_kegiatan", "kegiatan", "program"]).values_list("kode", "segmen"))
    Nomenklatur.objects.update(ringkas="", teks="", segmen="")
    importlib.import_module("renjana.renstra.migrations.0003_isi_kata_pencarian").fill(apps, None)
    assert list(Nomenklatur.objects.filter(versi=versi).order_by("kode").values_list("kode", "ringkas", "teks")) == wanted
    assert dict(Nomenklatur.objects.filter(versi=versi, kode__in=lists).values_list("kode", "segmen")) == lists
