"""The page that ratifies an SOP, the signed sheet, and its public verification."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from renjana.alur.http import now_of, person, refusals
from renjana.alur.models import SopVersi
from renjana.pengesahan.forms import SahkanSopForm
from renjana.pengesahan.models import PengesahanSop
from renjana.pengesahan.queries import sealed_verdict
from renjana.pengesahan.rules import shown_code
from renjana.pengesahan.sop import Ratification, ratify
from renjana.prosedur.queries import own_version, read
from renjana.surat.queries import read_file


@require_http_methods(["GET", "HEAD", "POST"])
@refusals
def sop(request: HttpRequest, kode: str, pk: int) -> HttpResponse:
    """Ratify a proposed version."""
    versi, now = _version(request, kode, pk), now_of(request)
    initial = {"berlaku_sejak": f"{timezone.localtime(now):%d/%m/%Y}", "nomor": read(versi.isi).identitas.nomor, "kertas": "F4"}
    form = SahkanSopForm(request.POST or None, orang=person(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        wanted = Ratification(data["nomor"], data["berlaku_sejak"], data["kertas"])
        ratify(versi, wanted, by=person(request), now=now)
        messages.success(request, f"{versi} disahkan dan ditandatangani.")
        return HttpResponseRedirect(f"{reverse('prosedur:sop', kwargs={'kode': kode})}?versi={pk}")
    context = {"versi": versi, "form": form, "may_sign": versi.status == SopVersi.Status.USULAN}
    return render(request, "pengesahan/sop.html", context, status=422 if form.errors else 200)


@require_safe
def sop_berkas(request: HttpRequest, kode: str, pk: int) -> HttpResponse:
    """The sealed sheet as it was signed."""
    signature = PengesahanSop.objects.select_related("berkas").filter(sop=_version(request, kode, pk)).first()
    if signature is None:
        raise Http404("Versi ini belum disahkan.")
    name = f"sop-{kode}-bertanda-tangan.pdf"
    return HttpResponse(read_file(signature.berkas), content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'})


def show_verified(request: HttpRequest, signature: PengesahanSop) -> HttpResponse:
    """What a ratified SOP is, judged anew from the sealed sheet; for everybody."""
    verdict = sealed_verdict(signature.berkas)
    changed = signature.sidik != signature.sop.sidik
    context = {"signature": signature, "verdict": verdict, "changed": changed, "code": shown_code(signature.kode)}
    return render(request, "pengesahan/verifikasi_sop.html", context)


def _version(request: HttpRequest, kode: str, pk: int) -> SopVersi:
    try:
        return own_version(person(request), kode, pk)
    except LookupError as fault:
        raise Http404(str(fault)) from fault
