#!/usr/bin/env bash
# Three of pymannkendall's tests find no trend in a series that rises by the same step each time.
#
# pymannkendall 1.4.3, scipy 1.17.1, numpy 2.4.6 (PyPI), Python 3.11. Seen 2026-12-01.
#
# Expected: first tokens after 100, 101, ... 119 ms rise, by the plain test of Mann and Kendall (p = 9e-10) and by those that allow for autocorrelation. A test
# that cannot be computed raises an error.
# Seen: hamed_rao_modification_test and yue_wang_modification_test say "no trend" with p = nan, because nothing is left when the slope is taken out;
# trend_free_pre_whitening_modification_test says "no trend" with p = 1. With a millionth of a millisecond of noise all four say "increasing". So a check of
# drift that reads only `trend` or `h` is green for the clearest drift there is, such as that of a scripted server or of times in whole milliseconds.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install pymannkendall==1.4.3 scipy==1.17.1 numpy==2.4.6

cat > "$folder/try.py" <<'PY'
import random
import sys

import pymannkendall as mk

noise = random.Random(1)
rise = [100.0 + step for step in range(20)]
noisy = [value + noise.gauss(0, 1e-6) for value in rise]
tests = [mk.original_test, mk.hamed_rao_modification_test, mk.yue_wang_modification_test, mk.trend_free_pre_whitening_modification_test]
seen = []
for test in tests:
    plain, shaken = test(rise), test(noisy)
    seen.append((plain.trend, shaken.trend))
    print(f"{test.__name__}: {plain.trend}, p = {float(plain.p):.2g}; with noise: {shaken.trend}, p = {float(shaken.p):.2g}")
sys.exit(seen != [("increasing", "increasing")] + 3 * [("no trend", "increasing")])
PY
"$folder/venv/bin/python" -W ignore "$folder/try.py"
