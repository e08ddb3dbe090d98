"""Who may see and do what: one table for every address, by its view name. Pure; the oracle of tests/organisasi/test_policy_matrix.py.

`read` are the roles for GET and HEAD, `write` for POST. A role that is not named is refused with 403. The role `bidang` reaches only the
own bidang where the address names one (`bidang`). What belongs to another agency does not exist for a person: 404, from the views.
Whether a person may act on a step now is not decided here but by the run (alur.queries.authority_for): posts and Plh. change by the hour.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from enum import Enum

STEP = frozenset({"kadis", "sekretaris", "perencana", "staf"})
"""Roles that can play an actor of the SOP."""
READERS = STEP | {"pembaca", "admin"}
EVERYBODY = READERS | {"bidang"}
FILL = frozenset({"bidang", "perencana", "staf"})
"""Roles that may fill the isian of a bidang; its workbook often comes to the staf by WhatsApp."""
HELPERS = frozenset({"perencana", "staf"})
"""Roles that analyse, and that try another pagu out."""
NOBODY: frozenset[str] = frozenset()
ADMIN = frozenset({"admin"})
KEEPERS = frozenset({"admin", "sekretaris"})
"""Roles that keep people, Plh./Plt. and the calendar."""
PLANNERS = frozenset({"perencana", "admin"})
"""Roles that keep the Renstra, the nomenclature."""
KEEP_FIGURES = PLANNERS | {"staf"}
"""Roles that keep the figures of earlier years, proposals and the RKPD."""
LEADERS = KEEPERS | {"kadis"}
"""Roles that read the settings."""
DRAFTERS = frozenset({"sekretaris", "perencana"})
"""Roles that write SOPs."""
HEADS = frozenset({"kadis"})
"""Roles that ratify, return and withdraw SOPs."""
SAFE = frozenset({"GET", "HEAD"})


@dataclass(frozen=True)
class Row:
    """A row of the table: `public` pages need no sign-in, `anyone` pages no role. `own_bidang` ties the role `bidang` to the bidang it names."""

    read: Set[str] = EVERYBODY
    write: Set[str] = NOBODY
    public: bool = False
    anyone: bool = False
    own_bidang: bool = False


class Decision(Enum):
    """What happens to a request before its view runs."""

    ALLOW = "allow"
    SIGN_IN = "sign in"
    FORBID = "forbid"
    MISSING = "missing"


ANYONE = Row(anyone=True, read=EVERYBODY, write=EVERYBODY)
OPEN = Row(public=True, read=EVERYBODY, write=EVERYBODY)
PAGE = Row(EVERYBODY)
READ = Row(READERS)
WORK = Row(READERS, STEP)

POLICY: Mapping[str, Row] = {
    # organisasi
    "organisasi:sign_in": OPEN,
    "organisasi:sign_out": ANYONE,
    "organisasi:activate": OPEN,
    "organisasi:forgot": OPEN,
    "organisasi:profile": ANYONE,
    "organisasi:settings": Row(LEADERS),
    "organisasi:agency": Row(LEADERS, ADMIN),
    "organisasi:numbering": Row(LEADERS, ADMIN),
    "organisasi:changes": Row(LEADERS),
    "organisasi:bidang": Row(LEADERS, ADMIN),
    "organisasi:bidang_item": Row(ADMIN, ADMIN),
    "organisasi:bidang_move": Row(NOBODY, ADMIN),
    "organisasi:bidang_active": Row(ADMIN, ADMIN),
    "organisasi:posts": Row(LEADERS),
    "organisasi:post_add": Row(ADMIN, ADMIN),
    "organisasi:post": Row(ADMIN, ADMIN),
    "organisasi:post_remove": Row(ADMIN, ADMIN),
    "organisasi:people": Row(LEADERS),
    "organisasi:person_add": Row(KEEPERS, KEEPERS),
    "organisasi:person": Row(LEADERS, KEEPERS),
    "organisasi:person_post": Row(NOBODY, KEEPERS),
    "organisasi:person_link": Row(NOBODY, KEEPERS),
    "organisasi:person_active": Row(KEEPERS, KEEPERS),
    "organisasi:holding": Row(KEEPERS, KEEPERS),
    "organisasi:delegations": Row(LEADERS, KEEPERS),
    "organisasi:delegation": Row(KEEPERS, KEEPERS),
    "organisasi:qualifications": Row(LEADERS, KEEPERS),
    "organisasi:qualification": Row(KEEPERS, KEEPERS),
    "organisasi:calendar": Row(LEADERS, KEEPERS),
    "organisasi:day_remove": Row(KEEPERS, KEEPERS),
    "organisasi:ramadan": Row(LEADERS, ADMIN),
    "organisasi:ramadan_remove": Row(ADMIN, ADMIN),
    # alur
    "alur:inbox": PAGE,
    "alur:notices": Row(EVERYBODY, EVERYBODY),
    "alur:years": PAGE,
    "alur:run": PAGE,
    "alur:flow": PAGE,
    "alur:schedule": READ,
    "alur:history": READ,
    "alur:verify": Row(NOBODY, READERS),
    "alur:pause": Row(NOBODY, STEP),
    "alur:resume": Row(NOBODY, STEP),
    "alur:reassign": Row(NOBODY, frozenset({"kadis", "sekretaris"})),
    "alur:cancel": Row(NOBODY, frozenset({"kadis", "sekretaris"})),
    "alur:step": WORK,
    "alur:agenda_pdf": READ,
    # SOP documents
    "prosedur:sops": PAGE,
    "prosedur:sop": PAGE,
    "prosedur:berkas": PAGE,
    "prosedur:banding": PAGE,
    "prosedur:hubungan": PAGE,
    "prosedur:impor": Row(DRAFTERS, DRAFTERS),
    "prosedur:draf": Row(NOBODY, DRAFTERS),
    "prosedur:ubah": Row(DRAFTERS, DRAFTERS),
    "prosedur:susun": Row(NOBODY, DRAFTERS),
    "prosedur:usulkan": Row(NOBODY, DRAFTERS),
    "prosedur:buang": Row(NOBODY, DRAFTERS),
    "prosedur:kembalikan": Row(NOBODY, HEADS),
    "prosedur:cabut": Row(NOBODY, HEADS),
    "prosedur:pindah": Row(READERS, frozenset({"kadis", "sekretaris"})),
    # step 1
    "disposisi:mulai": Row(frozenset({"kadis", "sekretaris"}), frozenset({"kadis", "sekretaris"})),
    "disposisi:perintah": WORK,
    # steps 2, 3 and 6
    "pengumpulan:format": WORK,
    "pengumpulan:ubah": WORK,
    "pengumpulan:terbitkan": WORK,
    "pengumpulan:pratinjau": READ,
    "pengumpulan:penyampaian": WORK,
    "pengumpulan:penghimpunan": Row(EVERYBODY, STEP),
    "pengumpulan:isian": Row(EVERYBODY, FILL, own_bidang=True),
    "pengumpulan:excel": Row(EVERYBODY, own_bidang=True),
    "pengumpulan:sel": Row(NOBODY, FILL, own_bidang=True),
    "pengumpulan:lembar": Row(EVERYBODY, FILL, own_bidang=True),
    "pengumpulan:riwayat": Row(EVERYBODY, own_bidang=True),
    "pengumpulan:tambah": Row(FILL, FILL, own_bidang=True),
    "pengumpulan:tindakan": Row(NOBODY, FILL, own_bidang=True),
    "pengumpulan:unggah": Row(FILL, FILL, own_bidang=True),
    "pengumpulan:unggahan": Row(FILL, FILL, own_bidang=True),
    "pengumpulan:usulan": Row(EVERYBODY, FILL, own_bidang=True),
    # steps 4 and 5
    "rapat:undangan": WORK,
    "rapat:pelaksanaan": WORK,
    "rapat:kehadiran": Row(NOBODY, STEP),
    "rapat:tamu": Row(NOBODY, STEP),
    # step 7
    "analisis:analisis": WORK,
    "analisis:data": WORK,
    "analisis:temuan": WORK,
    "analisis:sel": PAGE,
    "analisis:bidang": Row(EVERYBODY, STEP | {"bidang"}, own_bidang=True),
    "analisis:bidang_excel": Row(EVERYBODY, own_bidang=True),
    "analisis:evaluasi": Row(EVERYBODY, FILL),
    "analisis:bukti": WORK,
    "analisis:gambar": PAGE,
    "analisis:gambar_berkas": PAGE,
    "analisis:simulasi": Row(STEP, HELPERS),
    "analisis:ambang": Row(LEADERS, ADMIN),
    "analisis:tabel": WORK,
    "analisis:tabel_berkas": READ,
    "analisis:asal": READ,
    "analisis:layanan": Row(STEP, STEP),
    "analisis:sipd": READ,
    "analisis:sipd_berkas": READ,
    "analisis:sipd_salin": WORK,
    "analisis:sipd_banding": WORK,
    # steps 8 and 9
    "konsep:penyusunan": WORK,
    "konsep:sistematika": WORK,
    "konsep:versi": READ,
    "konsep:nama_versi": Row(NOBODY, STEP),
    "konsep:banding": READ,
    "konsep:word": WORK,
    "konsep:word_berkas": READ,
    "konsep:subbab": WORK,
    "konsep:suntingan": Row(NOBODY, STEP),
    "konsep:koreksi": WORK,
    "konsep:koreksi_subbab": WORK,
    "konsep:komentar": Row(NOBODY, STEP),
    "konsep:terapkan": Row(NOBODY, STEP),
    # steps 10 and 11
    "pengesahan:pengajuan": WORK,
    "pengesahan:penandatanganan": WORK,
    "pengesahan:sop": Row(HEADS, HEADS),
    "pengesahan:sop_berkas": READ,
    "pengesahan:periksa": OPEN,
    "pengesahan:verifikasi": OPEN,
    # steps 12 and 13
    "pengiriman:surat_pengantar": WORK,
    "pengiriman:pengiriman": WORK,
    "pengiriman:arsip": READ,
    "pengiriman:periksa_arsip": Row(NOBODY, READERS),
    # surat
    "surat:register": READ,
    "surat:agenda": READ,
    "surat:letter": READ,
    "surat:void": Row(NOBODY, frozenset({"sekretaris", "staf"})),
    "surat:berkas": PAGE,
    # renstra
    "renstra:renstra": PAGE,
    "renstra:riwayat": PAGE,
    "renstra:item": Row(EVERYBODY, PLANNERS),
    "renstra:hapus_tujuan": Row(PLANNERS, PLANNERS),
    "renstra:tambah_indikator": Row(PLANNERS, PLANNERS),
    "renstra:sasaran": Row(PLANNERS, PLANNERS),
    "renstra:hapus_indikator": Row(PLANNERS, PLANNERS),
    "renstra:tambah_tujuan": Row(PLANNERS, PLANNERS),
    "renstra:berlakukan": Row(PLANNERS, PLANNERS),
    "renstra:impor": Row(PLANNERS, PLANNERS),
    "renstra:periksa": Row(PLANNERS, PLANNERS),
    "renstra:impor_kode": Row(NOBODY, PLANNERS),
    "renstra:pemetaan": Row(PLANNERS, PLANNERS),
    "renstra:pemetaan_toml": Row(PLANNERS),
    "renstra:buang": Row(PLANNERS, PLANNERS),
    "renstra:nomenklatur": PAGE,
    "renstra:impor_nomenklatur": Row(PLANNERS, PLANNERS),
    "renstra:versi": PAGE,
    "renstra:hapus_versi": Row(PLANNERS, PLANNERS),
    "renstra:kode": PAGE,
    # bahan
    "bahan:triwulan": READ,
    "bahan:bahan": READ,
    "bahan:dasar": Row(READERS, PLANNERS),
    "bahan:isi": Row(NOBODY, KEEP_FIGURES),
    "bahan:daftar": READ,
    "bahan:tambah": Row(KEEP_FIGURES, KEEP_FIGURES),
    "bahan:impor": Row(KEEP_FIGURES, KEEP_FIGURES),
    "bahan:berkas": READ,
    "bahan:baris": Row(KEEP_FIGURES, KEEP_FIGURES),
    "bahan:hapus": Row(KEEP_FIGURES, KEEP_FIGURES),
    "bahan:pulihkan": Row(NOBODY, KEEP_FIGURES),
    # web
    "web:home": PAGE,
    "web:search": PAGE,
    "web:help": OPEN,
    "web:help_page": OPEN,
    "web:accessibility": OPEN,
    "web:status": OPEN,
}


def decide(row: Row, *, roles: Set[str], signed_in: bool, method: str, own_bidang: bool | None = None) -> Decision:
    """What happens to a request. `own_bidang` tells whether the bidang in the address is the person's own; None when it names none."""
    if row.public:
        return Decision.ALLOW
    if not signed_in:
        return Decision.SIGN_IN
    if row.anyone:
        return Decision.ALLOW
    allowed = row.read if method in SAFE else row.write
    fitting = roles & allowed
    if not fitting:
        return Decision.FORBID
    if row.own_bidang and fitting <= {"bidang"} and own_bidang is False:
        return Decision.MISSING
    return Decision.ALLOW


def may(name: str, roles: Set[str], *, write: bool = False) -> bool:
    """Whether these roles may read a page, or with `write` post to it; what they may not is not offered."""
    row = POLICY.get(name)
    return row is not None and decide(row, roles=roles, signed_in=True, method="POST" if write else "GET") is Decision.ALLOW
