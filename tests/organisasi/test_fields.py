"""Form fields read what Indonesians write and refuse what could be read two ways."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django import forms

from renjana.organisasi.fields import DesimalField, NipField, RupiahField, TanggalField


def fault_of(field: forms.Field, text: str) -> str:
    with pytest.raises(forms.ValidationError) as caught:
        field.clean(text)
    return str(caught.value.messages[0])


@pytest.mark.parametrize("text", ["24/11/2026", "24-11-2026", "24-11-26", "24.11.2026", "24 Nov 2026", "24 november 2026", "2026-11-24"])
def test_a_day_is_read_in_every_usual_form(text: str) -> None:
    assert TanggalField().clean(text) == date(2026, 11, 24)


def test_a_month_first_date_is_refused_not_turned_around() -> None:
    assert fault_of(TanggalField(), "11/24/2026") == "“11/24/2026” bukan tanggal yang ada. Periksa hari dan bulannya."


@pytest.mark.parametrize("text", ["1500000", "1.500.000", "1.500.000,00", "Rp 1.500.000", "1,5 juta"])
def test_an_amount_is_read_in_every_usual_form(text: str) -> None:
    assert RupiahField().clean(text) == 1_500_000


@pytest.mark.parametrize("text", ["1.50", "0.125", "1,500", "seribu"])
def test_an_amount_with_two_readings_is_refused(text: str) -> None:
    assert text in fault_of(RupiahField(), text)


@pytest.mark.parametrize(("text", "value"), [("95,5", Decimal("95.5")), ("1.250", Decimal(1250)), ("12", Decimal(12))])
def test_a_target_has_a_decimal_comma(text: str, value: Decimal) -> None:
    assert DesimalField().clean(text) == value


@pytest.mark.parametrize("field", [TanggalField(required=False), RupiahField(required=False), DesimalField(required=False)])
def test_an_empty_field_gives_none(field: Any) -> None:
    assert field.clean("") is None


def test_a_nip_is_read_with_or_without_spaces() -> None:
    assert NipField().clean("19830318 200112 1 002") == NipField().clean("198303182001121002") == "198303182001121002"
    assert fault_of(NipField(), "19830318 200112 1 00") == "NIP terdiri atas 18 angka; yang ditulis 17."


def test_a_stored_amount_is_shown_with_dots() -> None:
    assert RupiahField().prepare_value(1_500_000) == "1.500.000"
    assert DesimalField().prepare_value(Decimal("95.50")) == "95,5"
