"""Addresses to come in and of one's own profile."""

from django.urls import path

from renjana.organisasi.views import access

app_name = "organisasi"
urlpatterns = [
    path("masuk/", access.sign_in, name="sign_in"),
    path("keluar/", access.sign_out, name="sign_out"),
    path("aktivasi/<str:token>/", access.activate, name="activate"),
    path("lupa-sandi/", access.forgot, name="forgot"),
    path("profil/", access.profile, name="profile"),
]
