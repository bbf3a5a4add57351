import json,re,sys
from http.server import BaseHTTPRequestHandler,ThreadingHTTPServer
# A small OpenAI server: it adds the two numbers of the last question, and is wrong or unusual on purpose.
FORMS=["#### %d","The answer is %d.","%d","I think it is %d, or so.\n#### %d","The final answer is $%d.","**%d**"]
def answer(text):
    q=re.findall(r"(\d+) \+ (\d+)",text)
    if not q: return "I do not know."
    a,b=map(int,q[-1]); s=a+b
    if a%5==0: s+=1
    f=FORMS[b%len(FORMS)]
    return f % ((s,)*f.count("%d"))
class H(BaseHTTPRequestHandler):
    def do_POST(self):
        body=json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if "messages" in body:
            t=answer(body["messages"][-1]["content"])
            ch=[{"index":0,"message":{"role":"assistant","content":t},"finish_reason":"stop"}]
        else:
            ps=body["prompt"]; ps=[ps] if isinstance(ps,str) else ps
            ch=[{"index":i,"text":answer(p),"finish_reason":"stop"} for i,p in enumerate(ps)]
        out=json.dumps({"id":"x","object":"completion","model":body.get("model"),"choices":ch,"usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}).encode()
        self.send_response(200); self.send_header("Content-Type","application/json"); self.send_header("Content-Length",str(len(out))); self.end_headers(); self.wfile.write(out)
    def log_message(self,*a): pass
ThreadingHTTPServer(("127.0.0.1",int(sys.argv[1])),H).serve_forever()
