"""Addresses of steps 10 and 11, and of the public verification."""

from django.urls import path

from renjana.pengesahan import views, views_sop

app_name = "pengesahan"
urlpatterns = [
    path("renja/<int:tahun>/pengesahan/", views.penandatanganan, name="penandatanganan"),
    path("renja/<int:tahun>/pengesahan/pengajuan/", views.pengajuan, name="pengajuan"),
    path("sop/<slug:kode>/versi/<int:pk>/pengesahan/", views_sop.sop, name="sop"),
    path("sop/<slug:kode>/versi/<int:pk>/bertanda.pdf", views_sop.sop_berkas, name="sop_berkas"),
    path("verifikasi/", views.periksa, name="periksa"),
    path("verifikasi/<str:kode>/", views.verifikasi, name="verifikasi"),
]
