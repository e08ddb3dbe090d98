"""Addresses of step 7."""

from django.urls import path

from renjana.analisis import sipd_views, table_views, views
from renjana.analisis.views import ambang, bukti, evaluasi, gambar, simulasi, temuan

app_name = "analisis"
urlpatterns = [
    path("renja/<int:tahun>/analisis/", temuan.analisis, name="analisis"),
    path("renja/<int:tahun>/analisis/data/", views.data, name="data"),
    path("renja/<int:tahun>/analisis/temuan/<int:pk>/", temuan.temuan, name="temuan"),
    path("renja/<int:tahun>/analisis/temuan/<int:pk>/sel/", temuan.sel, name="sel"),
    path("renja/<int:tahun>/analisis/bidang/<str:bidang>/", temuan.bidang, name="bidang"),
    path("renja/<int:tahun>/analisis/bidang/<str:bidang>/excel/", temuan.bidang_excel, name="bidang_excel"),
    path("renja/<int:tahun>/analisis/evaluasi/", evaluasi.evaluasi, name="evaluasi"),
    path("renja/<int:tahun>/analisis/bukti/", bukti.bukti, name="bukti"),
    path("renja/<int:tahun>/analisis/gambar/", gambar.gambar, name="gambar"),
    path("renja/<int:tahun>/analisis/gambar/<slug:kunci>.<slug:bentuk>", gambar.gambar_berkas, name="gambar_berkas"),
    path("renja/<int:tahun>/analisis/simulasi/", simulasi.simulasi, name="simulasi"),
    path("pengaturan/pemeriksaan/", ambang.ambang, name="ambang"),
    path("renja/<int:tahun>/tabel/t-c-30/lengkapi/", table_views.layanan, name="layanan"),
    path("renja/<int:tahun>/tabel/<slug:kode>/", table_views.tabel, name="tabel"),
    path("renja/<int:tahun>/tabel/<slug:kode>/asal/<str:kunci>/<slug:kolom>/", table_views.asal, name="asal"),
    path("renja/<int:tahun>/tabel/<slug:kode>.<slug:bentuk>", table_views.tabel_berkas, name="tabel_berkas"),
    path("renja/<int:tahun>/sipd/", sipd_views.sipd, name="sipd"),
    path("renja/<int:tahun>/sipd.xlsx", sipd_views.sipd_berkas, name="sipd_berkas"),
    path("renja/<int:tahun>/sipd/bandingkan/", sipd_views.sipd_banding, name="sipd_banding"),
    path("renja/<int:tahun>/sipd/salin/<str:sub_kegiatan>/", sipd_views.sipd_salin, name="sipd_salin"),
]
