"""Addresses of steps 12 and 13, and of the archive."""

from django.urls import path

from renjana.pengiriman import views

app_name = "pengiriman"
urlpatterns = [
    path("renja/<int:tahun>/pengiriman/", views.pengiriman, name="pengiriman"),
    path("renja/<int:tahun>/pengiriman/surat-pengantar/", views.surat_pengantar, name="surat_pengantar"),
    path("arsip/", views.arsip, name="arsip"),
    path("arsip/<int:pk>/periksa/", views.periksa_arsip, name="periksa_arsip"),
]
