#!/usr/bin/env bash
# statsmodels' score interval for a ratio of two proportions does not hold the ratio itself when one side has all questions right.
#
# statsmodels 0.15.0, scipy 1.17.1, numpy 2.4.6 (PyPI), Python 3.11. Seen 2026-12-01.
#
# Expected: confint_proportions_2indep(..., compare="ratio", method="score") holds the ratio that was measured, and holds 1 where the score test of the same library
# finds no difference at the same level.
# Seen: with 30 of 40 against 40 of 40 the ratio is 0.75, and the 95 % interval is 0.875 to 0.875. With 40 of 40 against 39 of 40, which the score test
# calls chance (p = 0.32), the interval is 1.013 to 1.149, without 1, so one more right answer passes for a proven gain. With 39 against 38 of 40 the interval is right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install statsmodels==0.15.0 scipy==1.17.1 numpy==2.4.6

cat > "$folder/try.py" <<'PY'
import sys

from statsmodels.stats.proportion import confint_proportions_2indep, test_proportions_2indep


def seen(now, before):
    low, high = (float(end) for end in confint_proportions_2indep(now, 40, before, 40, compare="ratio", method="score"))
    p = float(test_proportions_2indep(now, 40, before, 40, value=1, compare="ratio", method="score").pvalue)
    print(f"{now}/40 against {before}/40: ratio {now / before:.3f}, interval {low:.3f} to {high:.3f}, p of no difference {p:.4f}")
    return low, now / before, high, p


low, ratio, high, _ = seen(30, 40)
outside = not low <= ratio <= high
low, _, high, p = seen(40, 39)
contradicts = low > 1 and p > 0.05
low, ratio, high, p = seen(39, 38)
usual = low < 1 < ratio < high and p > 0.05
sys.exit(not (outside and contradicts and usual))
PY
"$folder/venv/bin/python" -W ignore "$folder/try.py"
