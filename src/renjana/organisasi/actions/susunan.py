"""The agency itself: letterhead, numbers of letters, bidang, jabatan."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from renjana.organisasi.actions.perubahan import locked, note
from renjana.organisasi.models import Bidang, Jabatan, Orang, Pemda, Peran, PerangkatDaerah
from renjana.organisasi.numbering import pattern_faults
from renjana.organisasi.refusal import Refused
from renjana.organisasi.rules import jabatan_faults

NAMES = {
    "nama": "nama",
    "singkatan": "singkatan",
    "alamat": "alamat",
    "kontak": "kontak",
    "bidang_urusan": "bidang urusan",
    "ibu_kota": "tempat surat",
    "kepala_daerah": "kepala daerah",
    "lambang": "lambang",
}


def shares_pemda(pd: PerangkatDaerah) -> bool:
    """Whether other agencies stand under the same Pemda, so that its name is not one agency's to change."""
    return PerangkatDaerah.objects.filter(pemda=pd.pemda_id).exclude(pk=pd.pk).exists()


@transaction.atomic
def save_agency(pd: PerangkatDaerah, agency: Mapping[str, Any], pemda: Mapping[str, Any], *, by: Orang, now: datetime) -> None:
    """Keep what the letterhead prints. `pemda` is left as it is when other agencies share it."""
    kept = locked(pd)
    changed = _changed(kept, agency)
    government: Pemda = kept.pemda
    if pemda and not shares_pemda(kept):
        changed += _changed(government, pemda)
        government.save()
    if changed:
        kept.save()
        note(kept, f"Perangkat daerah dan kop diubah: {', '.join(changed)}.", by=by, now=now)


def _changed(row: Any, values: Mapping[str, Any]) -> list[str]:
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    kind = "nama Pemda" if isinstance(row, Pemda) else "nama"
    return [kind if name == "nama" else NAMES.get(name, name) for name in changed]


@transaction.atomic
def save_pattern(pd: PerangkatDaerah, pattern: str, *, by: Orang, now: datetime) -> None:
    """Keep the pattern of letter numbers; numbers given out already stay. Raises Refused with every fault."""
    if faults := pattern_faults(pattern):
        raise Refused(" ".join(faults))
    kept = locked(pd)
    if kept.pola_nomor != pattern:
        note(kept, f"Pola nomor surat diubah dari {kept.pola_nomor} menjadi {pattern}.", by=by, now=now)
        kept.pola_nomor = pattern
        kept.save(update_fields=["pola_nomor"])


@transaction.atomic
def add_bidang(pd: PerangkatDaerah, *, kode: str, nama: str, by: Orang, now: datetime) -> Bidang:
    """A new bidang, last in order. Raises Refused when its code is taken."""
    kept = locked(pd)
    if Bidang.objects.filter(perangkat_daerah=kept, kode__iexact=kode).exists():
        raise Refused(f"Kode {kode} sudah dipakai bidang lain. Pilih kode lain.")
    last = Bidang.objects.filter(perangkat_daerah=kept).aggregate(last=Max("urutan"))["last"]
    bidang = Bidang.objects.create(perangkat_daerah=kept, kode=kode, nama=nama, urutan=0 if last is None else last + 1)
    note(kept, f"{nama} ({kode}) ditambahkan.", by=by, now=now)
    return bidang


@transaction.atomic
def save_bidang(bidang: Bidang, *, nama: str, sekretariat: bool, by: Orang, now: datetime) -> None:
    """Rename a bidang, or say that it is the sekretariat; there is one. Its code stays, since addresses and files carry it."""
    kept = locked(bidang.perangkat_daerah)
    if sekretariat:
        Bidang.objects.filter(perangkat_daerah=kept).exclude(pk=bidang.pk).update(sekretariat=False)
    before, bidang.nama, bidang.sekretariat = bidang.nama, nama, sekretariat
    bidang.save(update_fields=["nama", "sekretariat"])
    note(kept, f"{before} diubah menjadi {nama}{', sekretariat' if sekretariat else ''}.", by=by, now=now)


@transaction.atomic
def move_bidang(bidang: Bidang, step: int, *, by: Orang, now: datetime) -> None:
    """Move a bidang one place up (-1) or down (+1) in the order of lists and tables."""
    kept = locked(bidang.perangkat_daerah)
    order = list(Bidang.objects.filter(perangkat_daerah=kept))
    place = order.index(bidang)
    target = min(max(place + step, 0), len(order) - 1)
    if target == place:
        return
    order.insert(target, order.pop(place))
    for number, entry in enumerate(order):
        entry.urutan = number
    Bidang.objects.bulk_update(order, ["urutan"])
    note(kept, f"Urutan {bidang.nama} diubah menjadi ke-{target + 1}.", by=by, now=now)


@transaction.atomic
def set_bidang_active(bidang: Bidang, active: bool, *, by: Orang, now: datetime) -> None:
    """Retire a bidang from new collections, or take it back. What it filled stays. Raises Refused for the last active one."""
    kept = locked(bidang.perangkat_daerah)
    if not active and not Bidang.objects.filter(perangkat_daerah=kept, aktif=True).exclude(pk=bidang.pk).exists():
        raise Refused("Ini bidang terakhir yang aktif; tanpa bidang, data tidak dapat dikumpulkan.")
    bidang.aktif = active
    bidang.save(update_fields=["aktif"])
    note(kept, f"{bidang.nama} {'diaktifkan kembali' if active else 'dinonaktifkan'}.", by=by, now=now)


@transaction.atomic
def save_jabatan(pd: PerangkatDaerah, jabatan: Jabatan | None, values: Mapping[str, Any], *, by: Orang, now: datetime) -> Jabatan:
    """Add a jabatan (None) or change one. Raises Refused when role, actor and bidang do not fit, or its name is taken."""
    kept = locked(pd)
    faults = jabatan_faults(values["peran"], pelaksana=values["pelaksana"], has_bidang=values["bidang"] is not None)
    if faults:
        raise Refused(" ".join(sentence for _, sentence in faults))
    post = jabatan or Jabatan(perangkat_daerah=kept)
    if Jabatan.objects.filter(perangkat_daerah=kept, nama=values["nama"], bidang=values["bidang"]).exclude(pk=post.pk).exists():
        raise Refused(f"Jabatan {values['nama']} sudah ada pada bidang itu.")
    _keep_a_keeper(kept, post, values["peran"])
    for name, value in values.items():
        setattr(post, name, value)
    post.save()
    plays = f", memerankan {post.pelaksana}" if post.pelaksana else ""
    note(kept, f"Jabatan {post.nama} {'diubah' if jabatan else 'ditambahkan'}: peran {post.get_peran_display()}{plays}.", by=by, now=now)
    return post


def _keep_a_keeper(pd: PerangkatDaerah, post: Jabatan, peran: str) -> None:
    """Refuse that the only jabatan of a keeper becomes another one."""
    keeping = Jabatan.objects.filter(perangkat_daerah=pd, peran=Peran.ADMIN)
    loses = peran != Peran.ADMIN and post.pk is not None and keeping.filter(pk=post.pk).exists()
    if loses and not keeping.filter(pemangku__selesai__isnull=True, pemangku__orang__is_active=True).exclude(pk=post.pk).exists():
        raise Refused("Ini satu-satunya jabatan pengelola yang terisi. Beri peran pengelola kepada jabatan lain dahulu.")


@transaction.atomic
def remove_jabatan(jabatan: Jabatan, *, by: Orang, now: datetime) -> None:
    """Delete a jabatan that nobody ever held. Raises Refused else: history names it."""
    kept = locked(jabatan.perangkat_daerah)
    if jabatan.pemangku.exists() or jabatan.delegasi.exists():
        raise Refused("Jabatan ini pernah dipangku, maka tidak dihapus. Akhiri masa jabatan pemangkunya saja.")
    note(kept, f"Jabatan {jabatan.nama} dihapus.", by=by, now=now)
    jabatan.delete()
