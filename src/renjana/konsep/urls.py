"""Addresses of steps 8 and 9."""

from django.urls import path

from renjana.konsep import views
from renjana.konsep.views import komentar, sistematika, suntingan, versi, word

app_name = "konsep"
urlpatterns = [
    path("renja/<int:tahun>/dokumen/", views.penyusunan, name="penyusunan"),
    path("renja/<int:tahun>/dokumen/koreksi/", views.koreksi, name="koreksi"),
    path("renja/<int:tahun>/dokumen/koreksi/<str:nomor>/", komentar.koreksi_subbab, name="koreksi_subbab"),
    path("renja/<int:tahun>/dokumen/komentar/<int:pk>/", komentar.komentar, name="komentar"),
    path("renja/<int:tahun>/dokumen/versi/", versi.versi, name="versi"),
    path("renja/<int:tahun>/dokumen/versi/<int:nomor>/nama/", versi.nama, name="nama_versi"),
    path("renja/<int:tahun>/dokumen/banding/", versi.banding, name="banding"),
    path("renja/<int:tahun>/dokumen/usulan/", komentar.terapkan, name="terapkan"),
    path("renja/<int:tahun>/dokumen/word/", word.word, name="word"),
    path("renja/<int:tahun>/dokumen/word/berkas/", word.berkas, name="word_berkas"),
    path("renja/<int:tahun>/dokumen/sistematika/", sistematika.sistematika, name="sistematika"),
    path("renja/<int:tahun>/dokumen/<str:nomor>/suntingan/", suntingan.suntingan, name="suntingan"),
    path("renja/<int:tahun>/dokumen/<str:nomor>/", views.subbab, name="subbab"),
]
