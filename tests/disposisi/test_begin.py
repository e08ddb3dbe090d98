"""Beginning a year and ordering it: deadlines, the year that is proposed, a year that begins again."""

from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from renjana.alur import actions as alur
from renjana.alur.models import Run
from renjana.alur.rules import Refused
from renjana.disposisi import actions
from renjana.disposisi.models import Disposisi
from renjana.disposisi.queries import next_year
from renjana.organisasi.models import Orang, Ramadan
from renjana.organisasi.queries import closing_of
from renjana.renja.models import Renja
from renjana.renstra.models import Renstra
from tests.people import WIB, Dinas, a_nomenklatur, a_run, the_sop

NOW = datetime(2026, 11, 24, 9, tzinfo=WIB)
FRIDAY, FASTING, SATURDAY = date(2027, 1, 8), date(2027, 2, 16), date(2027, 1, 9)


@pytest.fixture(autouse=True)
def _edition(db: None) -> None:
    a_nomenklatur()


def signed_in(orang: Orang) -> Client:
    client = Client()
    client.force_login(orang)
    return client


def begin(dinas: Dinas, tahun: int = 2027, *, tenggat: datetime | None = None, now: datetime | None = None) -> Run:
    return actions.begin(dinas.pd, tahun, versi=the_sop(), pagu_indikatif=1_000_000, tenggat=tenggat, by=dinas.sekretaris, now=now or timezone.now())


def test_until_a_day_means_until_the_office_closes_on_it(dinas: Dinas) -> None:
    Ramadan.objects.create(pemda=dinas.pd.pemda, mulai=date(2027, 2, 8), selesai=date(2027, 3, 9))
    assert closing_of(dinas.pd, FRIDAY, NOW) == datetime(2027, 1, 8, 16, 30, tzinfo=WIB)
    assert closing_of(dinas.pd, FASTING, NOW) == datetime(2027, 2, 16, 15, tzinfo=WIB)
    assert closing_of(dinas.pd, SATURDAY, NOW) == datetime(2027, 1, 9, 16, 30, tzinfo=WIB)
    assert closing_of(dinas.pd, date(2033, 1, 7), NOW) == datetime(2033, 1, 7, 16, 30, tzinfo=WIB)


def test_a_year_is_not_begun_with_a_deadline_that_is_over_and_what_was_typed_stays(dinas: Dinas) -> None:
    versi, client = the_sop(), signed_in(dinas.sekretaris)
    page = client.post("/renja/mulai/", {"tahun": 2031, "pagu_indikatif": "1.000.000", "tenggat": "1/2/2020", "sop": versi.pk})
    text = page.content.decode()
    assert page.status_code == 422
    assert page.context["form"].errors == {"tenggat": ["Tenggat ini sudah lewat; pilih hari yang akan datang."]}
    assert 'value="1/2/2020"' in text
    assert not Run.objects.exists()
    with pytest.raises(Refused, match="sudah lewat"):
        begin(dinas, tenggat=timezone.now() - timedelta(minutes=1))
    assert not Renja.objects.exists()


def test_an_order_with_a_deadline_that_is_over_is_refused_beside_the_field(dinas: Dinas) -> None:
    begin(dinas)
    client = signed_in(dinas.sekretaris)
    kept = {key: value for key, value in client.get("/renja/2027/disposisi/").context["form"].initial.items() if value is not None}
    page = client.post("/renja/2027/disposisi/", kept | {"tenggat": "1/2/2020", "catatan": "Kerjakan."})
    text = page.content.decode()
    assert page.status_code == 422
    assert page.context["form"].errors == {"tenggat": ["Tenggat ini sudah lewat; pilih hari yang akan datang."]}
    assert ('value="1/2/2020"' in text, "Kerjakan." in text) == (True, True)
    assert not Disposisi.objects.exists()


def test_the_year_proposed_is_the_first_that_is_not_begun(dinas: Dinas) -> None:
    first = a_run(dinas)
    assert next_year(dinas.pd, datetime(2026, 11, 24, tzinfo=WIB)) == 2028
    alur.cancel(first, "Salah tahun.", by=dinas.kadis, now=timezone.now())
    assert next_year(dinas.pd, datetime(2026, 11, 24, tzinfo=WIB)) == 2027


def test_a_cancelled_year_begins_again_by_what_holds_now(dinas: Dinas) -> None:
    run = a_run(dinas)
    alur.cancel(run, "Salah pagu.", by=dinas.kadis, now=timezone.now())
    edition = a_nomenklatur("pemutakhiran 2028")
    renstra = Renstra.objects.create(perangkat_daerah=dinas.pd, tahun_awal=2025, tahun_akhir=2029)
    dinas.pd.sistematika = "14_2026"
    dinas.pd.save()
    begin(dinas)
    renja = Renja.objects.get()
    assert (renja.versi_nomenklatur, renja.renstra, renja.regulasi, renja.pagu_indikatif) == (edition, renstra, "14_2026", 1_000_000)
