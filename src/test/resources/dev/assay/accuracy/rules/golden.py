"""What other tools make of answers: found text and right or wrong, by their own code, for the test of dev.assay.accuracy.rules.

    pip install lm_eval==0.4.13 inspect_ai==0.3.285 sacrebleu jinja2 pandas
    pip download --no-deps sglang==0.5.23, and unpack sglang/test of the wheel
    python golden.py --sglang sglang/test --sglang-main FILE --vllm FILE --simple-evals FOLDER > golden.jsonl

FILE of --sglang-main: python/sglang/test/simple_eval_mixed_prefix_gsm8k.py of github.com/sgl-project/sglang at 0d877b3.
FILE of --vllm: tests/evals/gsm8k/gsm8k_eval.py of github.com/vllm-project/vllm at 03e0960.
FOLDER of --simple-evals: has github.com/openai/simple-evals at ee3b031 as simple_evals.

The calls: lm_eval's filters, built from the filter_list of its own task files, and its metric exact_match with the task's settings; inspect_ai's
scorer match(); simple-evals' MMLUEval, and its pattern for GPQA; the function get_answer_value out of the two files of SGLang and the one of vLLM.
One line for a text: the right answer, the text, and for each rule that found something, what it is; and the rules by which that is right.

    python golden.py ... --random 20000 > /tmp/random.jsonl

makes texts by chance instead, too many to keep. RuleTest compares them if -Dassay.rules.golden names the file.
"""

import argparse
import ast
import asyncio
import importlib.metadata
import json
import os
import pathlib
import random
import re
import sys

import regex
import yaml

os.environ["debug"] = "1"  # simple-evals: no threads
HERE = pathlib.Path(__file__).parent

parser = argparse.ArgumentParser()
for name in ["sglang", "sglang-main", "vllm", "simple-evals"]:
    parser.add_argument("--" + name, required=True)
parser.add_argument("--random", type=int)
options = parser.parse_args()
for package, version in [("lm_eval", "0.4.13"), ("inspect_ai", "0.3.285")]:
    found = importlib.metadata.version(package)
    if found != version:
        sys.exit(f"{package} {version} is expected, found {found}")

import lm_eval.filters  # noqa: E402
from inspect_ai.model import ModelOutput  # noqa: E402
from inspect_ai.scorer import Target, match  # noqa: E402
from inspect_ai.solver import TaskState  # noqa: E402
from lm_eval.api.metrics import exact_match_fn  # noqa: E402

sys.path.insert(0, options.simple_evals)
from simple_evals.common import ANSWER_PATTERN_MULTICHOICE  # noqa: E402
from simple_evals.mmlu_eval import MMLUEval  # noqa: E402


class Loader(yaml.SafeLoader):
    pass


Loader.add_constructor("!function", lambda loader, node: node.value)
TASKS = pathlib.Path(lm_eval.filters.__file__).parent.parent / "tasks"
FLAN = "mmlu/flan_n_shot/generative/_mmlu_flan_generative_template_yaml"
COT0 = "mmlu/flan_cot_zeroshot/_mmlu_flan_cot_zeroshot_template_yaml"
LM_EVAL = {
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
IN_BRACKETS = "flan"


def lm_eval_rule(name, path):
    task = yaml.load((TASKS / path).read_text(), Loader)
    steps = next(each["filter"] for each in task["filter_list"] if each["name"] == name.split()[-1])
    components = [(step["function"], {k: v for k, v in step.items() if k != "function"}) for step in steps]
    ensemble = lm_eval.filters.build_filter_ensemble(name, components)
    metric = task["metric_list"][0]
    settings = {k: v for k, v in metric.items() if k not in ("metric", "aggregation", "higher_is_better")}

    def score(text, right, options):
        responses, docs = [[text]], [{"choices": options}]
        for step in ensemble.filters:
            responses = step().apply(responses, docs)
        found = list(responses)[0]
        gold = f"({right})" if options and IN_BRACKETS in name else right
        hit = exact_match_fn(references=[gold], predictions=[found], **settings)["exact_match"]
        return None if found == "[invalid]" else found, bool(hit)

    return score


def answer_value(path, module, **settings):
    source = ast.parse(pathlib.Path(path).read_text())
    wanted = [part for part in source.body if getattr(part, "name", "") == "get_answer_value" or ast.unparse(part).startswith("INVALID =")]
    space = {"re": module, "ast": ast}
    exec(compile(ast.Module(wanted, []), path, "exec"), space)
    read, invalid = space["get_answer_value"], space["INVALID"]

    def score(text, right, options):
        found, gold = read(text, **settings), read(right)
        if gold == invalid:
            return "no right answer", False
        return None if found == invalid else str(found), found == gold

    return score


def inspect_rule(**settings):
    scorer = match(**settings)

    def score(text, right, options):
        state = TaskState("none", 1, 1, "", [], output=ModelOutput.from_content("none", text))
        found = asyncio.run(scorer(state, Target([right])))
        return found.answer, found.value == "C"

    return score


def simple_evals_mmlu(text, right, options):
    class Sampler:
        def _pack_message(self, content, role):
            return {"role": role, "content": content}

        def __call__(self, messages):
            return type("Response", (), {"response_text": text, "actual_queried_message_list": messages})

    evaluation = MMLUEval.__new__(MMLUEval)
    evaluation.examples = [{"Question": "", "A": "", "B": "", "C": "", "D": "", "Answer": right, "Subject": "anatomy"}]
    result = evaluation(Sampler())
    found = re.search("<p>Extracted Answer: (.*?)</p>\n<p>Score", result.htmls[0], re.DOTALL).group(1)
    return None if found == "None" else found, result.score == 1


def simple_evals_gpqa(text, right, options):
    found = re.search(ANSWER_PATTERN_MULTICHOICE, text)
    return (None, False) if not found else (found.group(1), found.group(1) == right)


lm = {name: lm_eval_rule(name, path) for name, path in LM_EVAL.items()}
BOTH = {"inspect match": inspect_rule()}
NUMBERS = {
    **{name: rule for name, rule in lm.items() if "gsm8k" in name},
    "vllm gsm8k": answer_value(options.vllm, regex),
    "sglang gsm8k": answer_value(pathlib.Path(options.sglang, "simple_eval_mixed_prefix_gsm8k.py"), re),
    "sglang gsm8k last_explicit": answer_value(options.sglang_main, re, prefer_explicit=True),
    "inspect match(numeric=True)": inspect_rule(numeric=True),
    **BOTH,
}
CHOICES = {
    **{name: rule for name, rule in lm.items() if "gsm8k" not in name},
    "simple-evals mmlu": simple_evals_mmlu,
    "simple-evals gpqa": simple_evals_gpqa,
    **BOTH,
}


def put(rules, text, right, options=None):
    found = {name: rule(text, right, options) for name, rule in rules.items()}
    line = {"answer": right, **({"options": options} if options else {}), **({"type": "text"} if rules is BOTH else {}), "text": text}
    line["found"] = {name: value for name, (value, _) in found.items() if value is not None}
    line["right"] = [name for name, (_, hit) in found.items() if hit]
    print(json.dumps(line, ensure_ascii=False))


def eighteen():
    for text in """
18|-18|118|18.|18.0|18.00|$18|$18.00|$29.00|18%|18 %|\\boxed{18}|$\\boxed{18}$|\\(18\\)|(18)|[18]|'18'|`18`|18!|18?|18:|18;|18,|18km|18 km|~18|=18|<18|+18|--18
018|007|0018|18e0|1.8e1|1.8E+1|180e-1|1e2|１８|١٨|१८|𝟏𝟖|⑱|ⅩⅤⅢ|十八|18²|−18|–18|18–|1 8|1_8|1,8|18,000|1'8|£18|€18|¥18|\\$18|\\18|**18**|__18__|*18*|$**18**$
#### 18|####18|#### $18|#### -18|#### 18.|#### 18.0|#### 18,|#### 18 apples|####  18|#### 7\\n#### 18|#### 18\\n#### 7|### 18|#### **18**|#### 18\\n\\nQuestion: What is 3+4?\\nAnswer: #### 7
The answer is 18|The answer is 18.|The answer is: 18.|the answer is 18.|The answer is $18.|The answer is 18 apples.|The answer is -18.|The answer is 18,|The final answer is 18|The final answer is $18.00
The final answer is 7. The final answer is 18|Answer: 18|Answer: 18.|answer = 18|The answer is 7. The answer is 18.|So 9 * 2 = 18|9*2=18|18 apples in 2 days|18, so...|18, so 2 are left ...|9. Check: 9*2=18, 18/2
<think>16-3=13. Then 13-4|<think>9*2=18</think>18|<think>It is 18.|10:30|10:18|18:00|1/18|18/1|36/2|2 1/2|eighteen|Eighteen.|I don't know||   |\\n|.|,|-|$|...|$,.|a.b|#### |####|#### ,|The answer is .
18\\n|18\r\\n|\t18|18\u00a0|18\u2003apples|x18|x=18|18x|H18|covid-18|a-18|a -18|18-|18-5|5-18|18 - 5|18+0|1,8,|18..|18.5.|.18|18.5|18.50|0.18|1.18|18\x00|18\x1c|¹⁸|18⁰|18½|½|−½|3²
18\\n---\\nLet me know if you need anything else!|Step 1: 9\\nStep 2: 18|1. nine\\n2. eighteen 18|18 (9 × 2)|(18)(2)|18 = 9*2|18 is 2 * 9|\\frac{36}{2}|\\text{18}|<answer>18</answer>|{"answer": 18}|18</s>|18<|im_end|>
""".strip("\n").split("\n"):
        yield from (each.encode("latin-1", "backslashreplace").decode("unicode_escape") if re.search(r"\\[nrtux]", each) and "\\text" not in each else each for each in text.split("|"))


NUMBER_TEXTS = [
    *[(text, "18") for text in eighteen()],
    *[(text, "-5") for text in ["-5", "−5", "－5", "﹣5", "– 5", "- 5", "minus 5", "5", "#### -5", "#### −5", "-5.0", "--5", "−−5", "(-5)", "负5", "負五", "-$5", "$-5", "\\boxed{-5}", "x-5", "3 -5", "3-5"]],
    *[(text, "1000") for text in ["1,000", "1000", "1 000", "1.000", "1_000", "1'000", "1\u202f000", "1e3", "10^3", "10³", "1,000.00", "#### 1,000", "#### 1000.", "$1,000", "$1,000.", "one thousand", "千", "一千", "1千", "1k", "1，000", "1٬000", "١٬٠٠٠", "1000,", "1,000,"]],
    *[(text, "1,000") for text in ["1,000", "1000", "1000.0", "#### 1,000", "The answer is 1,000."]],
    *[(text, "0.5") for text in ["0.5", ".5", "1/2", "½", "50%", "0,5", "0.50", "-.5", "5e-1", "0.5.", "０.５", "٠٫٥", "0．5", "一点五", "零点五", "〇点五", "2½", "½²", "−½", "\\frac{1}{2}"]],
    *[(text, "123456") for text in ["123456", "123457", "123,456", "123460", "1.23456e5", "123456.4", "1.2346e+05", "12345", "十二万三千四百五十六", "12万3456"]],
    *[(text, "1000000.50") for text in ["$1,000,000.50", "1000000.5", "1000000.50", "1e6", "1000000"]],
    *[(text, "0") for text in ["0", "-0", "0.0", "-0.0", "00", "000", "1_000", "0x0", "$0.00", "zero", "〇", "零"]],
    *[(text, "3.5") for text in ["3.5", "3.50", "3,5", "3½", "7/2", "3.5.", "3.5%", "#### 3.5", "#### 3.5 hours", "3.4999999"]],
    *[(text, "50%") for text in ["50%", "50", "50 %", "0.5", "50 percent"]],
    *[(text, "She earns 9*2=<<9*2=18>>18.\n#### 18") for text in ["18", "#### 18", "#### 19", "$18"]],
    *[(text, "2024") for text in ["二〇二四", "2024年", "2024．", "2024٫", "两千零二十四", "２０２４", "廿"]],
    *[(text, "20") for text in ["廿", "2十", "二十", "20.0", "XX", "Ⅻ", "⑳", "1e400", "1e1", "20!", "20 dollars and 50 cents", "20/1", "inf", "nan"]],
    *[(text, "9" * 400) for text in ["9" * 400, "9" * 399 + "8", "9" * 400 + ".0"]],
    *[(text, "1e22") for text in ["1e22", "10000000000000000000000", "1e+22", "10000000000000000000000.0"]],
    *[(text, "1000") for text in ["10⁺³", "1'000e", "1'000e+0", "1'0e＋2", "1.0'0e3", "1千0", "10x³"]],
    *[(text, "0.001") for text in ["10⁻³", "1'0e-4", "1'e−3", "0.0'01", "½²⁻"]],
    *[(text, "1024") for text in ["2¹⁰", "2¹⁰’", "¹⁰²⁴", "₁₀₂₄", "①②", "➊➒", "⁹₉", "1024\x85", "．", "៰"]],
    *[(text, "-0.5") for text in ["-½", "-½'", "½’", "½x", "½五", "-五"]],
    *[(text, "3.14") for text in ["三点一四", "3点14", "三点〇五", "点五"]],
    *[(text, "120000") for text in ["12万", "12万元", "十二x", "一百零五", "一千五零", "廿五", "1百0"]],
    *[(text, "10000000000") for text in ["1e10", "10000000000", "10000000000.0", "0.0000000001", "100000000000000000000.0"]],
    *[(text, "#### 18") for text in ["18", "#### 18", "The answer is 18."]],
    *[(text, "100000000000000000000000.0") for text in ["100000000000000000000000.0", "0.00001", "0.00001234", "1234567890123456.7", "12345678901234567.8"]],
]

PLAIN = ["Paris", "London", "Rome", "Berlin"]
OPTIONS = [
    (["Guilty", "Guilty of Romance", "Not guilty", "None of the above"], "B"),
    (["1", "2", "3", "12"], "C"),
    (["...", "a b", "?", "c"], "B"),
    (["same", "same", "Same!", "other"], "C"),
    (["-x", "$5 + 3", "“quoted”, said he", "x (y) z"], "C"),
    (["a.b.c", "abcd", "(ab)", "ab cd"], "D"),
    (["İstanbul", "straße", "ΣΑΣ", "café"], "B"),
]
LETTERS = """
B|b|(B)|B.|B)|**B**|**B.**|Answer: B|answer: b|ANSWER: B|answer : B|Answer:B|Answer:\tB|Answer : (B)|Answer: (B)|Answer: **B**|**Answer: B**|**Answer:** B|Answer: $B$|Answer: $\\boxed{B}$|Answer: \\boxed{B}|\\boxed{B}
Answer: \\text{B}|Answer: \\mathrm{B}|Answer: \\(B\\)|Answer: {B}|Answer: \\$B\\$|Answer: Because|Answer: Dog|Answer: none|Answer: E|Answer: ABC|Answer: A or B|Answer: B\\nAnswer: C|Answer: C\\nAnswer: B|The Answer: B|My answer:  B
The answer is B|The answer is B.|The answer is (B)|The answer is (B).|the answer is (B).|The correct answer is B.|The answer is **B**.|The answer is B because|The answer is: B.|The final answer: B.|The answer: (B).|answer is B|answer is (B|Answer is (B)
The answer is C. No, the answer is B.|The answer is (C).\\nThe answer is (B).|(A) is wrong, (B) is right|(B), not (A)|(C) ... (B)|London|london|It is London.|It is not Paris but London|Paris is not right, London is|Rome or London
Option: B|: B|:\\nB|B: London|B. London|B) London|(B) London|Answer: B. London|Antwort: B|Antwort : B|Die Antwort ist B|답변: B|정답: B|정답 : B|답: B|答案：B|答案: B|答案 ： B|答：B|答: B|答复：B|答复: B|答曰：B|答案是B|答案选B
الإجابة: B|الإجابة: ب|الإجابة : B|الجواب: ب|إجابة: أ|الإجابة النهائية: ب|الإجابة الصحيحة هي: ب|الإجابة هي: د|الجواب النهائي: ج|الإجابة: ت|Respuesta: B|respuesta: B|Risposta: B|答え: B|答え：B|回答: B|回答：Ｂ|解答: B|解答：B|Jawaban: B|Réponse: B|Réponse : B|RÉPONSE: B
Re\u0301ponse: B|Resposta: B|Jibu: B|Idahun: B|Ìdáhùn: B|Idáhùn: B|A\u0300m\u1ecd\u0300na\u0300: B|Àdáhùn: B|A\u0300nu\u0301go\u0323: B|Àṣàyàn: B|উত্তর: ব|উত্তর: B|উত্তরঃ অ|উত্তরঃ ব|उत्तर: B|उत्तर : B|Answer: Ｂ|Answer: ｂ|Answer:\u200b\u200b\u200b\u200b\u200b\u200bB|Answer:\u200bB|Answer\u00a0: B|Answer:\u00a0B|Anſwer: B
I think Bob|web|Bob|B or C|A, B|B, C|Not B|<think>Answer: C</think>Answer: B|<think>Answer: B|<think>(C)</think>\\n\\nB|B</s>|B\\n|B\\n\\nExplanation: London is the capital.|\\nB| B|B |B\r\\nx|  |.||I don't know|E|(E)|(b)|((B))|(B)(C)|[B]|{"answer": "B"}|B\x00|B\u2028C|(B)\x00
Let's think. Paris is (A). London is (B). The answer is (B).|A is wrong. Answer: B|Answer: B is right, Answer: A is wrong|Réponse: A\\nAnswer: B|Answer: x\\nRéponse: B|Antwort: A\\nRisposta: B|The best answer is B, London|answer is (K)|answer is F|answer is (J).|Respuesta: C. Answer: B
""".strip("\n")


def letters():
    for text in LETTERS.replace("\n", "|").replace("||", "|\0|").split("|"):
        yield "" if text == "\0" else re.sub(r"\\(n|r|t|x..|u....)(?!ext|athrm)", lambda found: found.group().encode().decode("unicode_escape"), text)


CHOICE_TEXTS = [
    *[(text, "B", PLAIN) for text in letters()],
    *[(text, "A", PLAIN) for text in ["A", "(A)", "Answer: A", "Answer: a", "Answer:ａ", "Answer: ｄ", "Answer:", "Answer: ", "A!", "A\x85", "\nA", "Paris"]],
    *[(text, "D", PLAIN) for text in ["Answer: D", "answer : d", "The answer is (D).", "الإجابة: د", "Berlin", "উত্তর: ঢ"]],
    *[(text, right, texts) for texts, right in OPTIONS for text in [*texts, *[each.upper() for each in texts], "I say: " + texts[1] + ".", f"Not {texts[0]}, {texts[2]}", "the answer is " + right, ": " + right, "nothing"]],
]
MANY = [chr(ord("a") + number) * 3 for number in range(10)]
MANY_TEXTS = ["The answer is (J).", "answer is J", "answer is (E)", "The answer is E.", "answer is K", "Answer: J", "J", "eee", "jjj", ": J", "answer is \\(J"]


def by_chance(number):
    chance = random.Random(17)
    pieces = list("0123456789018$.,-#*_ ()\n") + ["####", "#### ", " ", "\n", "18", "−", "５", "²", "½", "十", "百", "万", "〇", "点", "．", "e", "E3", "'", "٫", "\u00a0", "\\$", "€", "The answer is ", "The final answer is ", "=", "%", ":", "\x1c", "⁻", "＋", "Ⅷ", "③", "\u2009"]
    words = ["Answer", "answer", ":", " ", "：", "(", ")", "A", "B", "C", "D", "b", "(B)", "(C)", "\n", "The ", "answer is ", "The answer: ", "The final answer: ", "答案", "答", "Réponse", "RÉPONSE", "الإجابة", "ب", "Ｂ", "উত্তর", "ঃ", "**", "$", "\\boxed{", "}", "{", "\\text", "$\\text{", "Paris", "London", "LONDON", "rome", "ab", "abc", "a.b", ".", "\u200b" * 6, "\t", "\x1d", "\u00a0", "ſ", "İ", "ß", "-", "\x00"]
    for _ in range(number):
        text = "".join(chance.choices(pieces, k=chance.randint(1, 9)))
        put(NUMBERS, text, chance.choice(["18", "-5", "1,000", "0.5", "1234567", "0", "2e3", "50%", "十"]))
        text = "".join(chance.choices(words, k=chance.randint(1, 9)))
        texts = chance.choice([PLAIN, ["ab", "a.b", "", "abc"], ["ß", "İ", "Roma", "A"], ["-", "ab", "abc ab", "Rome"], ["Paris, London", "Paris", "London Rome", "b"]])
        put(CHOICES, text, chance.choice("ABCD"), texts)


if options.random:
    by_chance(options.random)
    sys.exit()
for text, right in NUMBER_TEXTS:
    put(NUMBERS, text, right)
for text, right, texts in CHOICE_TEXTS:
    put(CHOICES, text, right, texts)
for text in MANY_TEXTS:
    rules = {name: CHOICES[name] for name in ["lm-eval mmlu_pro custom-extract", "inspect match"]}
    put(rules, text, "J", MANY)
for text, right in [("Paris", "Paris"), ("It's paris.", "Paris"), ("I love Paris!", "Paris"), ("Paris is it", "Paris"), ("straße", "STRASSE"), ("unpARIS", "Paris"), ("", "Paris"), ("ΣΑΣ", "σας"), ("ı", "I"), ("ẞ", "ss")]:
    put(BOTH, text, right)
for line in pathlib.Path(HERE.parents[3], "scoring/vectors.jsonl").read_text().splitlines():
    vector = json.loads(line)
    if vector["type"] == "number":
        put(NUMBERS, vector["output"], vector["gold"])
