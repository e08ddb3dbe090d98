"""What compressing a page costs and saves: each page of a demo's finished year with and without it, size and median CPU time of nine."""

import importlib
import os
import statistics
import time

import django
from django.conf import settings
from django.test import Client

TIMES = 9
PAGES = ("/", "/tugas/", "/renja/{}/", "/renja/{}/pengumpulan/", "/renja/{}/analisis/", "/renja/{}/tabel/t-c-33/", "/renja/{}/riwayat/")


def cost(client: Client, page: str, accepted: str) -> tuple[int, float]:
    """Bytes of a page and CPU milliseconds to make it."""
    spent, size = [], 0
    for _ in range(TIMES):
        started = time.process_time()
        size = len(client.get(page, headers={"accept-encoding": accepted}).content)
        spent.append(time.process_time() - started)
    return size, statistics.median(spent) * 1000


def main() -> None:
    """Measure in the demo that lies in RENJANA_DATA."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "renjana.config.settings")
    django.setup()
    settings.ALLOWED_HOSTS = ["testserver"]
    demo = importlib.import_module("renjana.cli.demo")
    found = demo.the_demo()
    if found is None:
        raise SystemExit("Buat peragaan dahulu: renjana demo")
    client = Client()
    client.force_login(found.orang.get(pemangku__jabatan__peran="staf"))
    year = next(iter(demo.years_of(found)))
    for page in (address.format(year) for address in PAGES):
        (plain, before), (packed, after) = cost(client, page, "identity"), cost(client, page, "gzip")
        print(f"{page:32} {plain / 1024:6.1f} KiB {before:6.1f} ms -> {packed / 1024:5.1f} KiB {after:6.1f} ms")


if __name__ == "__main__":
    main()
