"""`renjana demo`: who and what there is, once and for all; the folder for rehearsals."""

import json
import stat
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from renjana.alur.models import Run, Task
from renjana.alur.queries import broken_link, open_task
from renjana.analisis.models import Temuan
from renjana.cli.demo import as_json, as_text, ensure_demo, the_demo
from renjana.cli.demo_people import password_file
from renjana.cli.folder import read_folder
from renjana.cli.main import main
from renjana.organisasi.models import Kualifikasi, Orang, PerangkatDaerah
from renjana.pengesahan.models import TandaTangan
from renjana.pengesahan.queries import verdict_of
from renjana.pengiriman.models import Arsip
from renjana.pengumpulan.models import Isian
from renjana.renja.models import RealisasiTriwulan, Renja
from renjana.renstra.models import ItemRenstra, Renstra
from renjana.renstra.nomenklatur import shipped
from renjana.sop.definition import shipped as shipped_sop
from tests.cli.commands import renjana, spoken_json
from tests.people import Dinas, an_orang

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


@pytest.fixture
def home(settings: Any, tmp_path: Path) -> Path:
    settings.DATA = tmp_path
    return tmp_path


@pytest.fixture
def demo(db: None, home: Path) -> PerangkatDaerah:
    made = ensure_demo(NOW)
    assert made is not None
    return made


def test_the_demo_is_whole(demo: PerangkatDaerah) -> None:
    assert str(demo.pemda) == "Kabupaten Lampung Tengah"
    people_are_invented_and_of_every_role(demo)
    renstra_has_goals_and_real_codes()
    quarters_are_reported_until_today(demo)
    one_year_is_finished_and_sound(Run.objects.get(tahap__renja__tahun=2026))
    one_year_stands_at_step_6(Run.objects.get(tahap__renja__tahun=2027))
    asking_again_changes_nothing(demo)
    a_changed_password_is_no_longer_shown(demo)


def people_are_invented_and_of_every_role(demo: PerangkatDaerah) -> None:
    people = json.loads(as_json(demo))["people"]
    assert {person["role"] for person in people} == {"kadis", "sekretaris", "perencana", "staf", "bidang", "pembaca", "admin"}
    assert [person["bidang"] for person in people if person["bidang"]] == ["SEKRETARIAT", "IKP", "APTIKA", "STATISTIK", "PERSANDIAN"]
    assert not Orang.objects.filter(rekaan=False).exists()
    assert len({person["password"] for person in people}) == len(people)
    assert all(Orang.objects.get(nip=person["sign_in"]).check_password(person["password"]) for person in people)
    assert Kualifikasi.objects.count() == 8
    assert stat.S_IMODE(password_file().stat().st_mode) == 0o600


def renstra_has_goals_and_real_codes() -> None:
    assert Renstra.objects.get().rekaan
    assert set(Renja.objects.values_list("rekaan", flat=True)) == {True}
    levels = set(ItemRenstra.objects.values_list("tingkat", flat=True))
    assert levels == {"tujuan", "sasaran", "urusan", "bidang_urusan", "program", "kegiatan", "sub_kegiatan"}
    names = {entry.kode: entry.nama for entry in shipped()}
    item = ItemRenstra.objects.get(kode="2.16.03.2.02.0040")
    assert item.nama == names["2.16.03.2.02.0040"]
    assert item.induk is not None
    assert item.induk.indikator.count() == 1


def one_year_is_finished_and_sound(run: Run) -> None:
    assert run.status == Run.Status.SELESAI
    visits = list(run.task.order_by("urutan").values_list("langkah", "putaran", "status"))
    assert [visit[0] for visit in visits] == [1, 2, 3, 4, 5, 6, 7, 8, 9, 8, 9, 10, 11, 12, 13]
    assert visits[8] == (9, 1, Task.Status.DIKEMBALIKAN)
    assert all(task.keluaran.exists() for task in run.task.exclude(status=Task.Status.DIKEMBALIKAN))
    assert broken_link(run) is None
    assert verdict_of(TandaTangan.objects.get(run=run)).sah
    assert Arsip.objects.get(run=run).jumlah > 15
    assert not Temuan.objects.filter(run=run, tingkat="error", status=Temuan.Status.TERBUKA).exists()
    assert not run.pemberitahuan.filter(dibaca__isnull=True).exists()
    times = list(run.event.order_by("urutan").values_list("waktu", flat=True))
    assert times == sorted(times)


def one_year_stands_at_step_6(run: Run) -> None:
    task = open_task(run)
    assert task is not None
    assert task.langkah == 6
    standing = dict(Isian.objects.filter(run=run).values_list("bidang__kode", "status"))
    assert standing == {
        "SEKRETARIAT": Isian.Status.DISETUJUI,
        "IKP": Isian.Status.DISETUJUI,
        "APTIKA": Isian.Status.DIKIRIM,
        "STATISTIK": Isian.Status.DIKEMBALIKAN,
        "PERSANDIAN": Isian.Status.DIISI,
    }
    assert (run.rapat.peserta.filter(hadir=True).count(), run.rapat.peserta.filter(hadir=False).count()) == (8, 1)
    assert run.rapat.keputusan.count() == 3
    assert run.pemberitahuan.filter(dibaca__isnull=True).exists()
    assert not run.task.filter(selesai__isnull=False).exclude(selesai__lte=NOW).exists()
    times = list(run.event.order_by("urutan").values_list("waktu", flat=True))
    assert times == sorted(times)
    assert times[-1] <= NOW


def asking_again_changes_nothing(demo: PerangkatDaerah) -> None:
    told, counts = as_text(demo), (Orang.objects.count(), Run.objects.count(), password_file().read_bytes())
    assert ensure_demo(timezone.now()) == demo == the_demo()
    assert (Orang.objects.count(), Run.objects.count(), password_file().read_bytes()) == counts
    assert as_text(demo) == told
    assert "Renja 2026: selesai, langkah 13 dari 13" in told
    assert "Renja 2027: berjalan, langkah 6 dari 13" in told


def a_changed_password_is_no_longer_shown(demo: PerangkatDaerah) -> None:
    orang = Orang.objects.get(nama="Hendra Wirawan")
    orang.set_password("sandi baru yang panjang")
    orang.save()
    assert json.loads(as_json(demo))["people"][0]["password"] == ""
    assert "(sudah diganti)" in as_text(demo)


def quarters_are_reported_until_today(demo: PerangkatDaerah) -> None:
    rows = RealisasiTriwulan.objects.filter(perangkat_daerah=demo)
    years = sorted(set(rows.values_list("tahun", flat=True)))
    assert len(years) == 2
    assert {row.asal for row in rows} == {"Rekaan untuk peragaan"}
    for row in rows.filter(tahun=years[0]):
        spent = sum(amount or 0 for amount in (row.tw1_rp, row.tw2_rp, row.tw3_rp, row.tw4_rp))
        assert 0 < spent <= (row.target_rp or 0)
        assert row.tw4_k is not None


def test_a_database_with_another_agency_is_left_alone(dinas: Dinas, home: Path) -> None:
    Orang.objects.update(rekaan=False)
    assert ensure_demo(NOW) is None
    assert PerangkatDaerah.objects.count() == 1
    assert not password_file().exists()


def test_real_people_next_to_nothing_else_are_left_alone(dinas: Dinas, home: Path) -> None:
    an_orang(dinas.pd, "Orang Sungguhan", "198001012005011099")
    Orang.objects.update(rekaan=False)
    assert ensure_demo(NOW) is None


@pytest.mark.once
def test_the_command_says_the_same_twice(demo_home: Path) -> None:
    first, second = spoken_json(demo_home, "demo", "--json"), spoken_json(demo_home, "demo", "--json")
    assert first == second
    assert first["address"] == "http://127.0.0.1:8000"
    assert sorted(first["people"][0]) == ["bidang", "email", "name", "nip", "password", "role", "sign_in"]
    assert [state["langkah"] for state in first["years"].values()] == [13, 6]
    assert renjana(demo_home, "verify").returncode == 0


@pytest.mark.once
def test_the_folder_can_be_rehearsed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", "--folder", str(tmp_path / "gladi")]) == 0
    assert str(tmp_path / "gladi" / "skenario.toml") in capsys.readouterr().out.splitlines()
    folder = read_folder(tmp_path / "gladi", tuple(actor.nama for actor in shipped_sop().pelaksana))
    assert folder.skenario.tahun == 2027
    assert main(["demo", "--folder", str(tmp_path / "gladi")]) == 1
    assert "tidak kosong" in capsys.readouterr().err
