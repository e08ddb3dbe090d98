"""A thousand letter numbers drawn by twenty processes of which some are killed at any moment: none twice, none lost, every gap explained.

`python -m bench.numbers [HOW_MANY]` works in a throw-away folder on SQLite, or on the PostgreSQL that DATABASE_URL names.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

WRITERS, KILLS, SECONDS = 20, 15, 400
DRAW = """
import sys
import django
django.setup()
from django.utils import timezone
from renjana.organisasi.models import Orang
from renjana.surat.actions import reserve_number, void
from renjana.surat.models import Surat
by = Orang.objects.select_related("perangkat_daerah").first()
while Surat.objects.count() < int(sys.argv[1]):
    now = timezone.now()
    letter = {"jenis": "uji", "klasifikasi": "000", "perihal": "Uji", "kepada": "", "tanggal": timezone.localdate(now)}
    drawn = reserve_number(by.perangkat_daerah, by=by, now=now, **letter)
    sys.stdout.write(f"{drawn.nomor}\\n")
    sys.stdout.flush()
    if drawn.urut % 17 == 0:
        void(drawn, "Salah ketik.", by=by, now=now)
"""
JUDGE = """
import django
django.setup()
from renjana.surat.models import BukuNomor, Surat
import json
rows = list(Surat.objects.order_by("urut").values_list("urut", "nomor", "status", "alasan_batal"))
print(json.dumps({"rows": rows, "last": BukuNomor.objects.get().terakhir}))
"""
SEED = """
import django
django.setup()
from tests.people import a_dinas
a_dinas()
"""


def python(code: str, *words: str) -> list[str]:
    """The command that runs this code."""
    return [sys.executable, "-c", code, *words]


def main() -> int:
    """Draw, kill, judge."""
    wanted = sys.argv[1] if len(sys.argv) > 1 else "1000"
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "RENJANA_DATA": folder, "DJANGO_SETTINGS_MODULE": "renjana.config.settings"}
        subprocess.run([sys.executable, "-m", "renjana.cli.main", "init"], env=environment, check=True, capture_output=True)
        subprocess.run(python(SEED), env=environment, check=True)
        told, killed = drawn(wanted, environment, Path(folder))
        found = subprocess.run(python(JUDGE), env=environment, check=True, capture_output=True, text=True).stdout
    return judged(told, killed, found)


def drawn(wanted: str, environment: dict[str, str], folder: Path) -> tuple[set[str], int]:
    """Let the writers draw, killing and starting again some of them; the numbers that they told, and how many were killed."""
    chance, logs, killed = random.Random(6), list[Path](), 0  # noqa: S311 - which process dies

    def start() -> subprocess.Popen[bytes]:
        logs.append(folder / f"{len(logs)}.log")
        with logs[-1].open("wb") as out:
            return subprocess.Popen(python(DRAW, wanted), env=environment, stdout=out)

    writers, until = [start() for _ in range(WRITERS)], time.monotonic() + SECONDS
    while any(one.poll() is None for one in writers) and time.monotonic() < until:
        time.sleep(0.7)
        place = chance.randrange(WRITERS)
        if killed < KILLS and writers[place].poll() is None and logs[place].stat().st_size:
            writers[place].kill()
            writers[place].wait()
            writers[place], killed = start(), killed + 1
    for one in writers:
        one.kill()
        one.wait()
    return {line for log in logs for line in log.read_text().split("\n")[:-1]}, killed


def judged(told: set[str], killed: int, found: str) -> int:
    """Print what holds; 0 when everything does."""
    result = json.loads(found)
    rows, last = result["rows"], result["last"]
    places = [row[0] for row in rows]
    twice = len(rows) - len({row[1] for row in rows})
    lost = len(told - {row[1] for row in rows})
    gaps = sorted(set(range(1, last + 1)) - set(places))
    voids = [row for row in rows if row[2] == "batal"]
    print(f"{len(rows)} numbers by {WRITERS} processes, {killed} killed: {twice} twice, {lost} told and lost, {len(gaps)} gaps, {len(voids)} void")
    return 0 if not (twice or lost or gaps or any(not row[3] for row in voids)) else 1


if __name__ == "__main__":
    sys.exit(main())
