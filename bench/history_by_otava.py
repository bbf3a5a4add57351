"""Reads runs/history.csv with Apache Otava 0.8.0, as a nightly job would.

    pip install apache-otava==0.8.0
    python bench/history_by_otava.py runs/history.csv

Otava takes all lines of a file for one series, unless the file has a column `branch`: then --branch picks the lines of one series. So each value of that
column is one test of one deployment. For each with at least one line of figures this writes a configuration with the figures that every one of its lines
has, runs `otava analyze`, and prints what it says. It ends with 1 if Otava cannot read a series, or shows other lines or other values than the file has.
Otava itself ends with 0 whatever it finds: read its text, or its JSON.
"""

import csv
import importlib.metadata
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

VERSION = "0.8.0"
NO_FIGURES = "time branch run deployment test kind verdict partial repeats samples engine version gpu driver commit thresholds limits".split()
LESS_IS_WORSE = {"qps", "goodput", "output-tps", "prompt-tps", "cached-share", "decode-tps.mean", "accuracy"}


def configuration(file, figures):
    """Returns the text of otava.yaml. JSON is YAML, so that every name is quoted right."""
    metrics = {name: {"direction": 1 if name in LESS_IS_WORSE else -1} for name in figures}
    return json.dumps({"tests": {"history": {
        "type": "csv", "file": str(file), "time_column": "time", "attributes": ["run", "commit", "version"], "metrics": metrics}}})


def otava(program, config, branch, form):
    # An option before the command would be ignored.
    command = [program, "analyze", "--config-file", str(config), "--branch", branch, "--since", "2000-01-01", "--output", form, "history"]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def differences(rows, figures, shown):
    """Returns where Otava's table differs from the file: it prints the last line of each run with its figures, rounded."""
    lines = [line for line in shown.splitlines() if line[:4].isdigit()]
    if len(lines) != len(rows):
        return [f"{len(rows)} lines in the file, {len(lines)} in Otava's table"]
    wrong = []
    for row, line in zip(rows, lines):
        values = line.split()[-len(figures):]
        for name, value in zip(figures, values):
            written = float(row[name])
            if abs(float(value) - written) > 1e-4 * max(1e-6, abs(written)):
                wrong.append(f"{row['run']} {name}: {row[name]} in the file, {value} in Otava's table")
    return wrong


def main():
    if importlib.metadata.version("apache-otava") != VERSION:
        sys.exit(f"needs apache-otava=={VERSION}")
    program = shutil.which("otava") or str(pathlib.Path(sys.executable).parent / "otava")
    file = pathlib.Path(sys.argv[1]).resolve()
    with file.open(newline="", encoding="utf-8") as text:
        rows = list(csv.DictReader(text))
    columns = [name for name in rows[0] if name not in NO_FIGURES]
    failed = False
    for branch in dict.fromkeys(row["branch"] for row in rows):
        mine = [row for row in rows if row["branch"] == branch]
        figures = [name for name in columns if all(row[name] for row in mine)]
        if not figures:
            print(f"{branch}: no figure")
            continue
        with tempfile.TemporaryDirectory() as folder:
            config = pathlib.Path(folder) / "otava.yaml"
            config.write_text(configuration(file, figures), encoding="utf-8")
            log = otava(program, config, branch, "log")
        wrong = [log.stdout + log.stderr] if log.returncode else differences(mine, figures, log.stdout)
        failed |= bool(wrong)
        print(f"{branch}: {len(mine)} lines, {len(figures)} figures" + "".join(f"\n  {each}" for each in wrong))
        print(log.stdout)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
