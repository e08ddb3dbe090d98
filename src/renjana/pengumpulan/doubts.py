"""What a person says yes to. A fault of a cell is never stored; a doubt is asked about first, once, and stored or sent when it is meant. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from renjana.organisasi.refusal import Refused
from renjana.pengumpulan.reading import Finding


@dataclass(frozen=True)
class Consent:
    """Marks of the doubts that a person was shown and means (reading.Finding.tanda). Before sending, what is stored already is asked about too
    (`sending`); a press that only saves asks about what is new.
    """

    marks: Collection[str] = ()
    sending: bool = False


NONE = Consent()


class Questioned(Refused):
    """An isian that cannot be sent as it stands, or only when its doubts are meant; `findings` are those in the way."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        faults = [one for one in self.findings if one.blocking]
        super().__init__(FAULTY.format(count=len(faults)) if faults else DOUBTFUL.format(count=len(self.findings)))


FAULTY = "{count} sel isinya tidak dapat diterima; perbaiki dahulu. Alasan hanya berlaku untuk sel yang masih kosong."
DOUBTFUL = "{count} sel diragukan. Baca daftarnya; bila memang demikian, tekan “Simpan dan kirim, memang demikian”."


def unanswered(doubts: Iterable[Finding], consent: Consent, stored: Iterable[Finding] = ()) -> tuple[Finding, ...]:
    """The doubts that nobody has said yes to. `stored` are those of the rows as they stand: they were asked about when they were stored."""
    answered = {*consent.marks, *(one.tanda for one in stored if not consent.sending)}
    return tuple(one for one in doubts if one.tanda not in answered)
