"""A letter made and signed, and five hundred changed bytes of it; the same of a whole plan with `python -m bench.signed plan`.

A few bytes of the envelope around a signature (version numbers, lengths) are covered by no signature; the digest that is kept finds these too.
"""

import random
import sys
import tempfile
import time
from pathlib import Path

from renjana.cetak.pdf import compile_paper, compile_plan
from renjana.pengesahan.authority import Holder, ensure_authority, ensure_signer
from renjana.pengesahan.signing import judge, sign
from tests.cetak.samples import PAPERS, STAMP
from tests.cetak.samples_plan import renja

CHANGES, ROUNDS, SECRET = 500, 9, "x" * 50
LETTER = "surat-pengantar"


def main() -> int:
    """Make, sign, change, judge; 0 when the signature alone refuses all but those of the envelope."""
    whole = "plan" in sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        keys = Path(folder)
        authority = ensure_authority(keys, SECRET, "Dinas Contoh", STAMP)
        issued = ensure_signer(keys, SECRET, Holder("orang", "Contoh", "198303182001121002", "Kepala Dinas", "Dinas Contoh"), STAMP)
        times, signed = [], b""
        for _ in range(1 if whole else ROUNDS):
            begun = time.process_time()
            paper = compile_plan(renja(60), timestamp=STAMP) if whole else compile_paper(LETTER, sample(), timestamp=STAMP)
            signed = sign(paper, issued, authority, label="Tanda tangan", reason="Uji", now=STAMP)
            times.append(time.process_time() - begun)
        print(f"{'plan' if whole else 'letter'} made and signed: {sorted(times)[len(times) // 2] * 1000:.0f} CPU-ms in this process")
        taken = [place for place in changed_places(len(signed)) if judge(turned(signed, place), authority.certificate).sah]
    print(f"{CHANGES} random bytes of {len(signed)} changed one at a time: {len(taken)} taken for sound by the signature alone")
    return 1 if len(taken) > 2 else 0


def sample() -> dict[str, object]:
    """The data of the letter."""
    return dict(PAPERS[LETTER]())


def changed_places(length: int) -> list[int]:
    """Where a byte is changed."""
    chance = random.Random(500)  # noqa: S311 - places of a measurement
    return [chance.randrange(length) for _ in range(CHANGES)]


def turned(content: bytes, place: int) -> bytes:
    """The file with one bit turned."""
    made = bytearray(content)
    made[place] ^= 1 << (place % 8)
    return bytes(made)


if __name__ == "__main__":
    sys.exit(main())
