"""The mark of the document: what the checks look at, the written text, the decisions of the meeting, the proofs, last year's pagu."""

from renjana.alur.models import Run
from renjana.analisis.mark import check_rows
from renjana.analisis.models import Analisis
from renjana.analisis.queries import proofs
from renjana.konsep.models import Subbab
from renjana.rapat.models import KeputusanRapat
from renjana.renja.mark import Rows, mark_of, told
from renjana.renja.queries import year_before


def document_rows(run: Run) -> list[Rows]:
    """Every row that a draft is made of, and that the gate looks at."""
    return [
        *check_rows(run),
        told(Subbab.objects.filter(run=run), "sistematika", "nomor", "isi"),
        told(KeputusanRapat.objects.filter(rapat__run=run)),
        told(proofs(run), "jenis"),
        told(Analisis.objects.filter(run=run), "waktu"),
        told(year_before(run.tahap.renja), "tahap__jenis", "kode", "pagu"),
    ]


def document_mark(run: Run) -> str:
    """The mark of a document. One query."""
    return mark_of(document_rows(run), run.sop.sidik)
