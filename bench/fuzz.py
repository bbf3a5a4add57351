#!/usr/bin/env python3
"""Fuzzes every target of src/fuzz/java for an equal share of an hour of processor time, and writes the table of docs/fuzzing.md.

    python3 bench/fuzz.py [SECONDS]     an hour in all if no seconds are given; with fewer, only the table is not of an hour
    python3 bench/fuzz.py --again       begins anew; otherwise what was fuzzed before with the same commit counts

The time is that of the processor, as the JVM of each target counts it, so that a busy machine makes the run longer and not shorter. The first
finding ends the run with its name; the input lies in target/fuzz. Needs Maven and a JDK of 21 or later.
"""
import datetime
import json
import pathlib
import platform
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs/fuzzing.md"
FOLDER = ROOT / "target/fuzz"
KEPT = FOLDER / "hour.json"
LONGEST = 240  # seconds of one JVM


def run(*command):
    return subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")


def commit():
    changed = run("git", "status", "--porcelain", "src", "pom.xml").stdout.strip()
    return run("git", "rev-parse", "--short=10", "HEAD").stdout.strip() + (" with changes" if changed else "")


def targets():
    files = (ROOT / "src/fuzz/java").rglob("*Fuzz.java")
    return sorted(".".join(file.relative_to(ROOT / "src/fuzz/java/dev/assay").with_suffix("").parts) for file in files)


def fuzz(target, seconds):
    """Returns processor seconds, executions and covered edges of one JVM."""
    tally = FOLDER / "tally.txt"
    tally.unlink(missing_ok=True)
    done = run("nice", "-n", "10", "mvn", "-B", "test", "-Pfuzz", f"-Dtest=dev.assay.{target}", f"-Dfuzz.seconds={seconds}")
    (FOLDER / f"{target}.log").write_text(done.stdout)
    runs = re.findall(r"^Done (\d+) runs in", done.stdout, re.M)
    edges = re.findall(r"^#\d+\s.*?\bcov: (\d+)", done.stdout, re.M)
    if done.returncode or not runs or not tally.exists():
        sys.exit(f"{target}: a finding, or Maven failed: see target/fuzz/{target}.log, and the inputs in target/fuzz")
    return float(tally.read_text()), int(runs[-1]), int(edges[-1]) if edges else 0


def machine():
    model = re.search(r"^model name\s*:\s*(.+)$", pathlib.Path("/proc/cpuinfo").read_text(), re.M) if platform.system() == "Linux" else None
    cores = re.findall(r"^processor\s*:", pathlib.Path("/proc/cpuinfo").read_text(), re.M) if model else []
    return f"{len(cores)} cores of {model.group(1)}" if model else platform.platform()


def table(kept):
    rows = ["| target | processor time (s) | executions | edges covered |", "|---|---:|---:|---:|"]
    for target, (seconds, runs, edges) in sorted(kept["targets"].items()):
        rows.append(f"| `{target}` | {seconds:.0f} | {runs:,} | {edges:,} |")
    seconds = sum(each[0] for each in kept["targets"].values())
    runs = sum(each[1] for each in kept["targets"].values())
    rows.append(f"| all | {seconds:,.0f} | {runs:,} | |")
    return (f"Commit {kept['commit']}, {kept['day']}, {machine()}: {seconds / 60:.0f} minutes of processor time without a finding.\n\n"
            + "\n".join(rows))


def main():
    words = sys.argv[1:]
    FOLDER.mkdir(parents=True, exist_ok=True)
    kept = {"commit": commit(), "day": datetime.date.today().isoformat(), "targets": {}}
    if KEPT.exists() and "--again" not in words:
        before = json.loads(KEPT.read_text())
        kept = before if before["commit"] == kept["commit"] else kept
    share = float(next((word for word in words if word.isdigit()), 3600)) / len(targets())
    open_targets = targets()
    while open_targets:
        # In turns, so that each target has its part whenever the run is ended.
        for target in list(open_targets):
            seconds, runs, edges = kept["targets"].get(target, (0, 0, 0))
            if seconds >= share:
                open_targets.remove(target)
                continue
            more = fuzz(target, int(min(LONGEST, max(30, share - seconds))))
            kept["targets"][target] = (seconds + more[0], runs + more[1], max(edges, more[2]))
            KEPT.write_text(json.dumps(kept, indent=1))
            text = PAGE.read_text()
            PAGE.write_text(re.sub(r"(?s)(<!-- table -->\n).*(\n<!-- end of table -->)", lambda found: f"{found[1]}\n{table(kept)}\n{found[2]}", text))
            print(target, kept["targets"][target], flush=True)


if __name__ == "__main__":
    main()
