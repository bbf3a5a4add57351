"""Asks inference-doctor 0.4.1 (PyPI) for its verdict on simulated starts: its own code, from files that it reads itself.

    python bench/beside_inference_doctor.py target/power/starts.jsonl

Each line of the input is a comparison: {"case": name, "baseline": [tpot, ...], "candidate": [tpot, ...]}, in ms. Prints a line of JSON for each
case and margin: how many verdicts of each kind there are. PowerBench writes the input and runs this.
"""

import collections
import importlib.metadata
import json
import pathlib
import sys
import tempfile

from inference_doctor.quality import QualityThresholds, load_and_compare_directories

VERSION = "0.4.1"
MARGINS = [10.0, 3.0]


def result(tpot):
    return {
        "schema_version": "1",
        "environment": {"gpu": "simulated", "vllm_version": None, "model": "simulated", "image": None},
        "benchmark_parameters": {"concurrency": 4},
        "metrics": {"tpot_ms": {"mean": tpot}, "requests": {"successful": 100, "failed": 0}},
    }


def write(folder, values):
    folder.mkdir()
    for number, value in enumerate(values):
        (folder / f"repetition-{number}.json").write_text(json.dumps(result(value)))


def main(path):
    found = importlib.metadata.version("inference-doctor")
    if found != VERSION:
        sys.exit(f"inference-doctor {VERSION} is expected, found {found}: pip install inference-doctor=={VERSION}")
    counts = collections.defaultdict(collections.Counter)
    for line in pathlib.Path(path).read_text().splitlines():
        comparison = json.loads(line)
        with tempfile.TemporaryDirectory() as folder:
            baseline, candidate = pathlib.Path(folder, "baseline"), pathlib.Path(folder, "candidate")
            write(baseline, comparison["baseline"])
            write(candidate, comparison["candidate"])
            for margin in MARGINS:
                report = load_and_compare_directories(
                    baseline, candidate, metric="tpot_mean_ms", thresholds=QualityThresholds(regression_percent=margin)
                )
                counts[comparison["case"], margin][report["result"]] += 1
    for (case, margin), verdicts in counts.items():
        print(json.dumps({"case": case, "margin": margin, **verdicts}))


if __name__ == "__main__":
    main(sys.argv[1])
