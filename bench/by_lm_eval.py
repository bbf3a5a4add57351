"""Scores answers by lm-evaluation-harness 0.4.13 itself: its own filters, built from its own task files, and its own metric exact_match.

    pip install lm_eval==0.4.13
    python bench/by_lm_eval.py samples.jsonl [RULE ...]

Each line of the input is a sample: {"answer": "18", "text": "... #### 18"}, or for a choice {"answer": "B", "options": ["Paris", ...], "text": "..."}.
A sample that lm_eval wrote itself (samples_*.jsonl) will do too: its first response is the text, and its target the answer. So will the samples of a run
of Assay (runs/RUN/samples/DEPLOYMENT/samples_*.jsonl.gz), which have Assay's own score by each of the rules: then "assay_right" is its number of right
answers, and the script ends with 1 if one answer is found or scored differently.
Prints a line of JSON for each rule: how many samples, how many right, the mean as lm_eval prints it, and the seconds that filters and metric took
(best of 3, reading the samples not counted). Without RULE: all rules that fit the first sample. RulesBench writes such a file and runs this.
"""

import gzip
import importlib.metadata
import json
import pathlib
import sys
import time

import yaml

VERSION = "0.4.13"
FLAN = "mmlu/flan_n_shot/generative/_mmlu_flan_generative_template_yaml"
COT0 = "mmlu/flan_cot_zeroshot/_mmlu_flan_cot_zeroshot_template_yaml"
TASKS = {
    "lm-eval gsm8k strict-match": "gsm8k/gsm8k.yaml",
    "lm-eval gsm8k flexible-extract": "gsm8k/gsm8k.yaml",
    "lm-eval gsm8k_cot strict-match": "gsm8k/gsm8k-cot.yaml",
    "lm-eval gsm8k_cot_llama strict-match": "gsm8k/gsm8k-cot-llama.yaml",
    "lm-eval mmlu_generative get_response": "mmlu/generative/_default_template_yaml",
    "lm-eval mmlu_flan_n_shot_generative strict-match": FLAN,
    "lm-eval mmlu_flan_n_shot_generative flexible-extract": FLAN,
    "lm-eval mmlu_flan_cot_zeroshot strict-match": COT0,
    "lm-eval mmlu_flan_cot_zeroshot flexible-extract": COT0,
    "lm-eval mmlu_flan_cot_fewshot get-answer": "mmlu/flan_cot_fewshot/_mmlu_flan_cot_fewshot_template_yaml",
    "lm-eval mmlu_pro custom-extract": "mmlu_pro/_default_template_yaml",
}


class Loader(yaml.SafeLoader):
    pass


Loader.add_constructor("!function", lambda loader, node: node.value)


def sample(row):
    if "text" in row:
        return row
    choices = row["doc"].get("choices", row["doc"].get("options"))
    return {"text": row["resps"][0][0], "answer": str(row["target"]).strip("()"), **({"options": choices} if choices else {})}


def read(path):
    """Returns each sample once, and what Assay's rules found and said for it, if the file has rows of theirs."""
    text = gzip.decompress(path.read_bytes()).decode() if path.suffix == ".gz" else path.read_text(encoding="utf-8")
    samples, by_rule = {}, {}
    for number, line in enumerate(each for each in text.split("\n") if each):
        row = json.loads(line)
        samples.setdefault(row.get("doc_id", number), sample(row))
        if row.get("filter") in TASKS:
            by_rule.setdefault(row["filter"], []).append((row["filtered_resps"][0], row["exact_match"]))
    return list(samples.values()), by_rule


def main(path, names):
    found = importlib.metadata.version("lm_eval")
    if found != VERSION:
        sys.exit(f"lm_eval {VERSION} is expected, found {found}: pip install lm_eval=={VERSION}")
    import lm_eval.filters
    from lm_eval.api.metrics import exact_match_fn, mean

    tasks = pathlib.Path(lm_eval.filters.__file__).parent.parent / "tasks"
    samples, by_rule = read(pathlib.Path(path))
    same = True
    choice = "options" in samples[0]
    for name in names or [each for each in TASKS if ("gsm8k" not in each) == choice]:
        task = yaml.load((tasks / TASKS[name]).read_text(), Loader)
        steps = next(each["filter"] for each in task["filter_list"] if each["name"] == name.split()[-1])
        components = [(step["function"], {k: v for k, v in step.items() if k != "function"}) for step in steps]
        metric = task["metric_list"][0]
        settings = {k: v for k, v in metric.items() if k not in ("metric", "aggregation", "higher_is_better")}
        brackets = "flan" in name
        golds = [f"({each['answer']})" if brackets else each["answer"] for each in samples]
        docs = [{"choices": each.get("options", [])} for each in samples]
        seconds = []
        for _ in range(3):
            start = time.perf_counter()
            responses = [[each["text"]] for each in samples]
            for step in lm_eval.filters.build_filter_ensemble(name, components).filters:
                responses = step().apply(responses, docs)
            responses = list(responses)
            scores = [
                exact_match_fn(references=[gold], predictions=[found], **settings)["exact_match"]
                for gold, found in zip(golds, responses, strict=True)
            ]
            seconds.append(time.perf_counter() - start)
        ours = by_rule.get(name)
        if ours:
            theirs = [(found, float(score)) for found, score in zip(responses, scores, strict=True)]
            same &= theirs == ours
        print(
            json.dumps({
                "rule": name,
                "samples": len(samples),
                "right": int(sum(scores)),
                **({"assay_right": int(sum(score for _, score in ours))} if ours else {}),
                "exact_match": float(mean(scores)),
                "seconds": min(seconds),
            })
        )
    return same


if __name__ == "__main__":
    sys.exit(0 if main(sys.argv[1], sys.argv[2:]) else 1)
