"""How long the command line takes to answer, beside a bare interpreter on the same machine in the same run.

    python tests/bench/queries.py [RUNS]

Prints the least and the middle processor time of RUNS (9) processes each, in milliseconds, and how many times
a bare interpreter's that is. The promise: any query within 100 ms, a simulated working year within 500 ms, on
a machine that has nothing else to do. Compile the package first: python -m compileall -q backbreak
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile

QUERIES = ("status", "why", "exercises", "plan", "log", "report", "doctor")
YEAR = ("simulate", "--days", "250", "--json")


def cpu_ms(*words: str, runs: int) -> tuple[float, float]:
    """The least and the middle processor time of that many processes."""
    found = []
    for _ in range(runs):
        program = subprocess.Popen(
            [sys.executable, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        _pid, status, used = os.wait4(program.pid, 0)
        program.returncode = os.waitstatus_to_exitcode(status)
        found.append((used.ru_utime + used.ru_stime) * 1000)
    return min(found), statistics.median(found)


def main() -> None:
    runs = int(sys.argv[1]) if sys.argv[1:] else 9
    bare, middle = cpu_ms("-c", "pass", runs=runs)
    print(f"{'':10} {'least':>8} {'middle':>8}")
    print(f"{'bare':10} {bare:8.0f} {middle:8.0f}")
    with tempfile.TemporaryDirectory() as home:
        for words in (*((query,) for query in QUERIES), YEAR):
            least, middle = cpu_ms("-m", "backbreak", "--home", home, *words, runs=runs)
            print(f"{words[0]:10} {least:8.0f} {middle:8.0f}   {least / bare:5.1f} x bare")


if __name__ == "__main__":
    main()
