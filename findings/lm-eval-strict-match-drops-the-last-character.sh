#!/usr/bin/env bash
# lm-evaluation-harness' strict-match of MMLU with a chain of thought drops the last character of an answer that ends without a full stop.
#
# lm_eval 0.4.13 (PyPI), Python 3.11. Seen 2026-11-29.
#
# Expected: "strict-match" of the task mmlu_flan_cot_zeroshot takes what stands behind "The answer is", with or without a full stop at the end.
# Seen: its expression ends in (?=.), where the point is not escaped, so one more character must follow, whichever it is. "The answer is (B)." gives
# "(B)"; "The answer is (B)" gives "(B", which only its metric repairs, because it ignores punctuation; "The answer is B" gives nothing, so an
# answer in the asked form is wrong.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install lm_eval==0.4.13

cat > "$folder/try.py" <<'PY'
import pathlib, sys
import lm_eval, yaml
from lm_eval.filters.extraction import RegexFilter

task = pathlib.Path(lm_eval.__file__).parent / "tasks/mmlu/flan_cot_zeroshot/_mmlu_flan_cot_zeroshot_template_yaml"
strict = next(each for each in yaml.safe_load(task.read_text())["filter_list"] if each["name"] == "strict-match")
extract = RegexFilter(regex_pattern=strict["filter"][0]["regex_pattern"])

tried = {
    "The answer is (B).": "(B)",
    "The answer is (B)": "(B",
    "The answer is B.": "B",
    "The answer is B": "[invalid]",
}
same = True
for answer, seen in tried.items():
    found = list(list(extract.apply([[answer]], [{}]))[0])[0]
    print(f"{answer!r}: {found!r}")
    same &= found == seen
sys.exit(0 if same else 1)
PY
"$folder/venv/bin/python" "$folder/try.py"
