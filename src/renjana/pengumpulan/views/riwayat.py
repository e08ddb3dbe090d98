"""Who changed what in the isian of a bidang: every line of history with its cells, the latest first."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from renjana.alur.http import refusals
from renjana.alur.models import Event
from renjana.pengumpulan.columns import BY_KEY
from renjana.pengumpulan.lembar import BY_KEY as LEMBAR
from renjana.pengumpulan.merging import column_label
from renjana.pengumpulan.views.isian import reach

LINES = 50


@require_http_methods(["GET", "HEAD"])
@refusals
def riwayat(request: HttpRequest, tahun: int, bidang: str) -> HttpResponse:
    """The history of one isian."""
    run, own = reach(request, tahun, bidang)
    mine = Q(data__bidang=own.bidang.kode) | Q(jenis="simulasi")
    events = Event.objects.filter(mine, run=run).select_related("oleh").order_by("-id")
    page = Paginator(events, LINES).get_page(request.GET.get("halaman"))
    lines = [{"event": event, "cells": _cells(event.data, own.bidang.kode, tahun)} for event in page]
    return render(request, "pengumpulan/riwayat.html", {"run": run, "isian": own, "lines": lines, "page": page})


def _cells(data: dict[str, Any], bidang: str, tahun: int) -> list[dict[str, str]]:
    """The cells of a bidang that a line of history names, in words; a simulation names those of every bidang."""
    found, told = [], data.get("perubahan", ())
    part = LEMBAR.get(data.get("lembar", ""))
    for cell in told.get(bidang, ()) if isinstance(told, dict) else told:
        if part is not None:
            _, key, before, after = cell
            column = next((one.judul(tahun) for one in part.columns if one.key == key), key)
            found.append({"where": part.label, "column": column, "before": before, "after": after})
        elif cell[2] in BY_KEY and cell[2] != "kode":
            kode, nomor, key, before, after = cell
            found.append({"where": kode, "column": column_label(key, tahun, nomor), "before": before, "after": after})
    return found
