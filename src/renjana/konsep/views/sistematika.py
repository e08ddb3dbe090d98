"""Page of step 8: the order of chapters of this document beside the other one, and the change to it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from renjana.alur.http import get_run, get_step, now_of, person, refusals
from renjana.konsep.actions.sistematika import choose_order
from renjana.konsep.queries import order_of, rows_of
from renjana.konsep.sistematika import SISTEMATIKA, beside


@require_http_methods(["GET", "HEAD", "POST"])
@refusals
def sistematika(request: HttpRequest, tahun: int) -> HttpResponse:
    """What each order asks for and the other lacks; while step 8 is open the document may change over."""
    run = get_run(request, tahun)
    if request.method == "POST":
        done = choose_order(run, request.POST.get("sistematika", ""), by=person(request), now=now_of(request))
        waiting = f" Teks subbab {', '.join(done.tinggal)} disimpan menunggu susunan sebelumnya." if done.tinggal else ""
        messages.success(request, f"{len(done.pindah)} subbab pindah ke susunan baru.{waiting}")
        return redirect("konsep:penyusunan", tahun=tahun)
    order = order_of(run)
    other = next(entry for entry in SISTEMATIKA.values() if entry is not order)
    context = {
        "run": run,
        "step": get_step(request, run, "konsep.penyusunan"),
        "order": order,
        "other": other,
        "rows": beside(order, other),
        "lacking": [entry for entry in beside(other, order) if not entry.whole],
        "written": set(rows_of(run).exclude(isi="").values_list("nomor", flat=True)),
    }
    return render(request, "konsep/sistematika.html", context)
