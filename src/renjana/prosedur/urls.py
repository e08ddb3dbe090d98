"""Addresses of SOPs: list, sheet and files, editor, life of a version, comparison, import, relations, moving a run."""

from django.urls import path

from renjana.prosedur.views import dokumen, naskah

app_name = "prosedur"
urlpatterns = [
    path("sop/", dokumen.sops, name="sops"),
    path("sop/impor/", naskah.impor, name="impor"),
    path("sop/hubungan/", dokumen.hubungan, name="hubungan"),
    path("sop/<slug:kode>/", dokumen.sop, name="sop"),
    path("sop/<slug:kode>/berkas/<str:berkas>", dokumen.berkas, name="berkas"),
    path("sop/<slug:kode>/banding/", dokumen.banding, name="banding"),
    path("sop/<slug:kode>/draf/", naskah.draf, name="draf"),
    path("sop/<slug:kode>/versi/<int:pk>/ubah/", naskah.ubah, name="ubah"),
    path("sop/<slug:kode>/versi/<int:pk>/susun/", naskah.susun, name="susun"),
    path("sop/<slug:kode>/versi/<int:pk>/usulkan/", naskah.usulkan, name="usulkan"),
    path("sop/<slug:kode>/versi/<int:pk>/buang/", naskah.end, {"act": "discard"}, name="buang"),
    path("sop/<slug:kode>/versi/<int:pk>/kembalikan/", naskah.end, {"act": "return_draft"}, name="kembalikan"),
    path("sop/<slug:kode>/versi/<int:pk>/cabut/", naskah.end, {"act": "withdraw"}, name="cabut"),
    path("renja/<int:tahun>/sop/", dokumen.pindah, name="pindah"),
]
