"""Pages of steps 2, 3 and 6, driven as a person does: what is shown, what changed."""

import pytest
from django.test import Client

from renjana.alur.queries import open_task
from renjana.organisasi.models import Orang
from renjana.pengumpulan import actions
from renjana.pengumpulan.columns import COLUMNS, MANDATORY
from renjana.pengumpulan.models import Format, Isian
from renjana.pengumpulan.queries import isian_of, pengampu_of, rows_by_bidang
from renjana.renja.models import RencanaSubKegiatan
from tests.pengumpulan.rows import a_row
from tests.pengumpulan.stage import PLAN, Stage, at_format, at_gathering, at_hand_out
from tests.people import Dinas

BASE = "/renja/2027"


@pytest.fixture
def gathering(dinas: Dinas) -> Stage:
    return at_gathering(dinas)


def signed_in(orang: Orang) -> Client:
    client = Client()
    client.force_login(orang, backend="renjana.organisasi.sign_in.NipOrEmailBackend")
    return client


def the_format(**fields: str) -> dict[str, object]:
    data: dict[str, object] = {f"petunjuk_{column.key}": column.petunjuk for column in COLUMNS}
    data |= {"kolom": ["catatan", "target_maju"], "tanggal": "12/1/2099", "jam": "16.00", "pengantar": "Mohon diisi lengkap."}
    return data | {f"bidang.{kode}": who for kode, (who, _) in PLAN.items()} | fields


def test_the_format_page_says_why_a_column_is_locked_and_proposes_a_division(dinas: Dinas) -> None:
    at_format(dinas)
    page = signed_in(dinas.perencana).get(f"{BASE}/format/").content.decode()
    assert page.count("Wajib. ") == len(MANDATORY)
    assert "Dicetak pada T-C.33 kolom 6." in page
    assert page.count("selected>") == len(PLAN)


def test_publishing_from_the_page_keeps_the_chosen_columns_guidance_and_deadline(dinas: Dinas) -> None:
    at_format(dinas)
    client = signed_in(dinas.perencana)
    answer = client.post(f"{BASE}/format/", the_format(aksi="pratinjau", petunjuk_lokasi="Tulis nama kecamatan."))
    kept = Format.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"{BASE}/format/terbitkan/")
    assert (kept.diterbitkan, Isian.objects.count(), RencanaSubKegiatan.objects.count()) == (None, 0, 0)
    answer = client.post(f"{BASE}/format/terbitkan/", {"tanda": kept.tanda})
    assert (answer.status_code, answer["Location"]) == (302, "/renja/2027/")
    assert kept.kolom == [*MANDATORY, "target_maju", "catatan"]
    assert (kept.petunjuk, kept.pengantar) == ({"lokasi": "Tulis nama kecamatan."}, "Mohon diisi lengkap.")
    assert kept.tenggat is not None
    assert kept.tenggat.isoformat() == "2099-01-12T09:00:00+00:00"
    assert Isian.objects.count() == 5
    shown = client.get(f"{BASE}/format/").content.decode()
    assert "Langkah 2 selesai" in shown
    assert "Tulis nama kecamatan." in shown


def test_a_deadline_past_the_gathering_is_warned_of_before_it_goes_out_and_the_offered_one_is_not(dinas: Dinas) -> None:
    at_format(dinas)
    client = signed_in(dinas.perencana)
    offered = client.get(f"{BASE}/format/").context["form"].initial
    warning = "Tenggat pengisian melewati jatuh tempo langkah 6 menurut jadwal ("
    assert warning in client.post(f"{BASE}/format/", the_format(aksi="pratinjau"), follow=True).content.decode()
    own = the_format(aksi="pratinjau", tanggal=offered["tanggal"], jam=offered["jam"])
    assert warning not in client.post(f"{BASE}/format/", own, follow=True).content.decode()


def test_a_draft_is_kept_and_a_faulty_format_is_refused_with_what_was_typed(dinas: Dinas) -> None:
    stage = at_format(dinas)
    client = signed_in(dinas.perencana)
    client.post(f"{BASE}/format/", the_format(aksi="simpan", **{"bidang.2.20.02.2.01.0019": ""}))
    assert len(pengampu_of(stage.run)) == 4
    refused = client.post(f"{BASE}/format/", the_format(aksi="pratinjau", tanggal="40/1/2027"))
    assert refused.status_code == 422
    assert "bukan tanggal yang ada" in refused.content.decode()
    undivided = client.post(f"{BASE}/format/", the_format(aksi="pratinjau", **{"bidang.2.20.02.2.01.0019": ""}))
    assert undivided.status_code == 422
    assert "1 sub kegiatan belum dibagi (2.20.02.2.01.0019)" in undivided.content.decode()
    assert Format.objects.get().diterbitkan is None


def test_the_preview_shows_what_a_bidang_will_get_and_gives_its_workbook(dinas: Dinas) -> None:
    at_format(dinas)
    client = signed_in(dinas.perencana)
    page = client.get(f"{BASE}/format/pratinjau/APTIKA/").content.decode()
    assert "2 sub kegiatan · pagu Rp310.000.000" in page
    book = client.get(f"{BASE}/format/pratinjau/APTIKA/?unduh=1")
    assert book["Content-Disposition"] == 'attachment; filename="isian-renja-2027-aptika.xlsx"'
    assert client.get(f"{BASE}/format/pratinjau/LAIN/").status_code == 404


def test_somebody_who_may_not_publish_sees_why_and_changes_nothing(dinas: Dinas) -> None:
    at_format(dinas)
    client = signed_in(dinas.staf)
    assert "dikerjakan oleh Perencana" in client.get(f"{BASE}/format/").content.decode()
    assert client.post(f"{BASE}/format/", the_format(aksi="pratinjau")).status_code == 403
    assert signed_in(dinas.aptika).get(f"{BASE}/format/").status_code == 403
    assert Format.objects.count() == 0


def test_handing_out_gives_every_bidang_a_link_a_workbook_and_a_message(dinas: Dinas) -> None:
    stage = at_hand_out(dinas)
    client = signed_in(dinas.staf)
    page = client.get(f"{BASE}/penyampaian/").content.decode()
    assert "https://wa.me/628120000002?text=Yth.%20Agus%20Prasetyo%2C%20berikut%20format%20isian%20Renja%202027" in page
    assert "Format belum disampaikan kepada Sekretariat" in page
    client.post(f"{BASE}/penyampaian/", {"aksi": "sampaikan", "bidang": "IKP", "saluran": "whatsapp"})
    client.post(f"{BASE}/penyampaian/", {"aksi": "semua"})
    assert [one.saluran for one in isian_of(stage.run)] == ["aplikasi", "whatsapp", "aplikasi", "aplikasi", "aplikasi"]
    client.post(f"{BASE}/penyampaian/", {"aksi": "terima", "bidang": "IKP", "penerima": "Fitri Handayani"})
    signed_in(dinas.aptika).post(f"{BASE}/pengumpulan/APTIKA/tindakan/", {"aksi": "terima-format"})
    assert [one.penerima for one in isian_of(stage.run)] == ["", "Fitri Handayani", "Agus Prasetyo", "", ""]
    asked = client.post(f"{BASE}/penyampaian/", {"aksi": "selesai"})
    assert "Alasan menutup tanpa tanda terima" in asked.content.decode()
    assert open_task(stage.run).langkah == 3  # type: ignore[union-attr]
    assert client.post(f"{BASE}/penyampaian/", {"aksi": "selesai", "alasan": "Menyusul pada rapat"}).status_code == 302
    assert open_task(stage.run).langkah == 4  # type: ignore[union-attr]


def test_step_3_is_refused_on_the_page_with_the_missing_names(dinas: Dinas) -> None:
    at_hand_out(dinas)
    answer = signed_in(dinas.staf).post(f"{BASE}/penyampaian/", {"aksi": "selesai"})
    assert answer.status_code == 422
    assert "Format belum disampaikan kepada Sekretariat, " in answer.content.decode()


def test_the_matrix_shows_completeness_and_who_is_awaited(gathering: Stage) -> None:
    page = signed_in(gathering.dinas.staf).get(f"{BASE}/pengumpulan/").content.decode()
    assert page.count('<td class="p4"') == 4 * 4
    assert "Agus Prasetyo · 2 sub kegiatan" in page
    assert "Ingatkan 5 bidang" in page
    assert "belum dikirim; ingatkan, atau lewati dengan alasan." in page


def test_the_staf_gathers_on_the_page(gathering: Stage) -> None:
    dinas, client = gathering.dinas, signed_in(gathering.dinas.staf)
    for kode in ("SEKRETARIAT", "IKP", "APTIKA", "STATISTIK"):
        actions.send_isian(gathering.isian(kode), by=dinas.people[kode.lower()], now=gathering.now, alasan="Dikirim")
    client.post(f"{BASE}/pengumpulan/", {"aksi": "ingatkan", "bidang": "PERSANDIAN"})
    client.post(f"{BASE}/pengumpulan/", {"aksi": "kembalikan", "bidang": "IKP", "alasan": "Target keliru"})
    assert client.post(f"{BASE}/pengumpulan/", {"aksi": "kembalikan", "bidang": "APTIKA", "alasan": ""}).status_code == 422
    client.post(f"{BASE}/pengumpulan/", {"aksi": "terima-semua"})
    assert [one.status for one in isian_of(gathering.run)] == ["disetujui", "dikembalikan", "disetujui", "disetujui", "disampaikan"]
    refused = client.post(f"{BASE}/pengumpulan/", {"aksi": "tutup"})
    assert refused.status_code == 422
    for kode in ("IKP", "PERSANDIAN"):
        client.post(f"{BASE}/pengumpulan/", {"aksi": "lewati", "bidang": kode, "alasan": "Tidak ada kegiatan"})
    assert client.post(f"{BASE}/pengumpulan/", {"aksi": "tutup"})["Location"] == "/renja/2027/"
    assert open_task(gathering.run).langkah == 7  # type: ignore[union-attr]


def test_a_contact_person_is_led_to_the_own_isian_and_reaches_no_other(gathering: Stage, other_dinas: Dinas) -> None:
    client = signed_in(gathering.dinas.aptika)
    assert client.get(f"{BASE}/pengumpulan/")["Location"] == f"{BASE}/pengumpulan/APTIKA/"
    own = [f"{BASE}/pengumpulan/APTIKA/", *(f"{BASE}/pengumpulan/APTIKA/{part}/" for part in ("excel", "tambah", "unggah"))]
    assert [client.get(url).status_code for url in own] == [200, 200, 200, 200]
    assert [client.get(url.replace("APTIKA", "IKP")).status_code for url in own] == [404, 404, 404, 404]
    assert client.post(f"{BASE}/pengumpulan/IKP/", {"aksi": "simpan"}).status_code == 404
    assert client.post(f"{BASE}/pengumpulan/", {"aksi": "tutup"}).status_code == 403
    assert signed_in(other_dinas.staf).get(own[0]).status_code == 404
    reader = signed_in(gathering.dinas.pembaca)
    assert (reader.get(own[0]).status_code, reader.get(own[3]).status_code) == (200, 403)


def test_a_sub_kegiatan_is_found_without_dots_or_by_words_and_added_once(gathering: Stage) -> None:
    client = signed_in(gathering.dinas.aptika)
    url = f"{BASE}/pengumpulan/APTIKA/tambah/"
    assert "2.16.03.2.02.0043" in client.get(url, {"cari": "2160320200"}).content.decode()
    assert "Sudah ada" in client.get(url, {"cari": "akses internet"}).content.decode()
    assert "Tidak ditemukan" in client.get(url, {"cari": "zzz"}).content.decode()
    assert client.post(url, {"kode": "2.16.03.2.02.0043"}).status_code == 302
    assert client.post(url, {"kode": "2.16.03.2.02.0043"}).status_code == 409
    refused = client.post(url, {"kode": "2.16.03.2.02.9999"})
    assert (refused.status_code, "tidak ada dalam nomenklatur pemutakhiran 2027" in refused.content.decode()) == (422, True)
    row = rows_by_bidang(gathering.run)["APTIKA"][-1]
    assert (row.kode, row.indikator[0].satuan, row.pagu) == ("2.16.03.2.02.0043", "Titik", None)


def test_pages_before_the_format_say_what_is_awaited(dinas: Dinas) -> None:
    at_format(dinas)
    staf = signed_in(dinas.staf)
    for page in ("penyampaian", "pengumpulan"):
        assert "Format belum diterbitkan" in staf.get(f"{BASE}/{page}/").content.decode()
    assert "Format belum diterbitkan" in signed_in(dinas.aptika).get(f"{BASE}/pengumpulan/").content.decode()
    assert signed_in(dinas.aptika).get(f"{BASE}/pengumpulan/APTIKA/").status_code == 404


def test_an_isian_that_was_sent_is_shown_for_reading(gathering: Stage) -> None:
    actions.save_rows(gathering.isian("APTIKA"), [a_row(lokasi="Kota Gajah")], by=gathering.dinas.aptika, now=gathering.now)
    actions.send_isian(gathering.isian("APTIKA"), by=gathering.dinas.aptika, now=gathering.now, alasan="Dikirim")
    page = signed_in(gathering.dinas.aptika).get(f"{BASE}/pengumpulan/APTIKA/").content.decode()
    assert ("Kota Gajah" in page, "Tarik kembali" in page, 'name="1.pagu"' in page) == (True, True, False)
