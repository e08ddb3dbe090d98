"""The words of the command: help and faults in Indonesian, exit statuses."""

import pytest

from renjana.cli.main import main
from renjana.cli.parser import translate
from renjana.cli.words import build

pytestmark = pytest.mark.once


def ended(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as left:
        main(words)
    told = capsys.readouterr()
    return int(left.value.code or 0), told.out, told.err


def test_help_is_indonesian_and_good(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = ended(capsys, "--help")
    assert (status, err) == (0, "")
    assert out.startswith("Pemakaian: renjana [-h] PERINTAH ...")
    assert "Status keluar: 0 baik, 1 ada yang salah, 2 perintahnya keliru." in out
    assert not any(word in out for word in ("usage", "positional", "optional arguments", "show this help"))


@pytest.mark.parametrize("command", ["run", "init", "serve", "work", "demo", "rehearse", "sop", "verify", "check", "activate"])
def test_every_command_has_its_own_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = ended(capsys, command, "--help")
    assert status == 0
    assert out.startswith(f"Pemakaian: renjana {command}")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "renjana: kurang: PERINTAH."),
        (("layani",), "renjana: PERINTAH tidak mengenal 'layani'; pilih salah satu:"),
        (("serve", "--port", "99999"), "renjana serve: --port: '99999' bukan nomor port; tulis 1 sampai 65535."),
        (("serve", "--prot", "1"), "renjana serve: tidak dikenal: --prot 1; mungkin maksud Anda --port."),
        (("rehearse", "x"), "renjana rehearse: kurang: --out."),
        (
            ("sop", "show", "x", "--format", "gif"),
            "renjana sop show: --format tidak mengenal 'gif'; pilih salah satu: 'json', 'toml', 'text', 'bpmn', 'pdf', 'docx'.",
        ),
        (("verify", "--json=ya"), "renjana verify: --json tidak memerlukan nilai 'ya'."),
        (("check", "--js"), "renjana check: tidak dikenal: --js; mungkin maksud Anda --json."),
    ],
)
def test_wrong_words_are_told_on_standard_error_with_status_2(words: tuple[str, ...], sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = ended(capsys, *words)
    assert (status, out) == (2, "")
    assert err.startswith("Pemakaian: ")
    assert sentence in err


def test_a_message_nobody_translated_stays_as_it_is() -> None:
    assert translate("something new") == "something new"


def test_every_command_names_a_module() -> None:
    modules = {build().parse_args([*words]).module for words in (["run"], ["init"], ["demo"], ["verify"], ["rehearse", "x", "--out", "y"])}
    assert modules == {f"renjana.cli.{name}" for name in ("run", "init", "demo", "verify", "rehearse")}
