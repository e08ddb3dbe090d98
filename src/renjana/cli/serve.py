"""`renjana serve`: web and worker as two processes, watched until SIGTERM. A process that dies is started again."""

import importlib
import os
import socket
import sys
from argparse import Namespace
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from gunicorn.app.base import BaseApplication

from renjana.cli.prepare import collect_static, waiting_migrations
from renjana.cli.processes import GRACE_SECONDS, Child, Watch
from renjana.cli.served import tell_address

WSGI, WORKER = "renjana.config.wsgi", "renjana.config.worker"
ANYWHERE: Mapping[str, str] = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - where to look, not where to listen


class Web(BaseApplication):
    """Gunicorn around the product, which is loaded already: two processes of four threads, so that reading goes on while a paper is printed."""

    def __init__(self, bind: str) -> None:
        self.options: dict[str, Any] = {
            "bind": bind,
            "worker_class": "gthread",
            "workers": int(os.environ.get("RENJANA_WEB_WORKERS", "2")),
            "threads": 4,
            "timeout": 120,
            "graceful_timeout": GRACE_SECONDS - 5,
            "loglevel": "warning",
            "preload_app": True,
            "control_socket_disable": True,
        }
        super().__init__()  # type: ignore[no-untyped-call]  # gunicorn is untyped

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)  # type: ignore[union-attr]  # made by the line before this hook

    def load(self) -> Any:
        return importlib.import_module(WSGI).application


def run(words: Namespace) -> int:
    """Serve what is there already; `renjana init` or `renjana run` prepares it."""
    if waiting := waiting_migrations():
        sys.stderr.write(f"renjana: {waiting} perubahan tabel belum diterapkan; jalankan renjana init dahulu.\n")
        return 1
    collect_static()
    return watch(words.host, words.port, f"Renjana melayani di http://{words.host}:{words.port}")


def watch(host: str, port: int, greeting: str) -> int:
    """Serve until SIGTERM; `greeting` is printed once the web takes connections."""
    if not port_is_free(host, port):
        sys.stderr.write(f"renjana: port {port} di {host} sudah dipakai; hentikan pemakainya atau pilih --port lain.\n")
        return 1
    for name in (WSGI, settings.ROOT_URLCONF):
        importlib.import_module(name)
    worker = importlib.import_module(WORKER)

    def greet() -> bool:
        if answers(host, port):
            print(greeting, flush=True)
            return True
        return False

    told = tell_address(settings.DATA, settings.BASE_URL)
    bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    web: Any = Web
    try:
        return Watch([Child("web", lambda: web(bind).run()), Child("pekerja", worker.main)], greet).run()
    finally:
        if told is not None:
            told.close()


def port_is_free(host: str, port: int) -> bool:
    """Whether nobody listens there yet."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def answers(host: str, port: int) -> bool:
    """Whether the web takes connections."""
    try:
        socket.create_connection((ANYWHERE.get(host, host), port), timeout=1).close()
    except OSError:
        return False
    return True
