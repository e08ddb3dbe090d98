"""Addresses of the Renstra and the nomenclature."""

from django.urls import path

from renjana.renstra.views import impor, nomenklatur, renstra, susunan

app_name = "renstra"
urlpatterns = [
    path("renstra/", renstra.renstra, name="renstra"),
    path("renstra/riwayat/", renstra.riwayat, name="riwayat"),
    path("renstra/item/<int:pk>/", renstra.item, name="item"),
    path("renstra/item/<int:pk>/hapus/", susunan.hapus_tujuan, name="hapus_tujuan"),
    path("renstra/item/<int:pk>/indikator/", susunan.tambah_indikator, name="tambah_indikator"),
    path("renstra/item/<int:pk>/sasaran/", susunan.sasaran, name="sasaran"),
    path("renstra/indikator/<int:pk>/hapus/", susunan.hapus_indikator, name="hapus_indikator"),
    path("renstra/<int:pk>/tujuan/", susunan.tambah_tujuan, name="tambah_tujuan"),
    path("renstra/<int:pk>/berlakukan/", renstra.berlakukan, name="berlakukan"),
    path("renstra/impor/", impor.impor, name="impor"),
    path("renstra/impor/<int:pk>/", impor.periksa, name="periksa"),
    path("renstra/impor/<int:pk>/kode/", impor.kode, name="impor_kode"),
    path("renstra/impor/<int:pk>/pemetaan/", impor.pemetaan, name="pemetaan"),
    path("renstra/impor/<int:pk>/pemetaan.toml", impor.pemetaan_toml, name="pemetaan_toml"),
    path("renstra/impor/<int:pk>/buang/", impor.buang, name="buang"),
    path("nomenklatur/", nomenklatur.nomenklatur, name="nomenklatur"),
    path("nomenklatur/impor/", nomenklatur.impor_nomenklatur, name="impor_nomenklatur"),
    path("nomenklatur/versi/", nomenklatur.versi, name="versi"),
    path("nomenklatur/versi/<int:versi>/hapus/", nomenklatur.hapus_versi, name="hapus_versi"),
    path("nomenklatur/<int:versi>/<str:kode>/", nomenklatur.kode, name="kode"),
]
