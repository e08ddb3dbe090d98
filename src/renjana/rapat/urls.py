"""Addresses of steps 4 and 5."""

from django.urls import path

from renjana.rapat import views

app_name = "rapat"
urlpatterns = [
    path("renja/<int:tahun>/rapat/", views.pelaksanaan, name="pelaksanaan"),
    path("renja/<int:tahun>/rapat/undangan/", views.undangan, name="undangan"),
    path("renja/<int:tahun>/rapat/kehadiran/", views.kehadiran, name="kehadiran"),
    path("renja/<int:tahun>/rapat/tamu/", views.tamu, name="tamu"),
]
