"""An SOP is ratified: number, day, who, signature on its sheet; in force from a day."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction

from renjana.alur.models import SopVersi
from renjana.alur.rules import AlreadyDone, NotAllowed, Refused
from renjana.organisasi.models import Orang, Peran
from renjana.organisasi.queries import Wewenang, wewenang_of
from renjana.organisasi.signatory import local_day
from renjana.pengesahan.models import PengesahanSop
from renjana.pengesahan.queries import authority_path
from renjana.pengesahan.rules import new_code
from renjana.pengesahan.sealing import signed_by
from renjana.pengesahan.signing import judge
from renjana.prosedur.actions import put_in_force
from renjana.prosedur.papers import sheet_pdf
from renjana.sop.definition import load
from renjana.sop.model import Sop
from renjana.sop.sheet import SheetError
from renjana.surat.actions import Paper, keep_files


@dataclass(frozen=True)
class Ratification:
    """What is ratified as: the number of the SOP, in force since when, on which paper."""

    nomor: str
    berlaku_sejak: date
    kertas: str = "F4"


def ratify(versi: SopVersi, wanted: Ratification, *, by: Orang, now: datetime) -> PengesahanSop:
    """Ratify a proposed version: its sheet is printed, signed, judged and sealed, and runs begin on it from that day; or nothing happens."""
    authority = next((entry for entry in wewenang_of(by, now) if entry.peran == Peran.KADIS and entry.effective), None)
    if authority is None:
        raise NotAllowed("SOP disahkan oleh Kepala Dinas atau yang bertindak untuknya, bukan oleh Anda.")
    pd = versi.perangkat_daerah
    if pd is None or versi.status != SopVersi.Status.USULAN:
        raise AlreadyDone(f"{versi} berstatus {versi.get_status_display().lower()}; yang disahkan ialah versi yang diusulkan.")
    today = local_day(pd, now)
    if reasons := faults_of(wanted, today):
        raise Refused(" ".join(reasons))
    sop = ratified_sop(load(versi.isi), wanted, authority, today, by)
    try:
        pdf = sheet_pdf(sop, wanted.kertas, now)
    except SheetError as fault:
        raise Refused(f"Lembar tidak dapat dicetak: {fault}") from fault
    reason = f"Pengesahan {versi} nomor {sop.identitas.nomor}."
    content = signed_by(pdf, authority, pd, reason=reason, by=by, now=now)
    verdict = judge(content, authority_path())
    if not verdict.sah:
        raise Refused(f"Tanda tangan tidak lolos pemeriksaan ({verdict.sebab}); tidak ada yang disimpan. Coba lagi atau hubungi pengelola.")
    return _store(versi, sop, wanted, content, authority, by=by, now=now)


def faults_of(wanted: Ratification, today: date) -> tuple[str, ...]:
    """Why it cannot be ratified so; each a sentence."""
    faults = [] if wanted.nomor.strip() else ["Isi nomor SOP."]
    if wanted.berlaku_sejak < today:
        faults.append("Tanggal berlaku tidak boleh sebelum hari pengesahan.")
    return tuple(faults)


def ratified_sop(sop: Sop, wanted: Ratification, authority: Wewenang, today: date, by: Orang) -> Sop:
    """The SOP as its sheet prints it from now on."""
    title = authority.acting_for or sop.identitas.disahkan_oleh or authority.jabatan
    block = replace(sop.identitas, nomor=wanted.nomor.strip(), tanggal_pengesahan=today.isoformat(), disahkan_oleh=title)
    return replace(sop, status="", identitas=replace(block, disahkan_nama=by.nama, disahkan_nip=by.nip or ""))


@transaction.atomic
def _store(versi: SopVersi, sop: Sop, wanted: Ratification, content: bytes, authority: Wewenang, *, by: Orang, now: datetime) -> PengesahanSop:
    seen = versi.sidik
    versi.refresh_from_db(fields=["status", "sidik"], from_queryset=SopVersi.objects.select_for_update())
    if versi.status != SopVersi.Status.USULAN or versi.sidik != seen or versi.perangkat_daerah is None:
        raise AlreadyDone(f"{versi} berubah sementara Anda mengesahkannya; muat ulang halamannya.")
    put_in_force(versi, sop, wanted.berlaku_sejak, by=by, now=now)
    name = f"sop-{versi.kode}-{versi.versi}.pdf"
    (berkas,) = keep_files(versi.perangkat_daerah, [Paper(name, content, "application/pdf", sealed=True)], by=by, now=now)
    return PengesahanSop.objects.create(
        sop=versi,
        berkas=berkas,
        kode=new_code(),
        orang=by,
        nama=by.nama,
        jabatan=authority.jabatan,
        bertindak_untuk=authority.acting_for,
        waktu=now,
        sidik=versi.sidik,
    )
