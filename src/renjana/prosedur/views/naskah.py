"""Writing: a draft is made, imported, edited step by step, proposed, returned, discarded, withdrawn."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from renjana.alur.http import now_of, person, refusals, show_refused
from renjana.alur.models import SopVersi
from renjana.alur.rules import AlreadyDone, Refused
from renjana.prosedur import actions
from renjana.prosedur.forms import AlasanForm, ImporForm, KepalaForm, LangkahForm, PelaksanaForm, steps_of
from renjana.prosedur.labels import MOVES
from renjana.prosedur.queries import documents_of, known_works, own_version, read, sheet_drawings
from renjana.prosedur.views.dokumen import get_document, number, today_of
from renjana.sop.definition import dump, load
from renjana.sop.editing import Edited, insert, move, remove, split
from renjana.sop.faults import DefinitionError
from renjana.sop.model import Sop
from renjana.sop.sheet import SheetError, lay_out

BOTH = ["GET", "HEAD", "POST"]
SAVED = {
    "return_draft": "{} dikembalikan kepada penyusunnya.",
    "discard": "Draf {} dibatalkan.",
    "withdraw": "{} dicabut; penyusunan yang berjalan tetap memakainya.",
}


@require_POST
@refusals
def draf(request: HttpRequest, kode: str) -> HttpResponse:
    """Begin a revision of a version."""
    orang, now = person(request), now_of(request)
    document = get_document(request, kode, number(request.POST.get("versi")))
    made = actions.start_draft(orang.perangkat_daerah, document.sop, by=orang, now=now, asal=document.versi)
    messages.success(request, f"Draf {made} siap diubah.")
    return redirect("prosedur:ubah", kode=kode, pk=made.pk)


@require_http_methods(BOTH)
@refusals
def impor(request: HttpRequest) -> HttpResponse:
    """Read an SOP from a file; what cannot be read is told element by element, and nothing is kept."""
    form = ImporForm(request.POST or None, request.FILES or None)
    faults: tuple[Any, ...] = ()
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["berkas"]
        try:
            made, notes = actions.import_draft(person(request).perangkat_daerah, given.name, given.read(), by=person(request), now=now_of(request))
        except DefinitionError as found:
            faults = found.faults
        except Refused as fault:
            form.add_error("berkas", str(fault))
        else:
            for note in notes:
                messages.warning(request, note)
            messages.success(request, f"{made} diimpor sebagai draf.")
            return redirect("prosedur:ubah", kode=made.kode, pk=made.pk)
    return render(request, "prosedur/impor.html", {"form": form, "faults": faults}, status=422 if form.errors or faults else 200)


@require_http_methods(BOTH)
@refusals
def ubah(request: HttpRequest, kode: str, pk: int) -> HttpResponse:
    """The editor: one part of the draft as a form (?langkah=, ?bagian=), the live sheet beside it."""
    versi = get_version(request, kode, pk)
    _must_be_draft(versi)
    sop = read(versi.isi)
    nomor, bagian = number(request.GET.get("langkah")), request.GET.get("bagian", "")
    form = _form(request, sop, nomor, bagian)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                told = actions.save_draft(versi, form.changed_sop(), seen=request.POST.get("sidik", ""), by=person(request), now=now_of(request))
            except DefinitionError as found:
                form.add_faults(found)
                versi.refresh_from_db()
            except AlreadyDone as fault:
                status = show_refused(request, fault)
                versi.refresh_from_db()
            else:
                messages.success(request, f"Tersimpan: {told}." if told else "Tidak ada yang berubah.")
                return HttpResponseRedirect(request.get_full_path())
    return render(request, "prosedur/ubah.html", _editor(versi, sop, form, nomor, bagian), status=status)


def _form(request: HttpRequest, sop: Sop, nomor: int | None, bagian: str) -> LangkahForm | KepalaForm | PelaksanaForm:
    data = request.POST if request.method == "POST" else None
    if bagian == "pelaksana":
        return PelaksanaForm(data, sop=sop)
    if nomor is None:
        return KepalaForm(data, sop=sop)
    if not 1 <= nomor <= len(sop.langkah):
        raise Http404(f"SOP ini tidak memuat langkah {nomor}.")
    known = [document.sop for document in documents_of(person(request), today_of(request))]
    linked = {each.kode: each.nama for each in known if each.kode != sop.kode}
    return LangkahForm(data, sop=sop, nomor=nomor, works=known_works(known), linked=linked)


def _editor(versi: SopVersi, sop: Sop, form: Any, nomor: int | None, bagian: str) -> dict[str, Any]:
    try:
        pages, too_tall = sheet_drawings(lay_out(sop)), ""
    except SheetError as fault:
        pages, too_tall = [], str(fault)
    step = sop.langkah[nomor - 1] if nomor else None
    notes = [note for note in sop.catatan if step is not None and note.id in step.catatan]
    part = "langkah" if step else bagian or "kepala"
    return {
        "versi": versi,
        "sop": sop,
        "form": form,
        "step": step,
        "part": part,
        "steps": steps_of(sop),
        "notes": notes,
        "pages": pages,
        "too_tall": too_tall,
    }


@require_POST
@refusals
def susun(request: HttpRequest, kode: str, pk: int) -> HttpResponse:
    """Put a step in, split it, move it up or down, take it out."""
    versi = get_version(request, kode, pk)
    _must_be_draft(versi)
    act, nomor = request.POST.get("aksi", ""), number(request.POST.get("langkah"))
    if act not in MOVES or nomor is None:
        raise Refused("Pilih apa yang dilakukan pada langkah mana.")
    try:
        edited = _arranged(read(versi.isi), act, nomor)
        load(dump(edited.sop))
    except DefinitionError as found:
        raise Refused(" ".join(f"{fault.place}: {fault.message}" for fault in found.faults)) from found
    except ValueError as fault:
        raise Refused(str(fault)) from fault
    actions.save_draft(versi, edited.sop, seen=request.POST.get("sidik", ""), by=person(request), now=now_of(request))
    for told in edited.told:
        messages.warning(request, told)
    messages.success(request, f"Langkah {MOVES[act]}.")
    return HttpResponseRedirect(f"{reverse('prosedur:ubah', kwargs={'kode': kode, 'pk': pk})}?langkah={edited.nomor}")


def _arranged(sop: Sop, act: str, nomor: int) -> Edited:
    if act == "naik":
        return move(sop, nomor, nomor - 1)
    if act == "turun":
        return move(sop, nomor, nomor + 1)
    return {"tambah": insert, "bagi": split, "hapus": remove}[act](sop, nomor)


@require_POST
@refusals
def usulkan(request: HttpRequest, kode: str, pk: int) -> HttpResponse:
    """Put a draft before the Kepala Dinas."""
    versi = actions.propose(get_version(request, kode, pk), by=person(request), now=now_of(request))
    messages.success(request, f"{versi} diusulkan. Kepala Dinas dapat mengesahkannya.")
    return _to_sheet(versi)


@require_POST
@refusals
def end(request: HttpRequest, kode: str, pk: int, act: str) -> HttpResponse:
    """Return, discard or withdraw a version, with a reason."""
    versi, form = get_version(request, kode, pk), AlasanForm(request.POST)
    reason = form.cleaned_data["alasan"] if form.is_valid() else ""
    verb = {"return_draft": actions.return_draft, "discard": actions.discard, "withdraw": actions.withdraw}[act]
    verb(versi, reason, by=person(request), now=now_of(request))
    messages.success(request, SAVED[act].format(versi))
    return _to_sheet(versi)


def get_version(request: HttpRequest, kode: str, pk: int) -> SopVersi:
    """A version of the own agency, else 404."""
    try:
        return own_version(person(request), kode, pk)
    except LookupError as fault:
        raise Http404(str(fault)) from fault


def _must_be_draft(versi: SopVersi) -> None:
    if versi.status != SopVersi.Status.DRAF:
        raise AlreadyDone(f"{versi} berstatus {versi.get_status_display().lower()} dan tidak dapat diubah; buat draf baru darinya.")


def _to_sheet(versi: SopVersi) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('prosedur:sop', kwargs={'kode': versi.kode})}?versi={versi.pk}")
