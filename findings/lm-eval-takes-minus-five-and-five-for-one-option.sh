#!/usr/bin/env bash
# lm-evaluation-harness takes the options "5" and "-5" of a question for one option, and counts the later one.
#
# lm_eval 0.4.13 (PyPI), Python 3.11. Seen 2026-11-29.
#
# Expected: "flexible-extract" of the task mmlu_flan_cot_zeroshot finds the option whose text stands in the answer, so "The result is 5." is the
# option 5. "ignore_punctuation" only makes marks around the text harmless.
# Seen: it removes all punctuation from options and answer, minus signs and decimal points among them. 5 and -5 become one text, and so do 1.5 and
# 15; of equal texts the last option counts. So an answer that repeats the right option word for word is counted as the wrong one. An option
# that is only punctuation, such as ".", becomes an empty text, and then an answer that names another option is "[invalid]".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install lm_eval==0.4.13

cat > "$folder/try.py" <<'PY'
import pathlib, sys
import lm_eval, yaml
from lm_eval.filters.extraction import MultiChoiceRegexFilter

task = pathlib.Path(lm_eval.__file__).parent / "tasks/mmlu/flan_cot_zeroshot/_mmlu_flan_cot_zeroshot_template_yaml"
flexible = next(each for each in yaml.safe_load(task.read_text())["filter_list"] if each["name"] == "flexible-extract")
settings = {key: value for key, value in flexible["filter"][0].items() if key != "function"}
extract = MultiChoiceRegexFilter(**settings)

tried = [
    # options, answer, what it finds
    (["5", "-5", "3", "-3"], "The result is 5.", "(B)"),
    (["5", "7", "3", "9"], "The result is 5.", "(A)"),
    (["1.5", "15", "150", "0.15"], "The result is 1.5 m.", "(B)"),
    ([".", "green", "blue", "grey"], "I choose blue.", "[invalid]"),
    (["red", "green", "blue", "grey"], "I choose blue.", "(C)"),
]
same = True
for options, answer, seen in tried:
    found = list(list(extract.apply([[answer]], [{"choices": options}]))[0])[0]
    print(f"options {options}, answer {answer!r}: {found}")
    same &= found == seen
sys.exit(0 if same else 1)
PY
"$folder/venv/bin/python" "$folder/try.py"
