"""Pages that belong to no step: home, search, help, health."""

from django.urls import path

from renjana.web import views

app_name = "web"
urlpatterns = [
    path("", views.home, name="home"),
    path("cari/", views.search, name="search"),
    path("bantuan/", views.help_index, name="help"),
    path("bantuan/<slug:halaman>/", views.help_page, name="help_page"),
    path("aksesibilitas/", views.accessibility, name="accessibility"),
    path("status/", views.status, name="status"),
]
