"""Tags and filters: what developers of a page write, and what people and screen readers get."""

from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.template import engines
from django.utils import timezone


class Contoh(forms.Form):
    judul = forms.CharField(label="Judul", help_text="Tampil di kepala berkas.")
    catatan = forms.CharField(label="Catatan", widget=forms.Textarea, required=False)
    bagian = forms.MultipleChoiceField(label="Bagian", choices=[("a", "Rencana"), ("b", "Evaluasi")], widget=forms.CheckboxSelectMultiple)
    berkas = forms.FileField(label="Berkas", widget=forms.FileInput(attrs={"accept": ".xlsx"}))


def draw(text: str, **context: Any) -> str:
    return engines["django"].from_string(text).render(context)


def test_a_field_ties_hint_and_error_to_its_input() -> None:
    html = draw("{% field form.judul %}", form=Contoh({}))
    assert '<label for="id_judul">Judul</label>' in html
    assert 'aria-describedby="id_judul_helptext id_judul_error"' in html
    assert 'id="id_judul_helptext"' in html
    assert 'id="id_judul_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'class="input"' in html
    assert "Wajib diisi." in html


def test_a_field_that_may_stay_empty_says_so() -> None:
    assert "(boleh kosong)" in draw("{% field form.catatan %}", form=Contoh())
    assert "(boleh kosong)" not in draw("{% field form.judul %}", form=Contoh())


def test_choices_stand_in_a_fieldset_with_a_legend() -> None:
    html = draw("{% field form.bagian %}", form=Contoh())
    assert html.startswith("<fieldset")
    assert "<legend>Bagian</legend>" in html
    assert html.count('<label class="choice">') == 2


def test_a_file_field_speaks_indonesian() -> None:
    html = draw("{% field form.berkas %}", form=Contoh())
    assert "Pilih atau jatuhkan berkas" in html
    assert 'accept=".xlsx"' in html


def test_the_summary_links_every_fault_to_its_field() -> None:
    form = Contoh({"catatan": "x"})
    form.add_error(None, "Dua format tidak boleh sama.")
    html = draw("{% form_errors form %}", form=form)
    assert "4 isian perlu Anda perbaiki" in html
    assert '<a href="#id_judul">Judul: Wajib diisi.</a>' in html
    assert '<a href="#id_bagian_0">Bagian: Wajib diisi.</a>' in html
    assert "<li>Dua format tidak boleh sama.</li>" in html


def test_no_summary_when_nothing_is_wrong() -> None:
    assert draw("{% form_errors form %}", form=Contoh()).strip() == ""


@pytest.mark.parametrize(
    ("may_act", "reason", "blocked", "shown"),
    [
        (False, "Langkah 2 dikerjakan Perencana (Rina), bukan oleh Anda.", "", "Langkah 2 dikerjakan Perencana (Rina), bukan oleh Anda."),
        (True, "", "Pilih paling sedikit satu bagian.", "Pilih paling sedikit satu bagian."),
    ],
)
def test_a_finish_button_that_cannot_be_used_says_why(may_act: bool, reason: str, blocked: str, shown: str) -> None:
    html = draw('{% task_bar step "Terbitkan" blocked=blocked %}', step=SimpleNamespace(may_act=may_act, reason=reason), blocked=blocked)
    assert 'type="button" aria-disabled="true" aria-describedby="task-bar-reason"' in html
    assert shown in html


def test_a_finish_button_that_can_be_used_submits() -> None:
    html = draw('{% task_bar step "Terbitkan" name="aksi" value="terbit" %}', step=SimpleNamespace(may_act=True, reason=""))
    assert '<button class="button" name="aksi" value="terbit">' in html
    assert "aria-disabled" not in html


def test_a_badge_is_an_icon_and_a_word_and_escapes_both() -> None:
    html = draw('{% badge "red" word %}', word="<b>lewat</b>")
    assert "icons.svg#warning" in html
    assert "&lt;b&gt;lewat" in html


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("{{ x|rupiah }}", 1_500_000, "Rp1.500.000"),
        ("{{ x|ribuan }}", 1_500_000, "1.500.000"),
        ("{{ x|ribuan }}", None, "–"),
        ("{{ x|desimal }}", Decimal("95.5"), "95,50"),
        ("{{ x|nip }}", "198303182001121002", "19830318 200112 1 002"),
        ("{{ x|tanggal }}", date(2026, 11, 24), "24 November 2026"),
        ("{{ x|hari_tanggal }}", date(2026, 11, 24), "Selasa, 24 November 2026"),
        ("{{ x|initials }}", "Drs. Hendra Wirawan, M.Si.", "HW"),
        ("{{ x|initials }}", "Sri", "S"),
    ],
)
def test_filters_write_as_indonesians_do(text: str, value: object, expected: str) -> None:
    assert draw(text, x=value) == expected


def test_times_are_shown_in_the_zone_of_the_agency() -> None:
    moment = datetime(2027, 1, 5, 17, 30, tzinfo=UTC)
    with timezone.override(ZoneInfo("Asia/Jakarta")):
        assert draw("{{ x|waktu }}", x=moment) == "6 Januari 2027, 00.30 WIB"
    with timezone.override(ZoneInfo("Asia/Jayapura")):
        assert draw("{{ x|pukul }} {{ x|tanggal }}", x=moment) == "02.30 WIT 6 Januari 2027"
