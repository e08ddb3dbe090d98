"""Every address of the product: one line an area, in SOP order."""

from django.urls import include, path

urlpatterns = [
    path("", include("renjana.organisasi.urls")),
    path("", include("renjana.alur.urls")),
    path("", include("renjana.prosedur.urls")),
    path("", include("renjana.disposisi.urls")),
    path("", include("renjana.bahan.urls")),
    path("", include("renjana.pengumpulan.urls")),
    path("", include("renjana.rapat.urls")),
    path("", include("renjana.analisis.urls")),
    path("", include("renjana.konsep.urls")),
    path("", include("renjana.pengesahan.urls")),
    path("", include("renjana.pengiriman.urls")),
    path("", include("renjana.surat.urls")),
    path("", include("renjana.renstra.urls")),
    path("", include("renjana.web.urls")),
]

handler400 = "renjana.web.errors.bad_request"
handler403 = "renjana.web.errors.permission_denied"
handler404 = "renjana.web.errors.page_not_found"
handler500 = "renjana.web.errors.server_error"
