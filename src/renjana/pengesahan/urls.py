"""Addresses of steps 10 and 11, and of the public verification."""

from django.urls import path

from renjana.pengesahan import views

app_name = "pengesahan"
urlpatterns = [
    path("renja/<int:tahun>/pengesahan/", views.penandatanganan, name="penandatanganan"),
    path("renja/<int:tahun>/pengesahan/pengajuan/", views.pengajuan, name="pengajuan"),
    path("verifikasi/", views.periksa, name="periksa"),
    path("verifikasi/<str:kode>/", views.verifikasi, name="verifikasi"),
]
