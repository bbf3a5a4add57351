"""Makes the logs: inspect_ai 0.3.285, a model that answers from stub.py."""
import json,sys
from inspect_ai import Task, eval
from inspect_ai.dataset import Sample, MemoryDataset
from inspect_ai.scorer import match
from inspect_ai.solver import generate
from inspect_ai.model import get_model, ModelOutput, ModelUsage
src=open('stub.py').read().split('class H')[0]; g={}; exec(src,g); answer=g['answer']
rows=[json.loads(l) for l in open('sums.jsonl')]
for fmt in ("eval","json"):
    outs=[]
    for r in rows:
        o=ModelOutput.from_content("mockllm/model",answer(r["question"]), stop_reason="max_tokens" if r["id"]=="sum-8" else "stop")
        o.usage=ModelUsage(input_tokens=1,output_tokens=1,total_tokens=2)
        outs.append(o)
    task=Task(name="sums",dataset=MemoryDataset([Sample(input=r["question"],target=r["answer"],id=r["id"]) for r in rows]),solver=generate(),scorer=match(numeric=True))
    eval(task,model=get_model("mockllm/model",custom_outputs=outs),log_dir="ilogs",log_format=fmt,display="none",max_samples=1,log_model_api=False)
