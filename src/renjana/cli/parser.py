"""argparse that speaks Indonesian: usage, headings, and what is wrong with the words of a command."""

import argparse
import re
import sys
from collections.abc import Iterable
from datetime import datetime
from difflib import get_close_matches
from typing import Any, NoReturn

from renjana.cli.status import WRONG_WORDS
from renjana.sop.waktu import WaktuBaku, parse

SENTENCES: tuple[tuple[str, str], ...] = (
    (r"the following arguments are required: (.+)", r"kurang: \1"),
    (r"one of the arguments (.+) is required", r"pilih salah satu: \1"),
    (r"unrecognized arguments: (.+)", r"tidak dikenal: \1"),
    (r"argument (.+?): invalid choice: (.+) \(choose from (.+)\)", r"\1 tidak mengenal \2; pilih salah satu: \3"),
    (r"argument (.+?): invalid \w+ value: (.+)", r"\1 tidak dapat bernilai \2"),
    (r"argument (.+?): expected one argument", r"\1 memerlukan satu nilai"),
    (r"argument (.+?): expected at least one argument", r"\1 memerlukan paling sedikit satu nilai"),
    (r"argument (.+?): not allowed with argument (.+)", r"\1 tidak dapat dipakai bersama \2"),
    (r"argument (.+?): ignored explicit argument (.+)", r"\1 tidak memerlukan nilai \2"),
    (r"ambiguous option: (.+) could match (.+)", r"\1 dapat berarti \2; tulis lengkap"),
    (r"argument (.+?): (.+)", r"\1: \2"),
)


def translate(message: str) -> str:
    """What argparse says about wrong words, in Indonesian; a message it does not know stays as it is."""
    for pattern, sentence in SENTENCES:
        if found := re.fullmatch(pattern, message):
            return found.expand(sentence)
    return message


class Formatter(argparse.RawDescriptionHelpFormatter):
    """Prints `Pemakaian:` instead of `usage:`."""

    def add_usage(self, usage: str | None, actions: Iterable[argparse.Action], groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "Pemakaian: " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """A parser with `-h, --bantuan` and `--help`; wrong words are told on standard error and end with status 2."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"formatter_class": Formatter, **kwargs, "add_help": False, "allow_abbrev": False})
        self._positionals.title, self._optionals.title = "Yang harus disebut", "Pilihan"
        self.add_argument("-h", "--help", "--bantuan", action="help", help="tampilkan bantuan ini, lalu berhenti")

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> tuple[Any, list[str]]:
        """Words that a command does not know are told by that command, with the option that may be meant."""
        found, extra = super().parse_known_args(args, namespace)
        if extra:
            near = [close[0] for word in extra if (close := get_close_matches(word.split("=")[0], self._option_string_actions, 1))]
            self.error(f"unrecognized arguments: {' '.join(extra)}" + (f"; mungkin maksud Anda {' '.join(near)}" if near else ""))
        return found, extra

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(WRONG_WORDS, f"{self.prog}: {translate(message)}.\nBantuan: {self.prog} --help\n")


def port(text: str) -> int:
    """A TCP port. Raises ArgumentTypeError with a sentence."""
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text!r} bukan nomor port; tulis 1 sampai 65535")
    return int(text)


def year(text: str) -> int:
    """A year of a plan. Raises ArgumentTypeError with a sentence."""
    if not text.isascii() or not text.isdigit() or not 2015 <= int(text) <= 2095:
        raise argparse.ArgumentTypeError(f"{text!r} bukan tahun; tulis 2015 sampai 2095")
    return int(text)


def moment(text: str) -> datetime:
    """A date with a clock time in ISO form, with or without a zone. Raises ArgumentTypeError with a sentence."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or not re.search(r"[T ]\d", text):
        raise argparse.ArgumentTypeError(f"{text!r} bukan tanggal dan jam; tulis seperti 2027-01-04T08:00 atau 2027-01-04T08:00+07:00")
    if not 1970 <= found.year <= 9000:
        raise argparse.ArgumentTypeError(f"{text!r} di luar tahun 1970 sampai 9000")
    return found


def standard(text: str) -> WaktuBaku:
    """A standard time such as "4 Hari". Raises ArgumentTypeError with a sentence."""
    try:
        return parse(text)
    except ValueError as fault:
        raise argparse.ArgumentTypeError(str(fault).removesuffix(".")) from fault
