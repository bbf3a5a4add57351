#!/usr/bin/env bash
# Datadog's DDSketch for Python counts NaN as the value 0.
#
# ddsketch 3.0.1 (PyPI), Python 3.11. Seen 2026-12-01.
#
# Expected: a time that was not measured, written as NaN, is refused as infinity is (OverflowError), is left out, or makes the quantiles NaN.
# Seen: NaN is counted, without a message, among the values that are 0. Of ten times of 100 ms and ten that were not measured, the median is 0 ms; only
# the sum becomes NaN. So requests without a time make a server look faster.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install ddsketch==3.0.1

cat > "$folder/try.py" <<'PY'
import math
import sys

from ddsketch import DDSketch

sketch = DDSketch(0.01)
for _ in range(10):
    sketch.add(100.0)
before = sketch.get_quantile_value(0.5)
for _ in range(10):
    sketch.add(math.nan)
median = sketch.get_quantile_value(0.5)
print(f"median of ten times: {before:.1f} ms; with ten that are NaN: {median} ms, of {sketch.count:.0f} values, sum {sketch.sum}")
try:
    sketch.add(math.inf)
    refused = False
except OverflowError as error:
    refused = True
    print("infinity:", error)
sys.exit(not (99 < before < 101 and median == 0 and sketch.count == 20 and math.isnan(sketch.sum) and refused))
PY
"$folder/venv/bin/python" "$folder/try.py"
