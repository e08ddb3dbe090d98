"""The whole SOP in one command: seconds and memory of `renjana rehearse` on the sample folder, against its budget."""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SECONDS, MEGABYTES = 10.0, 500.0
COMMAND = [sys.executable, "-m", "renjana.cli.main"]


def main() -> int:
    """Write the folder, rehearse, print; 1 when over the budget."""
    with tempfile.TemporaryDirectory(prefix="renjana-bench-") as home:
        env = {**os.environ, "RENJANA_DATA": f"{home}/data", "DATABASE_URL": ""}
        subprocess.run([*COMMAND, "demo", "--folder", f"{home}/gladi"], env=env, check=True, stdout=subprocess.DEVNULL)
        before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run([*COMMAND, "rehearse", f"{home}/gladi", "--out", f"{home}/hasil", "--quiet"], env=env, check=True)
        wall, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
        files = sum(1 for path in Path(home, "hasil").rglob("*") if path.is_file())
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    peak = after.ru_maxrss * 1024 / 1e6
    print(f"{wall:.1f} s by the clock (budget {SECONDS:.0f}), {cpu:.1f} CPU-s, largest process {peak:.0f} MB (budget {MEGABYTES:.0f}), {files} files")
    return 0 if wall <= SECONDS and peak <= MEGABYTES else 1


if __name__ == "__main__":
    sys.exit(main())
