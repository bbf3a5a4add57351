#!/usr/bin/env bash
# LiteLLM calls an answer that the engine aborted a finished one.
#
# litellm 1.108.7 (PyPI), Python 3.11. Seen 2026-11-28.
#
# Expected: a gateway passes the engine's finish reason on, or raises an error for one that it does not know. vLLM says `abort` for a request
# that it gave up; DeepSeek says `insufficient_system_resource`.
# Seen: chat completions say `stop` for each of them, streamed or not, with at most a line in LiteLLM's own log. `error` is `stop` in an answer
# that is not streamed, and raises an error in a streamed one. So a client takes half an answer for a whole one and scores it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install litellm==1.108.7

cat > "$folder/try.py" <<'PY'
import json, logging, sys, threading
from http.server import BaseHTTPRequestHandler, HTTPServer


class Engine(BaseHTTPRequestHandler):
    """Ends each answer with the finish reason that the question names."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        reason = body["messages"][0]["content"]
        head = {"id": "c", "created": 1, "model": "m"}
        if body.get("stream"):
            steps = [({"role": "assistant", "content": "The answer is"}, None), ({}, reason)]
            events = [
                {**head, "object": "chat.completion.chunk", "choices": [{"index": 0, "delta": delta, "finish_reason": end}]}
                for delta, end in steps
            ]
            answer = "".join(f"data: {json.dumps(event)}\n\n" for event in events) + "data: [DONE]\n\n"
            kind = "text/event-stream"
        else:
            message = {"role": "assistant", "content": "The answer is"}
            answer = json.dumps({
                **head,
                "object": "chat.completion",
                "choices": [{"index": 0, "message": message, "finish_reason": reason}],
                "usage": {"prompt_tokens": 3, "completion_tokens": 3, "total_tokens": 6},
            })
            kind = "application/json"
        answer = answer.encode()
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)


server = HTTPServer(("127.0.0.1", 0), Engine)
threading.Thread(target=server.serve_forever, daemon=True).start()
import litellm  # LITELLM_LOCAL_MODEL_COST_MAP keeps it from asking for prices

litellm.suppress_debug_info = True
logging.getLogger("LiteLLM").setLevel(logging.CRITICAL)


def ends(reason, stream):
    try:
        answer = litellm.completion(
            model="openai/m",
            api_base=f"http://127.0.0.1:{server.server_port}/v1",
            api_key="none",
            messages=[{"role": "user", "content": reason}],
            stream=stream,
        )
        if not stream:
            return answer.choices[0].finish_reason
        return [c.choices[0].finish_reason for c in answer if c.choices and c.choices[0].finish_reason][-1]
    except Exception as failure:
        return type(failure).__name__


seen = {(reason, stream): ends(reason, stream) for reason in ("length", "abort", "insufficient_system_resource", "error") for stream in (False, True)}
for (reason, stream), end in seen.items():
    print(f"engine: {reason:30} {'streamed' if stream else 'whole':10} LiteLLM: {end}")
expected = {
    ("length", False): "length", ("length", True): "length",
    ("abort", False): "stop", ("abort", True): "stop",
    ("insufficient_system_resource", False): "stop", ("insufficient_system_resource", True): "stop",
    ("error", False): "stop", ("error", True): "MidStreamFallbackError",
}
sys.exit("the behaviour has changed" if seen != expected else 0)
PY
LITELLM_LOCAL_MODEL_COST_MAP=True "$folder/venv/bin/python" "$folder/try.py"
