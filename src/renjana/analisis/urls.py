"""Addresses of step 7."""

from django.urls import path

from renjana.analisis import views
from renjana.analisis.views import ambang, evaluasi, temuan

app_name = "analisis"
urlpatterns = [
    path("renja/<int:tahun>/analisis/", temuan.analisis, name="analisis"),
    path("renja/<int:tahun>/analisis/data/", views.data, name="data"),
    path("renja/<int:tahun>/analisis/temuan/<int:pk>/", temuan.temuan, name="temuan"),
    path("renja/<int:tahun>/analisis/temuan/<int:pk>/sel/", temuan.sel, name="sel"),
    path("renja/<int:tahun>/analisis/bidang/<str:bidang>/", temuan.bidang, name="bidang"),
    path("renja/<int:tahun>/analisis/evaluasi/", evaluasi.evaluasi, name="evaluasi"),
    path("pengaturan/pemeriksaan/", ambang.ambang, name="ambang"),
    path("renja/<int:tahun>/tabel/<slug:kode>/", views.tabel, name="tabel"),
    path("renja/<int:tahun>/tabel/<slug:kode>.xlsx", views.tabel_xlsx, name="tabel_xlsx"),
    path("renja/<int:tahun>/tabel/<slug:kode>.pdf", views.tabel_pdf, name="tabel_pdf"),
    path("renja/<int:tahun>/tabel/<slug:kode>.csv", views.tabel_csv, name="tabel_csv"),
]
