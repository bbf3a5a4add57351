"""Writes expected.tsv: what each recorded stream says. Shares no code and no library with the reader under test.

Run in this folder: python3 expected.py > expected.tsv
"""

import glob
import json


def events(text):
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    for block in text.split("\n\n")[:-1]:
        lines = [line[5:].removeprefix(" ") for line in block.split("\n") if line.startswith("data:")]
        if lines:
            yield "\n".join(lines)


def row(name):
    with open(name, "rb") as file:
        text = file.read().decode("utf-8")
    said = thought = ""
    places, ends = [], []
    crowded = False
    finish = usage = error = None
    chunks = outputs = ids = 0
    done = False
    for event in events(text):
        if event == "[DONE]":
            done = True
            continue
        event = json.loads(event)
        if "error" in event:
            error = event["error"]["message"]
            continue
        counted = event.get("usage") or {}
        # Some gateways put a usage of zeros into each event.
        if counted.get("prompt_tokens") or counted.get("completion_tokens"):
            usage = counted
        filled = 0
        for choice in event["choices"]:
            delta = choice.get("delta") or {}
            part = (choice.get("text") or "") + (delta.get("content") or "")
            thinking = delta.get("reasoning") or delta.get("reasoning_content") or ""
            tokens = choice.get("token_ids") or []
            said += part
            thought += thinking
            ids += len(tokens)
            chunks += 1
            if part or thinking or tokens:
                outputs += 1
                filled += 1
                places.append(choice.get("index", 0))
            if choice.get("finish_reason"):
                ends.append(choice.get("index", 0))
            finish = choice.get("finish_reason") or finish
        crowded = crowded or filled > 1
    # One answer has one index, or one that rises with each token.
    steps = list(zip(places, places[1:]))
    single = len(set(places)) <= 1 or all(one < two for one, two in steps)
    if crowded or not single or len(set(ends)) > 1:
        error = error or "two answers"
    whole = finish and done
    ending = "STREAM_ERROR" if error else "COMPLETE" if whole else "TRUNCATED"
    usage = usage or {}
    cached = usage.get("prompt_tokens_details", {}).get("cached_tokens")
    fields = [name, ending, chunks, outputs, ids, finish, usage.get("prompt_tokens"), usage.get("completion_tokens"),
              cached, done, json.dumps(thought, ensure_ascii=False), json.dumps(said, ensure_ascii=False)]
    return "\t".join("-" if field is None else str(field) for field in fields)


print("\t".join(["file", "ending", "chunks", "with output", "token ids", "finish", "prompt", "completion", "cached",
                 "done", "reasoning", "text"]))
for name in sorted(glob.glob("*/*.body")):
    with open(name, "rb") as file:
        if file.read(5) == b"data:":
            print(row(name))
