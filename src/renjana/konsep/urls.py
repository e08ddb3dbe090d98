"""Addresses of steps 8 and 9."""

from django.urls import path

from renjana.konsep import views
from renjana.konsep.views import sistematika

app_name = "konsep"
urlpatterns = [
    path("renja/<int:tahun>/dokumen/", views.penyusunan, name="penyusunan"),
    path("renja/<int:tahun>/dokumen/koreksi/", views.koreksi, name="koreksi"),
    path("renja/<int:tahun>/dokumen/koreksi/<str:nomor>/", views.koreksi_subbab, name="koreksi_subbab"),
    path("renja/<int:tahun>/dokumen/komentar/<int:pk>/", views.komentar, name="komentar"),
    path("renja/<int:tahun>/dokumen/sistematika/", sistematika.sistematika, name="sistematika"),
    path("renja/<int:tahun>/dokumen/<str:nomor>/", views.subbab, name="subbab"),
]
