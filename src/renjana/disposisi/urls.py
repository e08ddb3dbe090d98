"""Addresses of step 1."""

from django.urls import path

from renjana.disposisi import views

app_name = "disposisi"
urlpatterns = [
    path("renja/mulai/", views.mulai, name="mulai"),
    path("renja/<int:tahun>/disposisi/", views.perintah, name="perintah"),
]
