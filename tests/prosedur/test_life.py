"""An SOP from draft to withdrawn by its pages, while an old run keeps its version; a run goes over to the new one."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from renjana.alur.models import Run, SopVersi
from renjana.alur.queries import broken_link, open_task, sop_of
from renjana.alur.rules import Refused
from renjana.disposisi.queries import sop_in_force
from renjana.organisasi.models import Delegasi, Orang
from renjana.pengesahan.models import PengesahanSop
from renjana.pengesahan.queries import sealed_verdict
from renjana.prosedur import actions
from renjana.prosedur.models import PeristiwaSop
from renjana.sop.definition import load
from tests.people import PASSWORD, Dinas, a_run, finish, the_sop

KODE = "penyusunan-renja"


def signed_in(orang: Orang) -> Client:
    client = Client()
    client.force_login(orang)
    return client


def step_values(form: Any, **changed: Any) -> dict[str, Any]:
    """What a step's form would send, with some of it changed."""
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in {**values, **changed}.items() if value not in (None, False, "", ())}


def save_step(client: Client, address: str, nomor: int, **changed: Any) -> Any:
    page = client.get(f"{address}?langkah={nomor}")
    sent = step_values(page.context["form"], **changed)
    return client.post(f"{address}?langkah={nomor}", {**sent, "sidik": page.context["versi"].sidik})


@pytest.fixture
def draft(dinas: Dinas) -> SopVersi:
    """A revision that the planner made by the page."""
    versi = the_sop(timezone.now() - timedelta(days=30))
    answer = signed_in(dinas.perencana).post(f"/sop/{KODE}/draf/", {"versi": versi.pk})
    made = SopVersi.objects.get(perangkat_daerah=dinas.pd)
    assert (answer.status_code, made.versi, made.status, made.asal) == (302, "2", "draf", versi)
    return made


def ratified(dinas: Dinas, draft: SopVersi, *, days: int = 0) -> SopVersi:
    assert signed_in(dinas.perencana).post(f"/sop/{KODE}/versi/{draft.pk}/usulkan/").status_code == 302
    day = timezone.localtime() + timedelta(days=days)
    sent = {"nomor": "000.8.3.3/01/2027", "berlaku_sejak": f"{day:%d/%m/%Y}", "kertas": "F4", "sandi": PASSWORD}
    assert signed_in(dinas.kadis).post(f"/sop/{KODE}/versi/{draft.pk}/pengesahan/", sent).status_code == 302
    draft.refresh_from_db()
    return draft


def test_the_sop_is_revised_ratified_and_withdrawn_while_an_old_run_keeps_its_version(dinas: Dinas, draft: SopVersi) -> None:
    old = a_run(dinas, langkah=3)
    client, address = signed_in(dinas.perencana), f"/sop/{KODE}/versi/{draft.pk}/ubah/"
    uraian = "Penandatanganan dokumen oleh Kepala Dinas, kemudian diteruskan ke Perencana"
    assert save_step(client, address, 11, uraian=uraian, disimpulkan=False).status_code == 302
    head = client.get(address)
    sent = step_values(head.context["form"], judul_mutu="MUTU BAKU", catatan=[])
    assert client.post(address, {**sent, "sidik": head.context["versi"].sidik}).status_code == 302
    draft.refresh_from_db()
    assert client.post(address.replace("ubah", "susun"), {"aksi": "tambah", "langkah": 9, "sidik": draft.sidik}).status_code == 302
    assert save_step(client, address, 10, uraian="Memverifikasi rancangan bersama Bappeda", waktu="1 Hari").status_code == 302

    new = ratified(dinas, draft)

    sop = load(new.isi)
    assert (len(sop.langkah), sop.judul_mutu, sop.langkah[9].uraian, sop.catatan) == (14, "MUTU BAKU", "Memverifikasi rancangan bersama Bappeda", ())
    assert (sop.langkah[11].uraian, sop.langkah[11].kembali, sop.langkah[11].disimpulkan) == (uraian, (9, 8), False)
    assert (sop.identitas.nomor, sop.identitas.disahkan_nama, sop.status) == ("000.8.3.3/01/2027", "Hendra Wirawan", "")
    signature = PengesahanSop.objects.get(sop=new)
    assert (sealed_verdict(signature.berkas).sah, signature.berkas.disegel, signature.sidik) == (True, True, new.sidik)
    assert sop_in_force(dinas.pd, timezone.now()).first() == new
    assert [line.jenis for line in PeristiwaSop.objects.filter(sop=new)] == ["sahkan", "usulkan", "ubah", "ubah", "ubah", "ubah", "draf"]
    old.refresh_from_db()
    assert (old.sop.versi, len(sop_of(old.sop).langkah)) == ("1", 13)
    while (task := open_task(old)) is not None:
        finish(dinas, task)
    other = a_run(dinas, langkah=11, tahun=2028, versi=new)
    assert other.task.order_by("-urutan")[0].langkah == 11
    kadis = signed_in(dinas.kadis)
    assert kadis.post(f"/sop/{KODE}/versi/{new.pk}/cabut/", {"alasan": ""}).status_code == 422
    assert kadis.post(f"/sop/{KODE}/versi/{new.pk}/cabut/", {"alasan": "Diganti."}).status_code == 302
    assert sop_in_force(dinas.pd, timezone.now()).filter(pk=new.pk).exists() is False
    assert "1 penyusunan yang berjalan" in PeristiwaSop.objects.filter(sop=new)[0].uraian
    page = Client().get(f"/verifikasi/{signature.kode}/").content.decode()
    assert ("SOP ini asli" in page, "Dicabut" in page) == (True, True)
    assert signed_in(dinas.staf).get(f"/sop/{KODE}/versi/{new.pk}/bertanda.pdf").content.startswith(b"%PDF")


def test_a_version_in_force_from_a_later_day_is_not_offered_before(dinas: Dinas, draft: SopVersi) -> None:
    new, now = ratified(dinas, draft, days=10), timezone.now()
    assert new not in sop_in_force(dinas.pd, now)
    assert sop_in_force(dinas.pd, now + timedelta(days=11)).first() == new
    assert "Berlaku mulai" in signed_in(dinas.staf).get("/sop/").content.decode()


def test_nobody_ratifies_what_was_not_proposed_and_a_day_gone_by_is_refused(dinas: Dinas, draft: SopVersi) -> None:
    address, kadis = f"/sop/{KODE}/versi/{draft.pk}/pengesahan/", signed_in(dinas.kadis)
    sent = {"nomor": "1", "berlaku_sejak": "01/01/2020", "kertas": "A4", "sandi": PASSWORD}
    assert kadis.post(address, sent).status_code == 409
    actions.propose(draft, by=dinas.perencana, now=timezone.now())
    assert kadis.post(address, sent).status_code == 422
    assert signed_in(dinas.sekretaris).post(address, sent).status_code == 403
    assert signed_in(dinas.perencana).get(f"/sop/{KODE}/versi/{draft.pk}/ubah/").status_code == 409
    assert kadis.post(f"/sop/{KODE}/versi/{draft.pk}/kembalikan/", {"alasan": "Nomor keliru."}).status_code == 302
    draft.refresh_from_db()
    assert (draft.status, draft.transisi.count(), PengesahanSop.objects.count()) == ("draf", 0, 0)


def test_a_plh_ratifies_for_the_head_and_the_sheet_says_so(dinas: Dinas, draft: SopVersi) -> None:
    now = timezone.now()
    post = dinas.kadis.pemangku.get().jabatan
    when = {"mulai": now - timedelta(days=1), "selesai": now + timedelta(days=1)}
    Delegasi.objects.create(jabatan=post, orang=dinas.sekretaris, dasar="SK uji", **when)
    actions.propose(draft, by=dinas.perencana, now=now)
    sent = {"nomor": "7", "berlaku_sejak": f"{timezone.localtime(now):%d/%m/%Y}", "kertas": "A4", "sandi": PASSWORD}
    address = f"/sop/{KODE}/versi/{draft.pk}/pengesahan/"
    assert [signed_in(person).post(address, sent).status_code for person in (dinas.kadis, dinas.sekretaris)] == [403, 302]
    draft.refresh_from_db()
    assert load(draft.isi).identitas.disahkan_oleh == "Plh. Kepala Dinas"
    assert PeristiwaSop.objects.filter(sop=draft)[0].bertindak_untuk == "Plh. Kepala Dinas"


def test_a_run_goes_over_where_its_steps_keep_their_numbers_and_says_why_where_not(dinas: Dinas, draft: SopVersi) -> None:
    early, late = a_run(dinas, langkah=5), a_run(dinas, langkah=11, tahun=2028)
    versi, sop = draft, load(draft.isi)
    client = signed_in(dinas.perencana)
    client.post(f"/sop/{KODE}/versi/{versi.pk}/susun/", {"aksi": "tambah", "langkah": 9, "sidik": versi.sidik})
    new = ratified(dinas, versi)
    sekretaris = signed_in(dinas.sekretaris)
    page = sekretaris.get("/renja/2027/sop/").content.decode()
    assert ("Langkah baru" in page, "Penyusunan tetap di langkah 5" in page) == (True, True)
    assert sekretaris.post("/renja/2027/sop/", {"versi": new.pk, "alasan": "Ada verifikasi Bappeda."}).status_code == 302
    early.refresh_from_db()
    event = early.event.get(jenis="versi")
    assert (early.sop, event.langkah, event.data["ke"], broken_link(early)) == (new, 5, "2", None)
    while (task := open_task(early)) is not None:
        finish(dinas, task)
    assert Run.objects.get(pk=early.pk).status == Run.Status.SELESAI
    assert early.task.count() == len(sop.langkah) + 1
    with pytest.raises(Refused, match="Langkah 10, yang sudah dijalani, bernomor 11 pada versi baru"):
        actions.move_run(late, new, "Coba.", by=dinas.sekretaris, now=timezone.now())
    late.refresh_from_db()
    assert late.sop.versi == "1"


def test_an_agency_does_not_see_the_versions_of_another(dinas: Dinas, draft: SopVersi, other_dinas: Dinas) -> None:
    client = signed_in(other_dinas.perencana)
    assert client.get(f"/sop/{KODE}/?versi={draft.pk}").status_code == 404
    assert client.get(f"/sop/{KODE}/versi/{draft.pk}/ubah/").status_code == 404
    assert client.get(f"/sop/{KODE}/banding/?baru={draft.pk}").context["new"].versi != draft
