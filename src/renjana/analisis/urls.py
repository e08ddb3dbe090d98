"""Addresses of step 7."""

from django.urls import path

from renjana.analisis import views

app_name = "analisis"
urlpatterns = [
    path("renja/<int:tahun>/analisis/", views.analisis, name="analisis"),
    path("renja/<int:tahun>/analisis/data/", views.data, name="data"),
    path("renja/<int:tahun>/analisis/temuan/<int:pk>/", views.temuan, name="temuan"),
    path("renja/<int:tahun>/tabel/<slug:kode>/", views.tabel, name="tabel"),
    path("renja/<int:tahun>/tabel/<slug:kode>.xlsx", views.tabel_xlsx, name="tabel_xlsx"),
    path("renja/<int:tahun>/tabel/<slug:kode>.pdf", views.tabel_pdf, name="tabel_pdf"),
    path("renja/<int:tahun>/tabel/<slug:kode>.csv", views.tabel_csv, name="tabel_csv"),
]
