"""People: their accounts, the jabatan they hold, and what qualifies them."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from renjana.organisasi.actions.perubahan import locked, note, roles_of
from renjana.organisasi.dates import tanggal
from renjana.organisasi.models import Aktivasi, Jabatan, Kualifikasi, Orang, PemangkuJabatan, Peran, PerangkatDaerah
from renjana.organisasi.refusal import NotAllowed, Refused
from renjana.organisasi.rules import SINGLE, grant_fault, keep_fault, overlap
from renjana.organisasi.sign_in import new_activation
from renjana.organisasi.signatory import local_day


def roles_held(orang: Orang, today: date) -> frozenset[str]:
    """The roles of every jabatan that a person holds, will hold or stands in for from today on. Two queries."""
    lasting = Q(pemangku__orang=orang) & (Q(pemangku__selesai__isnull=True) | Q(pemangku__selesai__gte=today))
    held = Jabatan.objects.filter(lasting).values_list("peran", flat=True)
    stood = orang.delegasi.filter(selesai__date__gte=today).values_list("jabatan__peran", flat=True)
    return frozenset(held) | frozenset(stood)


def why_not_keep(orang: Orang, *, by: Orang, now: datetime) -> str:
    """Why `by` may not change the account of `orang`; empty when they may."""
    target = roles_held(orang, local_day(orang.perangkat_daerah, now))
    return keep_fault(roles_of(by, now), target, own=orang.pk == by.pk)


def _may_keep(orang: Orang, by: Orang, now: datetime) -> None:
    if fault := why_not_keep(orang, by=by, now=now):
        raise NotAllowed(fault)


@transaction.atomic
def add_person(pd: PerangkatDaerah, values: Mapping[str, Any], *, by: Orang, now: datetime) -> Orang:
    """A new person without a password; the activation link is made apart."""
    kept = locked(pd)
    orang = Orang.objects.create_user(perangkat_daerah=kept, **values)
    note(kept, f"{orang.nama} ditambahkan sebagai pengguna.", by=by, now=now)
    return orang


@transaction.atomic
def save_person(orang: Orang, values: Mapping[str, Any], *, by: Orang, now: datetime) -> None:
    """Change what is known of a person. Raises NotAllowed for accounts of higher roles."""
    _may_keep(orang, by, now)
    changed = [name for name, value in values.items() if getattr(orang, name) != value]
    for name in changed:
        setattr(orang, name, values[name])
    if changed:
        orang.save(update_fields=changed)
        note(orang.perangkat_daerah, f"Data {orang.nama} diubah: {', '.join(changed)}.", by=by, now=now)


@transaction.atomic
def set_person_active(orang: Orang, active: bool, *, by: Orang, now: datetime) -> None:
    """Shut a person out at once, or let back in. Nothing of what they did changes."""
    kept = locked(orang.perangkat_daerah)
    _may_keep(orang, by, now)
    if not active:
        if orang.pk == by.pk:
            raise Refused("Akun sendiri tidak dapat dinonaktifkan. Minta pengelola lain melakukannya.")
        _keep_a_keeper(kept, orang, local_day(kept, now))
        Aktivasi.objects.filter(orang=orang, dipakai__isnull=True).delete()
    orang.is_active = active
    orang.save(update_fields=["is_active"])
    note(kept, f"Akun {orang.nama} {'diaktifkan kembali' if active else 'dinonaktifkan'}.", by=by, now=now)


@transaction.atomic
def make_link(orang: Orang, *, by: Orang, now: datetime) -> str:
    """The token of a fresh activation link; earlier ones end. Raises Refused for an inactive person, NotAllowed for higher roles."""
    _may_keep(orang, by, now)
    if not orang.is_active:
        raise Refused("Akun ini nonaktif. Aktifkan kembali dahulu, lalu buat tautannya.")
    note(orang.perangkat_daerah, f"Tautan aktivasi dibuat untuk {orang.nama}.", by=by, now=now)
    return new_activation(orang, now)


@transaction.atomic
def give_post(orang: Orang, jabatan: Jabatan, mulai: date, selesai: date | None = None, *, by: Orang, now: datetime) -> PemangkuJabatan:
    """Record that a person holds a jabatan from a day on. Both must be of one agency; `selesai` is inside."""
    kept = locked(orang.perangkat_daerah)
    if jabatan.perangkat_daerah_id != kept.pk:
        raise Refused("Jabatan itu milik perangkat daerah lain.")
    if fault := grant_fault(roles_of(by, now), jabatan.peran, own=orang.pk == by.pk):
        raise NotAllowed(fault)
    if not orang.is_active:
        raise Refused("Akun ini nonaktif. Aktifkan kembali dahulu.")
    held = list(jabatan.pemangku.select_related("orang"))
    if overlap(mulai, selesai, [(entry.mulai, entry.selesai) for entry in held if entry.orang_id == orang.pk]):
        raise Refused(f"{orang.nama} sudah tercatat memangku {jabatan.nama} pada masa itu.")
    rival = next((entry for entry in held if jabatan.peran in SINGLE and overlap(mulai, selesai, [(entry.mulai, entry.selesai)])), None)
    if rival is not None:
        raise Refused(f"{jabatan.nama} masih dipangku {rival.orang.nama}. Akhiri masa jabatannya sebelum {tanggal(mulai)} dahulu.")
    note(kept, f"{orang.nama} memangku {jabatan.nama} mulai {tanggal(mulai)}.", by=by, now=now)
    return PemangkuJabatan.objects.create(orang=orang, jabatan=jabatan, mulai=mulai, selesai=selesai)


@transaction.atomic
def end_post(holding: PemangkuJabatan, selesai: date, *, by: Orang, now: datetime) -> None:
    """End a holding with its last day, or drop it when it had not begun by that day. Raises Refused for the last keeper."""
    orang, jabatan = holding.orang, holding.jabatan
    kept = locked(jabatan.perangkat_daerah)
    _may_keep(orang, by, now)
    today = local_day(kept, now)
    if selesai < holding.mulai:
        if holding.mulai <= today:
            raise Refused(f"Hari terakhir tidak boleh sebelum {tanggal(holding.mulai)}, hari pertama memangku jabatan ini.")
        holding.delete()
        note(kept, f"Rencana {orang.nama} memangku {jabatan.nama} dibatalkan.", by=by, now=now)
        return
    if jabatan.peran == Peran.ADMIN:
        _keep_a_keeper(kept, orang, today)
    holding.selesai = selesai
    holding.save(update_fields=["selesai"])
    note(kept, f"{orang.nama} memangku {jabatan.nama} sampai {tanggal(selesai)}.", by=by, now=now)


def _keep_a_keeper(pd: PerangkatDaerah, orang: Orang, today: date) -> None:
    """Refuse to lose the only keeper, without whom nobody could be let in again."""
    keepers = PemangkuJabatan.objects.filter(jabatan__perangkat_daerah=pd, jabatan__peran=Peran.ADMIN, orang__is_active=True, mulai__lte=today)
    keepers = keepers.filter(selesai__isnull=True)
    if keepers.filter(orang=orang).exists() and not keepers.exclude(orang=orang).exists():
        raise Refused(f"{orang.nama} satu-satunya pengelola. Beri jabatan pengelola kepada orang lain dahulu.")


@transaction.atomic
def record_qualification(orang: Orang, values: Mapping[str, Any], *, by: Orang, now: datetime) -> Kualifikasi:
    """Record an authority or ability of a person with its basis. Raises Refused without one."""
    if not values["dasar"].strip():
        raise Refused("Tuliskan dasarnya: SK, sertifikat, atau surat tugas beserta nomornya.")
    entry = Kualifikasi.objects.create(orang=orang, **values)
    note(orang.perangkat_daerah, f"{entry.get_jenis_display()} {orang.nama} dicatat: {entry.dasar}.", by=by, now=now)
    return entry


@transaction.atomic
def remove_qualification(entry: Kualifikasi, *, by: Orang, now: datetime) -> None:
    """Strike a qualification that was recorded wrongly."""
    note(entry.orang.perangkat_daerah, f"{entry.get_jenis_display()} {entry.orang.nama} dihapus: {entry.dasar}.", by=by, now=now)
    entry.delete()
