"""Addresses to come in and of one's own profile."""

from django.urls import path

from renjana.organisasi import views

app_name = "organisasi"
urlpatterns = [
    path("masuk/", views.sign_in, name="sign_in"),
    path("keluar/", views.sign_out, name="sign_out"),
    path("aktivasi/<str:token>/", views.activate, name="activate"),
    path("lupa-sandi/", views.forgot, name="forgot"),
    path("profil/", views.profile, name="profile"),
]
