"""Measures how long `mvn -o verify` without Assay's own tests takes to the first verdict on the recordings that the repository ships, beside an earlier commit.

    python bench/first_verdict.py --before COMMIT [--rounds N]

Clones COMMIT into a temporary folder and builds it, and builds this checkout. Then each round runs both, one after the other, every second round in the opposite
order. A first run of each, which is not counted, fills the caches. Prints the medians of the time to the first line that begins with [assay] PASS, of the time
to the end, and of the processor time (user and system, with all child processes), in seconds, and what this checkout takes of the earlier one's. Ends with 1 if
the first verdict comes after more than half of the time, or if the two runs wrote another result.json, but for what names the run.
"""

import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

MAVEN = ["mvn", "-o", "-B", "-q", "verify", "-DskipTests"]
WANTED = 0.5


def measure(folder):
    """Returns the times to the first verdict and to the end, and the processor time."""
    start = time.monotonic()
    process = subprocess.Popen(MAVEN, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    first, lines = None, []
    for line in process.stdout:
        lines.append(line)
        if first is None and line.startswith("[assay] PASS"):
            first = time.monotonic() - start
    _, status, usage = os.wait4(process.pid, 0)
    end = time.monotonic() - start
    if status != 0 or first is None:
        sys.exit(f"{' '.join(MAVEN)} in {folder} ended with status {os.waitstatus_to_exitcode(status)}:\n{''.join(lines[-40:])}")
    return first, end, usage.ru_utime + usage.ru_stime


def result(folder):
    """Returns what the last run judged, without what names the run."""
    last = max((pathlib.Path(folder) / "runs").iterdir(), key=lambda run: run.stat().st_mtime if run.is_dir() else 0)
    read = json.loads((last / "result.json").read_text())
    read.pop("run", None)
    return read


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--before", required=True, metavar="COMMIT")
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    here = pathlib.Path(__file__).resolve().parent.parent
    with tempfile.TemporaryDirectory() as temporary:
        before = pathlib.Path(temporary) / "before"
        subprocess.run(["git", "clone", "--quiet", "--no-checkout", here, before], check=True)
        subprocess.run(["git", "checkout", "--quiet", "--detach", arguments.before], cwd=before, check=True)
        folders = {"before": before, "now": here}
        for folder in folders.values():
            # The first run builds.
            measure(folder)
            measure(folder)
        times = {name: [] for name in folders}
        for number in range(arguments.rounds):
            names = list(folders)
            for name in names if number % 2 == 0 else reversed(names):
                times[name].append(measure(folders[name]))
                first, end, processor = times[name][-1]
                print(f"{name}: first verdict {first:.2f} s, end {end:.2f} s, processor {processor:.2f} s", flush=True)
        same = result(before) == result(here)
    medians = {name: [statistics.median(each) for each in zip(*all)] for name, all in times.items()}
    for name, (first, end, processor) in medians.items():
        print(f"median of {arguments.rounds}, {name}: first verdict {first:.2f} s, end {end:.2f} s, processor {processor:.2f} s")
    ratios = [now / then for now, then in zip(medians["now"], medians["before"])]
    print("now takes {:.0%} of the time to the first verdict, {:.0%} to the end, {:.0%} of the processor time".format(*ratios))
    print("result.json is the same" if same else "result.json DIFFERS")
    sys.exit(0 if same and ratios[0] <= WANTED else 1)


if __name__ == "__main__":
    main()
