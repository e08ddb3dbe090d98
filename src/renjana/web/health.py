"""Is this installation well? The database answers, its tables are of this version, the disk has room."""

import shutil
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

ROOM_BYTES = 200 * 1024 * 1024


def check() -> dict[str, dict[str, Any]]:
    """Each part with `baik` and a sentence. Says nothing about paths, versions or people: the page is public."""
    reachable = _database()
    parts = {"database": reachable, "disk": disk()}
    if reachable["baik"]:
        parts["tabel"] = _tables()
    return parts


def _database() -> dict[str, Any]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchone()
    except DatabaseError:
        return {"baik": False, "keterangan": "Database tidak menjawab."}
    return {"baik": True, "keterangan": "Database menjawab."}


def _tables() -> dict[str, Any]:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        return {"baik": False, "keterangan": f"{len(waiting)} perubahan tabel belum diterapkan."}
    return {"baik": True, "keterangan": "Tabel sesuai versi ini."}


def disk() -> dict[str, Any]:
    """Free room where the data live."""
    free = shutil.disk_usage(settings.DATA).free
    if free < ROOM_BYTES:
        return {"baik": False, "keterangan": f"Ruang disk tinggal {free // 1024 // 1024} MiB."}
    return {"baik": True, "keterangan": f"Ruang disk {free // 1024**3} GiB."}
