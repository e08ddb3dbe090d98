"""Form fields that read what Indonesians write: dates, hours, rupiah, decimals, NIP. Django's own would misread some silently."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from renjana.organisasi.dates import parse_tanggal
from renjana.organisasi.nip import check_nip, clean_nip
from renjana.organisasi.numerals import desimal_ringkas, parse_decimal, parse_rupiah, ribuan


class TanggalField(forms.DateField):
    """A day: `24/11/2026`, `24-11-26`, `24 Nov 2026`. Gives a date or None."""

    def to_python(self, value: Any) -> date | None:
        if not isinstance(value, str) or not value.strip():
            return super().to_python(value)
        try:
            return parse_tanggal(value)
        except ValueError as fault:
            raise forms.ValidationError(str(fault)) from fault


class RupiahField(forms.Field):
    """An amount in whole rupiah: `1500000`, `1.500.000`, `Rp 1.500.000`, `1,5 juta`. Gives an int or None; refuses what has two readings."""

    def to_python(self, value: Any) -> int | None:
        text = str(value or "").strip()
        if not text:
            return None
        try:
            return parse_rupiah(text)
        except ValueError as fault:
            raise forms.ValidationError(str(fault)) from fault

    def prepare_value(self, value: Any) -> Any:
        return ribuan(value) if isinstance(value, int) else value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "inputmode": "decimal", "autocomplete": "off"}


class DesimalField(forms.Field):
    """A number with a decimal comma: `95,5`, `1.250`. Gives a Decimal or None; refuses what has two readings."""

    def to_python(self, value: Any) -> Decimal | None:
        text = str(value or "").strip()
        if not text:
            return None
        try:
            return parse_decimal(text)
        except ValueError as fault:
            raise forms.ValidationError(str(fault)) from fault

    def prepare_value(self, value: Any) -> Any:
        return desimal_ringkas(value) if isinstance(value, int | Decimal) else value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "inputmode": "decimal", "autocomplete": "off"}


class BulatField(DesimalField):
    """A whole number in given bounds, as people write it: `1.000` is a thousand. Gives an int or None."""

    def __init__(self, *, least: int, most: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.least, self.most = least, most

    def to_python(self, value: Any) -> Any:
        number = super().to_python(value)
        if number is None:
            return None
        if number != number.to_integral_value() or not self.least <= number <= self.most:
            raise forms.ValidationError(f"Tulis bilangan bulat dari {ribuan(self.least)} sampai {ribuan(self.most)}.")
        return int(number)


class NipField(forms.CharField):
    """Eighteen digits, spaces ignored. Gives the digits, or "" when empty."""

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        if text and (fault := check_nip(text)):
            raise forms.ValidationError(fault)
        return clean_nip(text)
