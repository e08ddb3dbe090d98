"""Addresses of the letter register and of kept files."""

from django.urls import path

from renjana.surat import views

app_name = "surat"
urlpatterns = [
    path("surat/", views.register, name="register"),
    path("surat/agenda/", views.agenda, name="agenda"),
    path("surat/<int:pk>/", views.letter, name="letter"),
    path("surat/<int:pk>/batal/", views.void, name="void"),
    path("berkas/<int:pk>/", views.berkas, name="berkas"),
]
