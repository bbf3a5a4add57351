"""Shows files that the gate writes for CI to the programs that read them.

    python bench/ci_outputs.py [--actions FOLDER] [RUN]

RUN is a run directory; without it, the files are those of src/test/resources/report/ci, which CiFilesTest holds to be what the gate writes. metrics.txt goes
through the strict parser of prometheus_client, and through the steps of GitLab's reader: cut at a number sign, split as a shell does, name and value. gl-code-quality-report.json is
compared with what GitLab's schema asks for. With --actions, benchmark-smaller.json and benchmark-bigger.json go through github-action-benchmark itself, from a checkout in FOLDER:

    git clone --depth 1 --branch v1.22.0 https://github.com/benchmark-action/github-action-benchmark

Ends with 1 if a program refuses a file or reads another number of figures than it has. Installs prometheus_client into a temporary folder.
"""

import argparse
import json
import math
import os
import pathlib
import shlex
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
SAMPLE = HERE.parent / "src" / "test" / "resources" / "report" / "ci"
PROMETHEUS = "0.26.0"
GITHUB_CHARACTERS = 65_536


def run(command, **options):
    done = subprocess.run([str(each) for each in command], capture_output=True, text=True, check=False, **options)
    if done.returncode != 0:
        sys.exit(f"{command[0]} ended with {done.returncode}:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout


def strictly(text, folder):
    """Returns the samples that prometheus_client reads: {name and labels: value}."""
    run([sys.executable, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--target", folder, f"prometheus_client=={PROMETHEUS}"])
    sys.path.insert(0, str(folder))
    from prometheus_client.openmetrics.parser import text_string_to_metric_families

    samples = [sample for family in text_string_to_metric_families(text) for sample in family.samples]
    return {(sample.name, *sorted(sample.labels.items())): sample.value for sample in samples}


def as_gitlab(text):
    """GitLab's ee/lib/gitlab/ci/parsers/metrics/generic.rb, in Python: shlex splits as Ruby's shellsplit does."""
    read = {}
    for line in text.splitlines():
        name, *values = shlex.split(line.split("#")[0]) or [""]
        if name and values:
            read[name] = float(values[0])
    return read


def benchmark(action, tool, file, folder):
    """Returns the figures that the action itself reads."""
    event = folder / "event.json"
    event.write_text(json.dumps({"head_commit": {"id": "0", "message": "m", "url": "u", "author": {}, "committer": {}, "timestamp": "t"}}))
    script = """
const {extractResult} = require(process.argv[1] + '/dist/src/extract.js');
extractResult({tool: process.argv[2], outputFilePath: process.argv[3]}).then(read => console.log(JSON.stringify(read.benches)));
"""
    environment = os.environ | {"GITHUB_EVENT_PATH": str(event), "GITHUB_REPOSITORY": "owner/name"}
    return json.loads(run(["node", "-e", script, action, tool, file], env=environment))


def quality(entries):
    """What GitLab's app/validators/json_schemas/codeclimate.json asks for; of two entries with one fingerprint GitLab keeps one."""
    for entry in entries:
        if not all(isinstance(entry[key], str) for key in ("description", "check_name", "fingerprint")):
            sys.exit(f"gl-code-quality-report.json: no text in {entry}")
        if entry["severity"] not in ("blocker", "critical", "major", "minor", "info"):
            sys.exit(f"gl-code-quality-report.json: severity {entry['severity']}")
        if not isinstance(entry["location"]["path"], str) or not isinstance(entry["location"]["lines"]["begin"], int):
            sys.exit(f"gl-code-quality-report.json: no line in {entry}")
    if len({entry["fingerprint"] for entry in entries}) != len(entries):
        sys.exit("gl-code-quality-report.json: two entries have one fingerprint")
    print(f"gl-code-quality-report.json: {len(entries)} entries, as GitLab's schema has them")


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("run", nargs="?", type=pathlib.Path, default=SAMPLE)
    arguments.add_argument("--actions", type=pathlib.Path)
    given = arguments.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="ci-outputs-"))
    text = (given.run / "metrics.txt").read_text()
    written = sum(1 for line in text.splitlines() if not line.startswith("#"))
    strict = strictly(text, folder / "python")
    gitlab = as_gitlab(text)
    if not len(strict) == len(gitlab) == written:
        sys.exit(f"metrics.txt has {written} figures, prometheus_client reads {len(strict)}, GitLab's steps {len(gitlab)}")
    if sorted(strict.values()) != sorted(gitlab.values()) or not all(map(math.isfinite, strict.values())):
        sys.exit("prometheus_client and GitLab's steps read other values, or one is not finite")
    print(f"metrics.txt: {written} figures, read by prometheus_client {PROMETHEUS} and by GitLab's steps")
    for tool, name in (("customSmallerIsBetter", "benchmark-smaller.json"), ("customBiggerIsBetter", "benchmark-bigger.json")):
        file = given.run / name
        if not file.exists():
            print(f"{name}: not written, because no figure has a value")
            continue
        written = json.loads(file.read_text())
        read = benchmark(given.actions.resolve() / "github-action-benchmark", tool, file.resolve(), folder) if given.actions else written
        if [(each["name"], each["value"], each["unit"]) for each in read] != [(each["name"], each["value"], each["unit"]) for each in written]:
            sys.exit(f"github-action-benchmark reads something else than {name} has: {read}")
        print(f"{name}: {len(written)} figures" + (", read by github-action-benchmark" if given.actions else ", shown to no program: give --actions"))
    quality(json.loads((given.run / "gl-code-quality-report.json").read_text()))
    comment = (given.run / "comment.md").read_text()
    if len(comment) > GITHUB_CHARACTERS:
        sys.exit(f"comment.md has {len(comment)} characters; GitHub takes {GITHUB_CHARACTERS}")
    print(f"comment.md: {len(comment)} of {GITHUB_CHARACTERS} characters")


if __name__ == "__main__":
    main()
