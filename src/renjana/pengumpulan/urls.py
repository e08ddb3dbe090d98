"""Addresses of steps 2, 3 and 6."""

from django.urls import path

from renjana.pengumpulan.views import format, isian, lembar, penerbitan, penghimpunan, penyampaian, riwayat, sel, unggah, usulan

app_name = "pengumpulan"
urlpatterns = [
    path("renja/<int:tahun>/format/", format.format_page, name="format"),
    path("renja/<int:tahun>/format/ubah/", format.ubah, name="ubah"),
    path("renja/<int:tahun>/format/terbitkan/", penerbitan.terbitkan, name="terbitkan"),
    path("renja/<int:tahun>/format/pratinjau/<str:bidang>/", format.pratinjau, name="pratinjau"),
    path("renja/<int:tahun>/penyampaian/", penyampaian.penyampaian, name="penyampaian"),
    path("renja/<int:tahun>/pengumpulan/", penghimpunan.penghimpunan, name="penghimpunan"),
    path("renja/<int:tahun>/pengumpulan/<str:bidang>/", isian.isian, name="isian"),
    path("renja/<int:tahun>/pengumpulan/<str:bidang>/excel/", isian.excel, name="excel"),
    path("renja/<int:tahun>/pengumpulan/<str:bidang>/sel/", sel.sel, name="sel"),
    path("renja/<int:tahun>/pengumpulan/<str:bidang>/lembar/<str:lembar>/", lembar.lembar, name="lembar"),
    path("renja/<int:tahun>/pengumpulan/<str:bidang>/riwayat/", riwayat.riwayat, name="riwayat"),
    path("renja/<int:tahun>/pengumpulan/<str:bidang>/tambah/", isian.tambah, name="tambah"),
    path("renja/<int:tahun>/pengumpulan/<str:bidang>/tindakan/", isian.tindakan, name="tindakan"),
    path("renja/<int:tahun>/pengumpulan/<str:bidang>/unggah/", unggah.unggah, name="unggah"),
    path("renja/<int:tahun>/pengumpulan/<str:bidang>/unggah/<int:pk>/", unggah.unggahan, name="unggahan"),
    path("renja/<int:tahun>/pengumpulan/<str:bidang>/usulan/<int:pk>/", usulan.usulan, name="usulan"),
]
