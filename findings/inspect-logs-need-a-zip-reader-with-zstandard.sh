#!/usr/bin/env bash
# Python's own zipfile cannot read the logs that inspect_ai writes.
#
# inspect_ai 0.3.285 (PyPI), Python 3.11. Seen 2026-11-29.
#
# Expected: a log of the form .eval is a zip file, as its documents say, so the zip reader of any language opens its entries.
# Seen: its entries are compressed with Zstandard (method 93 of the zip format). Python 3.11's zipfile lists them and raises NotImplementedError
# when one is read, unless the program imports inspect_ai, which teaches zipfile this method; the JDK's java.util.zip has none either. The log's other form,
# .json, is plain text.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install inspect_ai==0.3.285

cat > "$folder/try.py" <<'PY'
import sys

from inspect_ai import Task, eval
from inspect_ai.dataset import Sample
from inspect_ai.model import ModelOutput, ModelUsage, get_model
from inspect_ai.scorer import match

answer = ModelOutput.from_content("mockllm/model", "4")
answer.usage = ModelUsage(input_tokens=5, output_tokens=1, total_tokens=6)  # without it, tokens are counted with a file from the network
model = get_model("mockllm/model", custom_outputs=[answer])
task = Task(dataset=[Sample(input="What is 2 + 2?", target="4")], scorer=match())
log = eval(task, model=model, log_dir=sys.argv[1], log_format="eval", display="none")[0]
print("status:", log.status)

print(log.location.removeprefix("file://"), file=open(sys.argv[1] + "/name", "w"))
PY
"$folder/venv/bin/python" "$folder/try.py" "$folder/logs" 2>/dev/null

# A program that does not import inspect_ai, which teaches zipfile this method.
cat > "$folder/read.py" <<'PY'
import sys, zipfile

archive = zipfile.ZipFile(open(sys.argv[1]).read().strip())
methods = {entry.compress_type for entry in archive.infolist()}
print("entries:", len(archive.infolist()), "compression methods:", methods)
try:
    archive.read("header.json")
    read = "read"
except NotImplementedError as error:
    read = f"NotImplementedError: {error}"
print("header.json:", read)
sys.exit(0 if methods == {93} and read.startswith("NotImplementedError") else 1)
PY
"$folder/venv/bin/python" "$folder/read.py" "$folder/logs/name"
