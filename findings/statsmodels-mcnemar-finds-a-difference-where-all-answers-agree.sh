#!/usr/bin/env bash
# statsmodels' asymptotic McNemar test gives p = 0 for two models that agree on every question.
#
# statsmodels 0.15.0, scipy 1.17.1, numpy 2.4.6 (PyPI), Python 3.11. Seen 2026-12-01.
#
# Expected: of 40 questions 34 are right with both checkpoints and 6 wrong with both. No answer speaks for either, so mcnemar(..., exact=False) says p = 1,
# as with exact=True and as with one question lost and none gained, or raises an error.
# Seen: the statistic is (|0 - 0| - 1)^2 / 0, infinite, and p is 0.0: the strongest evidence that the test can state, with no more than a RuntimeWarning. Without
# the correction for continuity, p is nan.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install statsmodels==0.15.0 scipy==1.17.1 numpy==2.4.6

cat > "$folder/try.py" <<'PY'
import math
import sys

from statsmodels.stats.contingency_tables import mcnemar


def p(lost, gained, **settings):
    return float(mcnemar([[34, lost], [gained, 6]], **settings).pvalue)


seen = {
    "none lost, none gained, exact": p(0, 0, exact=True),
    "none lost, none gained, asymptotic": p(0, 0, exact=False),
    "none lost, none gained, asymptotic without correction": p(0, 0, exact=False, correction=False),
    "one lost, none gained, asymptotic": p(1, 0, exact=False),
}
for case, value in seen.items():
    print(f"{case}: p = {value}")
exact, corrected, plain, one = seen.values()
sys.exit(not (exact == 1 and corrected == 0 and math.isnan(plain) and one == 1))
PY
"$folder/venv/bin/python" -W ignore "$folder/try.py"
