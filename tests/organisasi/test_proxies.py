"""Whose address a failed sign-in is counted by, with and without proxies before the server."""

import pytest
from django.test import Client, override_settings

from renjana.organisasi.rules import client_address
from tests.people import Dinas


@pytest.mark.once
@pytest.mark.parametrize(
    ("forwarded", "proxies", "address"),
    [
        ("", 0, "10.0.0.1"),
        ("203.0.113.9", 0, "10.0.0.1"),
        ("203.0.113.9", 1, "203.0.113.9"),
        ("198.51.100.1, 203.0.113.9", 1, "203.0.113.9"),
        ("198.51.100.1, 203.0.113.9, 10.0.0.2", 2, "203.0.113.9"),
        ("203.0.113.9", 2, "203.0.113.9"),
        ("", 1, "10.0.0.1"),
        (" , ,", 1, "10.0.0.1"),
    ],
)
def test_only_what_trusted_proxies_wrote_counts(forwarded: str, proxies: int, address: str) -> None:
    assert client_address("10.0.0.1", forwarded, proxies) == address


def tries(dinas: Dinas, forwarded: str) -> int:
    data = {"nama": dinas.staf.nip or "", "sandi": "bukan sandinya"}
    return [Client().post("/masuk/", data, HTTP_X_FORWARDED_FOR=forwarded).status_code for _ in range(11)][-1]


@override_settings(PROXIES=1)
def test_behind_a_proxy_one_address_is_locked_and_another_is_not(dinas: Dinas) -> None:
    assert tries(dinas, "203.0.113.9") == 429
    data = {"nama": dinas.staf.nip or "", "sandi": "bukan sandinya"}
    assert Client().post("/masuk/", data, HTTP_X_FORWARDED_FOR="203.0.113.9, 198.51.100.7").status_code == 422
    assert Client().post("/masuk/", data, HTTP_X_FORWARDED_FOR="198.51.100.7, 203.0.113.9").status_code == 429


def test_without_a_proxy_the_header_frees_nobody(dinas: Dinas) -> None:
    assert tries(dinas, "203.0.113.9") == 429
    data = {"nama": dinas.staf.nip or "", "sandi": "bukan sandinya"}
    assert Client().post("/masuk/", data, HTTP_X_FORWARDED_FOR="198.51.100.7").status_code == 429
