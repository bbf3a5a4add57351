"""Makes python.jsonl: values, and what Python 3.11 and lm_eval 0.4.13 make of them."""
import json
from lm_eval.utils import hash_string
values=[
 {"id":"q-1","type":"number","question":"What is 17 + 25?","answer":"42","tags":[]},
 {"id":"é/\"quoted\"\\","question":"tab\there\nline\r\u2028 \u007f \u000b \u001f nul\u0000 emoji 😀 中文","tags":["a","b/c"]},
 {},[],
 {"a":{"b":[[],{}]},"n":None,"t":True,"x":1.0,"y":0.5,"i":-3},
]
with open('python.jsonl','w',encoding='utf-8') as f:
    for v in values:
        line=json.dumps(v,ensure_ascii=False); ind=json.dumps(v,indent=2,ensure_ascii=False)
        f.write(json.dumps({"value":v,"line":line,"indented":ind,"hash":hash_string(ind)})+"\n")
