"""Addresses of a run: inbox, years, the run itself, its history, the general step."""

from django.urls import path

from renjana.alur import views

app_name = "alur"
urlpatterns = [
    path("tugas/", views.inbox, name="inbox"),
    path("pemberitahuan/", views.notices, name="notices"),
    path("renja/", views.years, name="years"),
    path("renja/<int:tahun>/", views.run, name="run"),
    path("renja/<int:tahun>/alur/", views.flow, name="flow"),
    path("renja/<int:tahun>/jadwal/", views.schedule, name="schedule"),
    path("renja/<int:tahun>/riwayat/", views.history, name="history"),
    path("renja/<int:tahun>/riwayat/periksa/", views.verify, name="verify"),
    path("renja/<int:tahun>/jeda/", views.pause, name="pause"),
    path("renja/<int:tahun>/lanjut/", views.resume, name="resume"),
    path("renja/<int:tahun>/alih/", views.reassign, name="reassign"),
    path("renja/<int:tahun>/batal/", views.cancel, name="cancel"),
    path("renja/<int:tahun>/langkah/<int:nomor>/", views.step, name="step"),
    path("surat/agenda/pdf/", views.agenda_pdf, name="agenda_pdf"),
]
