"""Addresses of the Renstra and the nomenclature."""

from django.urls import path

from renjana.renstra import views

app_name = "renstra"
urlpatterns = [
    path("renstra/", views.renstra, name="renstra"),
    path("renstra/impor/", views.impor, name="impor"),
    path("nomenklatur/", views.nomenklatur, name="nomenklatur"),
    path("nomenklatur/impor/", views.impor_nomenklatur, name="impor_nomenklatur"),
]
