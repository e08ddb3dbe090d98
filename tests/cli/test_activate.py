"""`renjana activate` gives a link that works once."""

import re

import pytest
from django.test import Client

from renjana.cli.main import main
from renjana.organisasi.models import Orang
from tests.people import Dinas


def link(capsys: pytest.CaptureFixture[str]) -> str:
    found = re.search(r"(/aktivasi/\S+/)", capsys.readouterr().out)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("name", ["nip", "email"])
def test_the_link_sets_a_password(dinas: Dinas, name: str, client: Client, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["activate", getattr(dinas.staf, name)]) == 0
    path = link(capsys)
    assert client.get(path).status_code == 200
    client.post(path, {"sandi": "durian montong manis", "ulang": "durian montong manis"})
    assert Orang.objects.get(pk=dinas.staf.pk).check_password("durian montong manis")
    assert client.get(path).status_code == 410


def test_an_earlier_link_ends(dinas: Dinas, client: Client, capsys: pytest.CaptureFixture[str]) -> None:
    main(["activate", dinas.staf.nip or ""])
    first = link(capsys)
    main(["activate", dinas.staf.nip or ""])
    assert client.get(first).status_code == 410
    assert client.get(link(capsys)).status_code == 200


def test_nobody_of_that_name_is_told(dinas: Dinas, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["activate", "190001011900011001"]) == 1
    assert "tidak ada orang aktif" in capsys.readouterr().err
