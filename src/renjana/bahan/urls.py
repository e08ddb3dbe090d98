"""Addresses of the source data."""

from django.urls import path

from renjana.bahan import views

app_name = "bahan"
urlpatterns = [
    path("realisasi/", views.triwulan, name="triwulan"),
    path("renja/<int:tahun>/bahan/", views.bahan, name="bahan"),
    path("renja/<int:tahun>/bahan/dasar/", views.dasar, name="dasar"),
    path("renja/<int:tahun>/bahan/realisasi/isi/", views.isi, name="isi"),
    path("renja/<int:tahun>/bahan/<slug:jenis>/", views.daftar, name="daftar"),
    path("renja/<int:tahun>/bahan/<slug:jenis>/tambah/", views.tambah, name="tambah"),
    path("renja/<int:tahun>/bahan/<slug:jenis>/impor/", views.impor, name="impor"),
    path("renja/<int:tahun>/bahan/<slug:jenis>/berkas.xlsx", views.berkas, name="berkas"),
    path("renja/<int:tahun>/bahan/<slug:jenis>/<int:pk>/", views.baris, name="baris"),
    path("renja/<int:tahun>/bahan/<slug:jenis>/<int:pk>/hapus/", views.hapus, name="hapus"),
    path("renja/<int:tahun>/bahan/<slug:jenis>/pulihkan/<int:pk>/", views.pulihkan, name="pulihkan"),
]
