#!/usr/bin/env bash
# One NaN in a column makes Apache Otava find no change in it at all.
#
# apache-otava 0.8.0 (PyPI), Python 3.11. Seen 2026-11-29.
#
# Expected: a value of "nan" in a CSV file is refused, as an empty field is, or only that run is left out of the search.
# Seen: the file is read, exit status 0, no message. A step of +20 % in the middle of 30 runs, which is reported without the NaN, is not reported
# with a NaN in run 5; the other column of the same file, with the same step, is still reported. A gate that writes NaN for a figure that could not
# be measured loses all alarms of that figure.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install apache-otava==0.8.0
cd "$folder"

python3 - <<'PY'
import random

def write(name, hole):
    noise = random.Random(1)
    with open(name, "w") as file:
        file.write("time,ttft,tpot\n")
        for run in range(30):
            level = 100 if run < 15 else 120
            ttft, tpot = (f"{level * noise.gauss(1, 0.01):.3f}" for _ in range(2))
            file.write(f"2026-10-{run + 1:02d} 12:00:00 +0000,{'nan' if run == hole else ttft},{tpot}\n")

write("whole.csv", None)
write("hole.csv", 5)
PY
cat > otava.yaml <<'YAML'
tests:
  whole: {type: csv, file: whole.csv, time_column: time, metrics: {ttft: {direction: -1}, tpot: {direction: -1}}}
  hole: {type: csv, file: hole.csv, time_column: time, metrics: {ttft: {direction: -1}, tpot: {direction: -1}}}
YAML

# The line under the change has one field per column, with the change of each where one was found.
found() {
  "$folder/venv/bin/otava" analyze --config-file otava.yaml --since 2026-09-01 "$1" > "$1.txt" 2> "$1.err" || { cat "$1.txt" "$1.err"; exit 2; }
  echo "exit status 0; changes of $1: $(grep -o '[+-][0-9.]*%' "$1.txt" | tr '\n' ' ')"
}
found whole
found hole
sed -n '1,9p' hole.txt
[ "$(grep -o '+[0-9.]*%' whole.txt | wc -l)" = 2 ] && [ "$(grep -o '+[0-9.]*%' hole.txt | wc -l)" = 1 ] && ! grep -qi nan hole.err
