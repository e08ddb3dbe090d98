"""Addresses to come in, of one's own profile, and of the settings."""

from django.urls import path

from renjana.organisasi.views import access, kalender, kewenangan, orang, pengaturan, susunan

app_name = "organisasi"
urlpatterns = [
    path("masuk/", access.sign_in, name="sign_in"),
    path("keluar/", access.sign_out, name="sign_out"),
    path("aktivasi/<str:token>/", access.activate, name="activate"),
    path("lupa-sandi/", access.forgot, name="forgot"),
    path("profil/", access.profile, name="profile"),
    path("pengaturan/", pengaturan.summary, name="settings"),
    path("pengaturan/perangkat-daerah/", pengaturan.agency, name="agency"),
    path("pengaturan/nomor-surat/", pengaturan.numbering, name="numbering"),
    path("pengaturan/riwayat/", pengaturan.changes, name="changes"),
    path("pengaturan/bidang/", susunan.bidang, name="bidang"),
    path("pengaturan/bidang/<int:pk>/", susunan.bidang_item, name="bidang_item"),
    path("pengaturan/bidang/<int:pk>/urutan/", susunan.bidang_move, name="bidang_move"),
    path("pengaturan/bidang/<int:pk>/keadaan/", susunan.bidang_active, name="bidang_active"),
    path("pengaturan/jabatan/", susunan.posts, name="posts"),
    path("pengaturan/jabatan/tambah/", susunan.post_add, name="post_add"),
    path("pengaturan/jabatan/<int:pk>/", susunan.post, name="post"),
    path("pengaturan/jabatan/<int:pk>/hapus/", susunan.post_remove, name="post_remove"),
    path("pengaturan/orang/", orang.people, name="people"),
    path("pengaturan/orang/tambah/", orang.person_add, name="person_add"),
    path("pengaturan/orang/<int:pk>/", orang.person, name="person"),
    path("pengaturan/orang/<int:pk>/jabatan/", orang.person_post, name="person_post"),
    path("pengaturan/orang/<int:pk>/tautan/", orang.person_link, name="person_link"),
    path("pengaturan/orang/<int:pk>/keadaan/", orang.person_active, name="person_active"),
    path("pengaturan/pemangku/<int:pk>/", orang.holding, name="holding"),
    path("pengaturan/delegasi/", kewenangan.delegations, name="delegations"),
    path("pengaturan/delegasi/<int:pk>/", kewenangan.delegation, name="delegation"),
    path("pengaturan/kualifikasi/", kewenangan.qualifications, name="qualifications"),
    path("pengaturan/kualifikasi/<int:pk>/", kewenangan.qualification, name="qualification"),
    path("pengaturan/kalender/", kalender.calendar, name="calendar"),
    path("pengaturan/kalender/<int:pk>/", kalender.day_remove, name="day_remove"),
    path("pengaturan/ramadan/", kalender.ramadan, name="ramadan"),
    path("pengaturan/ramadan/<int:pk>/", kalender.ramadan_remove, name="ramadan_remove"),
]
