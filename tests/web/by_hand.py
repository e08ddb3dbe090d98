"""A run driven by its pages: every step is completed by the POST that its page sends, and each POST is counted."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from renjana.alur.actions import start_run
from renjana.alur.queries import open_task
from renjana.organisasi.models import Bidang
from renjana.pengumpulan import actions as pengumpulan
from renjana.pengumpulan.queries import isian_of, rows_of
from renjana.rapat.models import Rapat
from renjana.renja.models import Tahap
from renjana.renja.values import SumberDanaValue
from renjana.renstra.queries import renstra_for
from tests.people import PASSWORD, Dinas, a_renja, the_sop
from tests.trips.office import ready_agency

TAHUN = 2027
FRAME = ("BEGIN", "COMMIT")
"""What opens and closes the one transaction; it asks the database for nothing."""


class ByHand:
    """A run and the browsers of its people. `spent` keeps the queries of each completing POST by name."""

    def __init__(self, dinas: Dinas, *, more_bidang: int = 0, renstra: bool = True) -> None:
        self.dinas, self.spent = dinas, dict[str, list[str]]()
        ready_agency(dinas)
        for number in range(more_bidang):
            Bidang.objects.create(perangkat_daerah=dinas.pd, kode=f"TAMBAHAN{number}", nama=f"Bidang Tambahan {number}", urutan=20 + number)
        renja = a_renja(dinas, TAHUN, renstra=renstra_for(dinas.pd, TAHUN) if renstra else None)
        self.run = start_run(Tahap.objects.create(renja=renja), the_sop(), by=dinas.sekretaris, now=timezone.now())
        self.clients: dict[str, Client] = {}

    def client(self, key: str) -> Client:
        """The browser of one of the cast, signed in."""
        if key not in self.clients:
            self.clients[key] = Client()
            self.clients[key].force_login(self.dinas.people[key])
        return self.clients[key]

    def path(self, rest: str = "") -> str:
        return f"/renja/{TAHUN}/{rest}"

    def look(self, key: str, rest: str) -> Any:
        """Open a page; its form's initial values are read from the answer."""
        answer = self.client(key).get(self.path(rest))
        assert answer.status_code == 200, (rest, answer.status_code)
        return answer

    def post(self, key: str, rest: str, data: dict[str, Any], *, name: str = "") -> None:
        """Send a form; under a `name` it is a POST that completes a step, and its queries are kept."""
        client = self.client(key)
        if not name:
            assert client.post(self.path(rest), data).status_code == 302, rest
            return
        with CaptureQueriesContext(connection) as queries:
            answer = client.post(self.path(rest), data)
        assert answer.status_code == 302, f"{name}: {answer.status_code} {answer.content.decode()[:3000]}"
        self.spent[name] = [query["sql"] for query in queries if not query["sql"].startswith(FRAME)]
        self.run.refresh_from_db()

    def at(self) -> int:
        task = open_task(self.run)
        return 0 if task is None else task.langkah

    def order(self) -> None:
        form = self.look("sekretaris", "disposisi/").context["form"]
        tenggat = f"{timezone.localtime() + timedelta(days=60):%d/%m/%Y}"
        self.post("sekretaris", "disposisi/", form.initial | {"tenggat": tenggat}, name="1")

    def format(self) -> None:
        page = self.look("perencana", "format/")
        codes = {}
        for program in page.context["division"]:
            for row in (program.row, *program.below):
                codes[f"bidang.{row.kode}"] = "SEKRETARIAT" if row.kode.startswith("2.16.01") else "APTIKA"
        kept = {**page.context["form"].initial, **codes, "aksi": "pratinjau"}
        kept |= {f"petunjuk_{key}": "" for key in page.context["form"].initial["kolom"]}
        self.post("perencana", "format/", kept)
        shown = self.look("perencana", "format/terbitkan/").context["kept"]
        self.post("perencana", "format/terbitkan/", {"tanda": shown.tanda}, name="2")

    def hand_out(self) -> None:
        self.post("staf", "penyampaian/", {"aksi": "semua"})
        self.post("staf", "penyampaian/", {"aksi": "selesai", "alasan": "Tanda terima menyusul."}, name="3")

    def meeting(self) -> None:
        form = self.look("staf", "rapat/undangan/").context["form"]
        self.post("staf", "rapat/undangan/", form.initial | {"tanggal": f"{form.initial['tanggal']:%d/%m/%Y}"}, name="4")
        rapat = Rapat.objects.get(run=self.run)
        self.post("staf", "rapat/kehadiran/", {f"hadir-{person.urutan}": "on" for person in rapat.peserta.all()})
        minutes = self.look("staf", "rapat/").context["form"].initial
        written = {"pembahasan": "Semua: menyampaikan rencana.", "isi-1": "Isian dilengkapi.", "dimajukan": "peserta sudah lengkap"}
        self.post("staf", "rapat/", minutes | written | {"tutup": "1"}, name="5")

    def collection(self) -> None:
        now = timezone.now()
        for isian in isian_of(self.run):
            rows = [
                replace(
                    row,
                    lokasi="Kab. Lampung Tengah",
                    kelompok_sasaran="Perangkat Daerah",
                    bulan_awal=1,
                    bulan_akhir=12,
                    sumber_dana=(SumberDanaValue("1.1", "PENDAPATAN ASLI DAERAH (PAD)", row.pagu or 0),),
                )
                for row in rows_of(isian)
            ]
            if not rows:
                pengumpulan.skip_isian(isian, "Tidak merencanakan kegiatan.", by=self.dinas.staf, now=now)
                continue
            pengumpulan.save_rows(isian, rows, by=self.dinas.staf, now=now)
            pengumpulan.send_isian(isian, by=self.dinas.staf, now=now)
        self.post("staf", "pengumpulan/", {"aksi": "terima-semua"})
        self.post("staf", "pengumpulan/", {"aksi": "tutup"}, name="6")

    def analysis(self) -> None:
        self.post("staf", "analisis/", {"aksi": "periksa"})
        self.post("staf", "analisis/", {"aksi": "selesai"}, name="7")

    def draft(self, name: str = "8") -> None:
        self.look("perencana", "dokumen/")
        self.post("perencana", "dokumen/", {"susun": "1"})
        self.post("perencana", "dokumen/", {"selesai": "1"}, name=name)

    def correct(self, *, back: str = "") -> None:
        if back:
            self.post("sekretaris", "dokumen/koreksi/", {"kembalikan": "1", "alasan": "Perbaiki BAB III."}, name=back)
        else:
            self.post("sekretaris", "dokumen/koreksi/", {}, name="9")

    def submit(self) -> None:
        self.post("sekretaris", "pengesahan/pengajuan/", {"catatan": "Mohon persetujuan."}, name="10")

    def approve(self, ke: int = 0) -> None:
        self.look("kadis", "pengesahan/")
        if ke:
            data = {"kembalikan": "1", "ke": str(ke), "alasan": "Perbaiki pagu."}
            self.post("kadis", "pengesahan/", data, name=f"11 ke {ke}")
        else:
            self.post("kadis", "pengesahan/", {"sandi": PASSWORD}, name="11")

    def dispatch(self) -> None:
        letter = self.look("perencana", "pengiriman/surat-pengantar/").context["form"].initial
        self.post("perencana", "pengiriman/surat-pengantar/", letter, name="12")
        proof = self.look("staf", "pengiriman/").context["proof"].initial
        proof |= {"tanggal": f"{proof['tanggal']:%d/%m/%Y}", "cara": "diantar", "penerima": "Petugas Bappeda"}
        scan = SimpleUploadedFile("tanda-terima.pdf", b"%PDF-1.7 pindaian", "application/pdf")
        self.post("staf", "pengiriman/", proof | {"pindaian": scan})
        self.post("staf", "pengiriman/", {"arsipkan": "1", "lokasi": "Rak 1"}, name="13")

    def walk(self) -> None:
        """The 13 steps with every way back once: 9 to 8, 11 to 9, 11 to 8."""
        self.order()
        self.format()
        self.hand_out()
        self.meeting()
        self.collection()
        self.analysis()
        self.draft()
        self.correct(back="9 ke 8")
        self.draft()
        self.correct()
        self.submit()
        self.approve(9)
        self.correct()
        self.submit()
        self.approve(8)
        self.draft()
        self.correct()
        self.submit()
        self.approve()
        self.dispatch()


def table(spent: dict[str, list[str]]) -> str:
    """A line for each completing POST: its name and how many queries it took."""
    return "\n".join(f"langkah {name}: {len(queries)}" for name, queries in spent.items())
