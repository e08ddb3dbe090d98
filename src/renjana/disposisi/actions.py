"""Step 1: begin a run, and give the order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from renjana.alur.actions import Done, Output, complete, notices, start_run
from renjana.alur.models import Run, SopVersi, Task
from renjana.alur.queries import task_for
from renjana.alur.rules import Refused
from renjana.cetak.pdf import compile_paper
from renjana.disposisi.models import Disposisi
from renjana.disposisi.queries import next_agenda, recipients
from renjana.disposisi.rules import HARAP, Perintah, deadline_fault, missing
from renjana.organisasi.models import Jabatan, Orang, PerangkatDaerah
from renjana.organisasi.queries import wewenang_in
from renjana.organisasi.signatory import letterhead, local_iso, signature
from renjana.renja.models import Renja, Tahap
from renjana.renstra.queries import current_edition, renstra_for
from renjana.surat.actions import Paper, keep_files


@dataclass(frozen=True)
class Sheet:
    """The printed disposisi and its number in the agenda."""

    agenda: str
    content: bytes


@transaction.atomic
def begin(pd: PerangkatDaerah, tahun: int, *, versi: SopVersi, pagu_indikatif: int | None, tenggat: datetime | None, by: Orang, now: datetime) -> Run:
    """Make the Renja of a year and start its SOP. Raises Refused when it exists already, its deadline is over or no nomenclature is installed.

    A year that was cancelled begins again by what holds and was chosen now.
    """
    if tenggat is not None and (late := deadline_fault(tenggat, now)):
        raise Refused(late)
    nomenklatur = current_edition()
    if nomenklatur is None:
        raise Refused("Nomenklatur belum dipasang; minta pengelola menjalankan renjana init atau mengimpor nomenklatur.")
    chosen = {"regulasi": pd.sistematika, "versi_nomenklatur": nomenklatur, "renstra": renstra_for(pd, tahun), "pagu_indikatif": pagu_indikatif}
    try:
        with transaction.atomic():
            renja = Renja.objects.create(perangkat_daerah=pd, tahun=tahun, rekaan=by.rekaan, **chosen)
    except IntegrityError:
        renja = Renja.objects.get(perangkat_daerah=pd, tahun=tahun, jenis=Renja.Jenis.MURNI)
        if Run.objects.filter(tahap__renja=renja).exclude(status=Run.Status.DIBATALKAN).exists():
            raise Refused(f"Renja {tahun} sudah dimulai; buka dari daftar Renja.") from None
        for name, value in chosen.items():
            setattr(renja, name, value)
        renja.save(update_fields=list(chosen))
    tahap, _ = Tahap.objects.get_or_create(renja=renja, jenis=Tahap.Jenis.RANCANGAN_AWAL)
    return start_run(tahap, versi, by=by, now=now, tenggat=tenggat)


def order(run: Run, perintah: Perintah, *, by: Orang, now: datetime, posts: Sequence[Jabatan] = ()) -> Disposisi:
    """Give the order of step 1: the disposisi sheet is kept, its recipients are told, step 2 opens.

    `posts` are `recipients` of the agency when the caller has read them.
    """
    task = task_for(run, "disposisi.perintah")
    posts = posts or list(recipients(run.perangkat_daerah))
    if reasons := missing(perintah, now=now, known=[post.pk for post in posts]):
        raise Refused(" ".join(sentence for _, sentence in reasons))
    agenda = next_agenda(run.perangkat_daerah, now)
    paper = compile_paper("disposisi", sheet(run, perintah, posts, agenda, by=by, now=now), timestamp=now)
    chosen = [post for post in posts if post.pk in set(perintah.penerima)]
    return _store(task, perintah, chosen, Sheet(agenda, paper), by=by, now=now)


@transaction.atomic
def _store(task: Task, perintah: Perintah, posts: Sequence[Jabatan], printed: Sheet, *, by: Orang, now: datetime) -> Disposisi:
    run, tahun, agenda, paper = task.run, task.run.tahap.renja.tahun, printed.agenda, printed.content
    disposisi = Disposisi.objects.create(
        task=task,
        surat_dari=perintah.surat_dari,
        nomor_surat=perintah.nomor_surat,
        tanggal_surat=perintah.tanggal_surat,
        nomor_agenda=agenda,
        tanggal_terima=perintah.tanggal_terima,
        sifat=perintah.sifat,
        hal=perintah.hal,
        harap=list(perintah.harap),
        catatan=perintah.catatan.strip(),
        tenggat=perintah.tenggat,
    )
    disposisi.penerima.add(*(post.pk for post in posts))
    [berkas] = keep_files(run.perangkat_daerah, [Paper(f"disposisi-renja-{tahun}.pdf", paper, "application/pdf")], by=by, now=now)
    run.tenggat = perintah.tenggat
    names = [post.nama for post in sorted(posts, key=lambda post: post.pk)]
    done = Done(
        f"Penyusunan Renja {tahun} diperintahkan, disposisi {agenda}.",
        {"nomor_agenda": agenda, "penerima": names, "tenggat": perintah.tenggat.isoformat(), "sha256": berkas.sha256},
        outputs=[Output("disposisi", "Lembar disposisi", berkas)],
        notices=notices(
            _holders_of(run, posts, now),
            run,
            f"disposisi-{disposisi.pk}",
            f"Disposisi {agenda}: {disposisi.hal}",
            now=now,
            isi=disposisi.catatan,
            tautan=f"/renja/{tahun}/",
        ),
        changed=["tenggat"],
    )
    complete(task, done, by=by, now=now)
    return disposisi


def sheet(run: Run, perintah: Perintah, posts: Sequence[Jabatan], agenda: str, *, by: Orang, now: datetime) -> dict[str, Any]:
    """The lembar disposisi as the printer's data (template disposisi)."""
    pd, chosen = run.perangkat_daerah, set(perintah.penerima)
    return {
        "rekaan": by.rekaan,
        "instansi": letterhead(pd),
        "dari": perintah.surat_dari,
        "nomor_surat": perintah.nomor_surat or "-",
        "tanggal_surat": perintah.tanggal_surat.isoformat() if perintah.tanggal_surat else "",
        "tanggal_terima": perintah.tanggal_terima.isoformat(),
        "nomor_agenda": agenda,
        "pilihan_sifat": ["Sangat segera", "Segera", "Rahasia"],
        "sifat": perintah.sifat,
        "hal": perintah.hal,
        "penerima": [{"jabatan": post.nama, "pilih": post.pk in chosen} for post in posts if post.pk in chosen or post.peran != "bidang"],
        "harap": [{"isi": wish, "pilih": wish in perintah.harap} for wish in HARAP],
        "catatan": perintah.catatan.strip(),
        "tenggat": local_iso(pd, perintah.tenggat),
        "paraf": [post.nama for post in posts if post.pk in chosen][:4],
        "ttd": signature(pd, "sekretaris", now, by=by) | {"tempat": ""},
    }


def _holders_of(run: Run, posts: Sequence[Jabatan], now: datetime) -> list[int]:
    """Who holds these posts or acts for their holders."""
    chosen = {(post.nama, post.bidang_id) for post in posts}
    return [entry.orang for entry in wewenang_in(run.perangkat_daerah_id, now) if (entry.jabatan, entry.bidang) in chosen]
