"""Single figures of a Renstra corrected by hand: each with what it was, what it is, and why."""

import pytest
from django.http import HttpResponse
from django.test import Client

from renjana.organisasi.models import Perubahan
from renjana.renstra.actions import import_renstra
from renjana.renstra.models import IndikatorRenstra, ItemRenstra, PerubahanAngka
from renjana.renstra.tree import Filters, renstra_lines
from tests.people import MONDAY, Dinas
from tests.renstra.test_read_renstra import HEAD, KEGIATAN, PROGRAM, SUB, SUB2
from tests.renstra.workbooks import an_xlsx

LOST = (None, None, "Tanpa kode", None, None, None, None, 5)


@pytest.fixture
def planner(dinas: Dinas, client: Client) -> Client:
    import_renstra(dinas.pd, an_xlsx([HEAD, PROGRAM, KEGIATAN, SUB, SUB2, LOST]), tahun_awal=2025, now=MONDAY)
    client.force_login(dinas.perencana)
    return client


def the(kode: str) -> ItemRenstra:
    return ItemRenstra.objects.get(kode=kode)


def send(client: Client, item: ItemRenstra, **changed: str) -> HttpResponse:
    """The form of an item as it is shown, with these fields changed."""
    form = client.get(f"/renstra/item/{item.pk}/").context["form"]
    shown = {bound.name: bound.value() for bound in form}
    data = {name: "" if value is None else str(value) for name, value in shown.items()} | {"alasan": "Salah ketik pada lembar"}
    return client.post(f"/renstra/item/{item.pk}/", data | changed)  # type: ignore[return-value]


def test_a_figure_is_corrected_and_the_history_says_what_it_was(planner: Client) -> None:
    item = the("2.16.01.2.01.0001")
    indikator = item.indikator.get()
    answer = send(planner, item, pagu_2025="1,5 juta", pagu_2027="20", **{f"i{indikator.pk}_2025": "12,5", f"i{indikator.pk}_satuan": "Berkas"})
    assert answer.status_code == 302
    assert [(row.kolom, row.lama, row.baru) for row in PerubahanAngka.objects.order_by("pk")] == [
        ("Pagu 2025", "Rp10", "Rp1.500.000"),
        ("Pagu 2027", "", "Rp20"),
        ("Jumlah dokumen: Satuan", "Dokumen", "Berkas"),
        ("Jumlah dokumen: target 2025", "12", "12,5"),
    ]
    item.refresh_from_db()
    assert (item.pagu, item.versi) == ({"2025": 1_500_000, "2026": 11, "2027": 20}, 2)
    assert IndikatorRenstra.objects.get(pk=indikator.pk).target == {"2025": "12.5", "2026": "12"}
    row = PerubahanAngka.objects.first()
    assert row is not None
    assert (row.nama_oleh, row.alasan, row.objek) == ("Rina Oktaviani", "Salah ketik pada lembar", "2.16.01.2.01.0001 Dokumen perencanaan")
    assert "4 isian dikoreksi (Salah ketik pada lembar)" in Perubahan.objects.latest("pk").uraian
    assert "Rp1.500.000" in planner.get("/renstra/riwayat/").content.decode()
    assert "Salah ketik pada lembar" in planner.get(f"/renstra/item/{item.pk}/").content.decode()


def test_nothing_changed_is_refused_and_so_is_a_reason_that_says_nothing(planner: Client) -> None:
    item = the("2.16.01.2.01.0001")
    answer = send(planner, item)
    assert (answer.status_code, "Belum ada yang diubah" in answer.content.decode()) == (422, True)
    assert send(planner, item, pagu_2025="11", alasan="x").status_code == 422
    assert PerubahanAngka.objects.count() == 0


def test_a_figure_with_two_readings_is_refused_by_name(planner: Client) -> None:
    for text, said in (("1.50", "bisa berarti 1,50 atau 150"), ("-5", "“-5” bernilai negatif"), ("9" * 20, "terlalu besar")):
        answer = send(planner, the("2.16.01.2.01.0001"), pagu_2025=text)
        assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert the("2.16.01.2.01.0001").pagu["2025"] == 10


def test_an_older_page_loses_to_what_was_saved_first(planner: Client) -> None:
    item = the("2.16.01.2.01.0001")
    send(planner, item, pagu_2025="11")
    answer = send(planner, item, pagu_2025="12", versi="1")
    assert (answer.status_code, "baru saja diubah oleh Rina Oktaviani" in answer.content.decode()) == (422, True)
    assert the("2.16.01.2.01.0001").pagu["2025"] == 11


def test_a_row_without_code_gets_one_and_moves_under_its_kegiatan(planner: Client) -> None:
    lost = ItemRenstra.objects.get(nama="Tanpa kode")
    answer = send(planner, lost, kode="2.16.01.2.01.0001")
    assert (answer.status_code, "sudah dipakai oleh Dokumen perencanaan" in answer.content.decode()) == (422, True)
    assert send(planner, lost, kode="2.16.01").status_code == 422
    assert send(planner, lost, kode="216012010003").status_code == 302
    found = the("2.16.01.2.01.0003")
    assert (found.pk, found.induk and found.induk.kode) == (lost.pk, "2.16.01.2.01")


def test_a_parent_has_no_money_to_correct(planner: Client) -> None:
    item = the("2.16.01")
    form = planner.get(f"/renstra/item/{item.pk}/").context["form"]
    assert [name for name in form.fields if name.startswith(("pagu", "kode"))] == []
    assert send(planner, item, nama="PROGRAM BARU", pagu_2025="999").status_code == 302
    item.refresh_from_db()
    assert (item.nama, item.pagu) == ("PROGRAM BARU", {})


def test_readers_see_the_figures_and_correct_none(planner: Client, dinas: Dinas) -> None:
    item = the("2.16.01.2.01.0001")
    planner.force_login(dinas.pembaca)
    page = planner.get(f"/renstra/item/{item.pk}/")
    assert (page.status_code, "Simpan koreksi" in page.content.decode()) == (200, False)
    assert planner.post(f"/renstra/item/{item.pk}/", {"versi": "1"}).status_code == 403


def test_an_item_of_another_agency_is_not_there(planner: Client, other_dinas: Dinas) -> None:
    item = the("2.16.01.2.01.0001")
    planner.force_login(other_dinas.perencana)
    assert planner.get(f"/renstra/item/{item.pk}/").status_code == 404


def test_the_tree_is_filtered_by_program_depth_and_words(planner: Client, dinas: Dinas) -> None:
    lines, _ = renstra_lines(the("2.16.01").renstra)
    shown = lambda **wanted: [line.kode for line in lines if Filters(**wanted).takes(line)]  # noqa: E731 - asked four times below
    assert shown(depth="program") == ["2", "2.16", "2.16.01"]
    assert shown(program="2.16.01", depth="kegiatan") == ["2.16.01", "2.16.01.2.01"]
    assert shown(words="jumlah RKA") == ["2.16.01.2.01.0002"]
    assert shown(words="216012010001") == ["2.16.01.2.01.0001"]
    page = planner.get("/renstra/", {"q": "RKA"}).content.decode()
    assert ("Dokumen RKA" in page, "Dokumen perencanaan" in page) == (True, False)


def test_a_renstra_of_three_hundred_sub_kegiatan_is_one_page_of_few_queries(
    dinas: Dinas, client: Client, django_assert_max_num_queries: object
) -> None:
    codes = [f"2.16.{n // 20 + 2:02d}.2.01.{n:04d}" for n in range(300)]
    subs = [(None, code, f"Sub {code}", "Dokumen", f"Jumlah {code}", 1, *(1000, 2000) * 5) for code in codes]
    import_renstra(dinas.pd, an_xlsx([HEAD, *subs]), tahun_awal=2025, now=MONDAY)
    client.force_login(dinas.perencana)
    with django_assert_max_num_queries(14):  # type: ignore[operator]
        answer = client.get("/renstra/")
    assert answer.context["total"] == [600_000] * 5
    assert sum(one.target[0] == "1.000" for line in answer.context["lines"] for one in line.indikator) == 300
    assert len(answer.content) < 500_000
