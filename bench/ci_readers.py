"""Shows one JUnit XML file of Assay to readers that people use, and prints what each makes of it as Markdown tables.

    python bench/ci_readers.py [--write] [--actions FOLDER] [--folder FOLDER]

The file is bench/ci-readers/TEST-assay.xml; ReaderSampleTest holds that it is what the gate writes. The readers are installed in the versions below, by npm,
pip and Maven, into FOLDER or else a temporary folder. docs/ci-readers.md has the tables between two marks: without --write the script ends with 1 if they
differ from what the readers show today.

The three actions for GitHub are in no registry. FOLDER has their checkouts, each in a folder of its own, in the versions below:

    git clone --depth 1 --branch v3.0.0 https://github.com/dorny/test-reporter
    git clone --depth 1 --branch v6.4.2 https://github.com/mikepenz/action-junit-report
    git clone --depth 1 --branch v2.24.0 https://github.com/EnricoMi/publish-unit-test-result-action

Needs Python 3.11, Node 20, Java and Maven. Nothing is sent to a server.
"""

import argparse
import difflib
import html
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import venv

HERE = pathlib.Path(__file__).resolve().parent
SAMPLE = HERE / "ci-readers" / "TEST-assay.xml"
PAGE = HERE.parent / "docs" / "ci-readers.md"

NPM = {"allure": "3.18.0", "allure-commandline": "2.46.1", "junit-to-ctrf": "0.0.14", "test-results-parser": "0.4.6", "@datadog/datadog-ci": "5.25.0"}
PIP = {"junitparser": "5.0.3", "junit2html": "31.1.4"}
PIP_OF_ACTIONS = {"humanize": "4.15.0", "lxml": "6.1.1", "psutil": "7.2.2", "PyGithub": "2.9.1", "PyYAML": "6.0.3"}
SUREFIRE_REPORT = "3.5.4"
ACTIONS = {"test-reporter": "v3.0.0", "action-junit-report": "v6.4.2", "publish-unit-test-result-action": "v2.24.0"}

KINDS = {
    "smollm2-135m kept": "PASS",
    "smollm2-135m missed": "FAIL",
    "smollm2-135m unmeasured": "UNMEASURED",
    "smollm2-135m undecided": "INCONCLUSIVE",
    "smollm2-135m published (modelled)": "modelled",
    "smollm2-135m told (tolerated)": "tolerated",
    "smollm2-135m basics_v2 q-7": "wrong answer",
}
# A part of the first line of each test's reason, and of a later line where there is one.
REASONS = {
    "FAIL": ("tpot.mean 10.000 ms, allowed at most 9.5 ms, n=2 (1 more limit missed)", "ttft.mean 660.188 ms, allowed"),
    "UNMEASURED": ("No limit was judged; see the traces.", "tpot.mean has no value, allowed"),
    "INCONCLUSIVE": ("With no more than 0 there, 5 requests would prove it. (recorded", "answered every complete request"),
    "modelled": ("nothing was measured. Give -Dassay.endpoint=URL.", None),
    "tolerated": ("would FAIL smollm2-135m c4: tpot.mean 10.000 ms", None),
    "wrong answer": ("WRONG, expected 42, found <b>41</b> & more", None),
}


def run(command, **options):
    done = subprocess.run([str(each) for each in command], capture_output=True, text=True, check=False, **options)
    if done.returncode != 0:
        sys.exit(f"{command[0]} ended with {done.returncode}: {' '.join(map(str, command))}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout


def shown(kind, state, *texts):
    """Returns one cell: the reader's word, and whether it shows why: the first line, or all of the text."""
    if kind == "PASS":
        return state
    text = html.unescape("\n".join(each for each in texts if each))
    first, later = REASONS[kind]
    if first not in text:
        return state + ", no reason"
    return state + (", whole text" if later and later in text else ", first line" if later else ", reason")


def cells(rows):
    """Returns the cells of a reader from {name of the test: (its word, text, ...)}."""
    missing = set(KINDS) - set(rows)
    if missing:
        sys.exit(f"the reader shows no test [{'], ['.join(sorted(missing))}]; it shows: {sorted(rows)}")
    return [shown(kind, *rows[name]) for name, kind in KINDS.items()]


def visible(page):
    page = re.sub(r"<(style|script)\b.*?</\1>", "", page, flags=re.DOTALL | re.IGNORECASE)
    if "<b>41</b>" in page:
        sys.exit("the page has the answer of a model as HTML")
    return html.unescape(re.sub(r"<[^>]+>", "\n", page))


def parts(text, names, until):
    """Returns what a page says of each test: from its name to the name of the next."""
    rows = {}
    for name in names:
        at = text.rindex(name)
        following = [text.find(other, at + len(name)) for other in names if other != name]
        ends = [each for each in following if each > 0] + ([text.index(until, at)] if until in text[at:] else [len(text)])
        rows[name] = text[at:min(ends)]
    return rows


class Readers:
    def __init__(self, folder, actions):
        self.folder = folder
        self.actions = actions
        self.python = folder / "python" / "bin" / "python"
        self.reports = folder / "reports"

    def install(self):
        names = [f"{name}@{version}" for name, version in NPM.items()]
        run(["npm", "install", "--prefix", self.folder / "node", "--no-audit", "--no-fund", "--ignore-scripts", *names])
        if not self.python.exists():
            venv.create(self.folder / "python", with_pip=True)
        wanted = PIP | (PIP_OF_ACTIONS if self.actions else {})
        run([self.python, "-m", "pip", "install", "-q", "--disable-pip-version-check", *[f"{name}=={version}" for name, version in wanted.items()]])
        shutil.rmtree(self.reports, ignore_errors=True)
        self.reports.mkdir()
        shutil.copy(SAMPLE, self.reports)

    def module(self, name):
        return self.folder / "node" / "node_modules" / name

    def allure3(self):
        out = self.folder / "allure3"
        shutil.rmtree(out, ignore_errors=True)
        run(["node", self.module("allure") / "cli.js", "generate", self.reports, "-o", out], cwd=self.folder)
        results = [json.loads(each.read_text()) for each in (out / "data" / "test-results").glob("*.json")]
        return {each["name"]: (each["status"], each["error"].get("message"), each["error"].get("trace")) for each in results}

    def allure2(self):
        out = self.folder / "allure2"
        run(["node", self.module("allure-commandline") / "bin" / "allure", "generate", self.reports, "-o", out, "--clean"], cwd=self.folder)
        results = [json.loads(each.read_text()) for each in (out / "data" / "test-cases").glob("*.json")]
        return {each["name"]: (each["status"], each.get("statusMessage"), each.get("statusTrace")) for each in results}

    def ctrf(self):
        out = self.folder / "ctrf.json"
        out.unlink(missing_ok=True)
        run(["node", self.module(".bin") / "junit-to-ctrf", self.reports / SAMPLE.name, "-o", out])
        tests = json.loads(out.read_text())["results"]["tests"]
        return {each["name"].removeprefix("load: "): (each["status"], each.get("message"), each.get("trace")) for each in tests}

    def testbeats(self):
        script = "const {parse} = require(process.argv[1]); console.log(JSON.stringify(parse({type: 'junit', files: [process.argv[2]]})));"
        found = json.loads(run(["node", "-e", script, self.module("test-results-parser"), self.reports / SAMPLE.name]))
        return {each["name"]: (each["status"], each["failure"], each["stack_trace"]) for suite in found["suites"] for each in suite["cases"]}

    def datadog(self):
        command = ["node", self.module(".bin") / "datadog-ci", "junit", "upload", "--dry-run", "--service", "assay", "--skip-git-metadata-upload", self.reports]
        said = run(command, env=os.environ | {"DD_API_KEY": "none", "DATADOG_API_KEY": "none"})
        if "Uploaded 1 files" not in said or "Invalid" in said:
            sys.exit("datadog-ci does not take the file:\n" + said)

    def junitparser(self):
        script = """
import json, sys
from junitparser import JUnitXml, TestSuite
read = JUnitXml.fromfile(sys.argv[1])
cases = list(read) if isinstance(read, TestSuite) else [case for suite in read for case in suite]
print(json.dumps({case.name: [type(case.result[0]).__name__ if case.result else "no result",
                              *(text for each in case.result for text in (each.message, each.text))] for case in cases}))
"""
        return {name: tuple(each) for name, each in json.loads(run([self.python, "-c", script, self.reports / SAMPLE.name])).items()}

    def junit2html(self):
        page = self.folder / "junit2html.html"
        run([self.folder / "python" / "bin" / "junit2html", self.reports / SAMPLE.name, page])
        rows = {}
        for part in visible(page.read_text()).split("Test case:")[1:]:
            lines = [line.strip() for line in part.splitlines() if line.strip()]
            rows[lines[0]] = (lines[lines.index("Outcome:") + 1], part)
        return rows

    def surefire_report(self):
        project = self.folder / "maven"
        shutil.rmtree(project, ignore_errors=True)
        (project / "target").mkdir(parents=True)
        shutil.copytree(self.reports, project / "target" / "surefire-reports")
        (project / "pom.xml").write_text(
            "<project><modelVersion>4.0.0</modelVersion><groupId>a</groupId><artifactId>a</artifactId><version>1</version></project>"
        )
        run(["mvn", "-B", "-q", f"org.apache.maven.plugins:maven-surefire-report-plugin:{SUREFIRE_REPORT}:report-only"], cwd=project)
        text = visible(next(project.rglob("surefire*.html")).read_text())
        details = text[text.rindex("Failure Details"):]
        rows = {name: ("listed", "") for name in KINDS if name in text}
        for name, part in parts(details, [name for name in KINDS if name in details], "Copyright").items():
            kind = re.search(r"^\s*(skipped|Failure|Unmeasured|Inconclusive): ", part, re.MULTILINE)
            rows[name] = (f"below Failure Details as {kind.group(1) if kind else 'an unnamed kind'}", part)
        return rows

    def action(self, name, inputs):
        """Runs an action as GitHub's runner does: inputs and files in the environment. Returns its output and its summary."""
        checkout = self.actions / name
        script = "import json, sys, yaml; print(json.dumps(yaml.safe_load(open(sys.argv[1]))))"
        action = json.loads(run([self.python, "-c", script, checkout / "action.yml"]))
        environment = dict(os.environ)
        for key, given in action["inputs"].items():
            default = given.get("default", "")
            default = str(default).lower() if isinstance(default, bool) else str(default)
            environment["INPUT_" + key.upper()] = "" if "${{" in default else default
        environment |= {"INPUT_" + key.upper(): value for key, value in inputs.items()}
        files = {"GITHUB_STEP_SUMMARY": "summary.md", "GITHUB_OUTPUT": "outputs", "GITHUB_EVENT_PATH": "event.json"}
        for variable, file in files.items():
            (self.folder / file).write_text("{}" if file == "event.json" else "")
            environment[variable] = str(self.folder / file)
        environment |= {"GITHUB_REPOSITORY": "owner/name", "GITHUB_SHA": "0" * 40, "GITHUB_REF": "refs/heads/main", "GITHUB_API_URL": "http://127.0.0.1:1"}
        run(["git", "init", "-q"], cwd=self.reports)
        (self.reports / "thresholds.yaml").write_text("version: 1\n" * 40)
        run(["git", "add", "."], cwd=self.reports)
        environment |= {"GITHUB_WORKSPACE": str(self.reports), "GITHUB_EVENT_NAME": "push"}
        command = ["node", checkout / action["runs"]["main"]]
        done = subprocess.run(command, cwd=self.reports, env=environment, capture_output=True, text=True, check=False)
        return done.stdout, (self.folder / "summary.md").read_text()

    def dorny(self):
        _, summary = self.action("test-reporter", {"name": "assay", "path": SAMPLE.name, "reporter": "java-junit", "token": "none"})
        rows = {}
        for line in summary.splitlines():
            test = re.match(r"(✅|❌|⚪) (.+)", line)
            if test and test.group(2) in KINDS:
                last = test.group(2)
                rows[last] = (test.group(1), "")
            elif rows and line.startswith("\t"):
                rows[last] = (rows[last][0], rows[last][1] + line)
        return rows

    def mikepenz(self):
        inputs = {"annotate_only": "true", "include_passed": "true", "include_skipped": "true", "detailed_summary": "true"}
        said, summary = self.action("action-junit-report", inputs | {"report_paths": SAMPLE.name, "token": "none"})
        rows = {}
        for name in KINDS:
            word = re.search(re.escape(name) + r"</td><td>[^<]*?(\w+)</td>", summary).group(1)
            annotation = re.search(r"^::(\w+) title=[^\n]*?" + re.escape(name) + r",file=([^,]*),line=(\d+)[^\n]*", said, re.MULTILINE)
            place = f", {annotation.group(1)} at {annotation.group(2)}:{annotation.group(3)}" if annotation else ""
            rows[name] = (word + place, annotation.group(0).replace("%25", "%") if annotation else "")
        return rows

    def enricomi(self):
        script = """
import json, sys
sys.path.insert(0, sys.argv[1])
from publish import get_case_annotations
from publish.junit import parse_junit_xml_files, process_junit_xml_elems
from publish.unittestresults import get_test_results
results = get_test_results(process_junit_xml_elems(parse_junit_xml_files([sys.argv[2]], False, False)).with_commit("0" * 40), False)
notes = get_case_annotations(results.case_results, False)
by_name = {key[2]: state for key, states in results.case_results.items() for state in states}
print(json.dumps({name: [state] + [text for note in notes if note.title.startswith(name + " ")
                                   for text in (f"{note.annotation_level} at {note.path}:{note.start_line}", note.raw_details)]
                  for name, state in by_name.items()}))
"""
        source = self.actions / "publish-unit-test-result-action" / "python"
        found = json.loads(run([self.python, "-c", script, source, self.reports / SAMPLE.name]))
        return {name: (", ".join(each[:2]), *each[2:]) for name, each in found.items()}


def table(rows):
    heads = ["reader", *KINDS.values()]
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    return "\n".join(lines + ["| " + " | ".join([name, *found]) + " |" for name, found in rows])


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--write", action="store_true")
    arguments.add_argument("--actions", type=pathlib.Path)
    arguments.add_argument("--folder", type=pathlib.Path)
    given = arguments.parse_args()
    folder = (given.folder or pathlib.Path(tempfile.mkdtemp(prefix="ci-readers-"))).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    readers = Readers(folder, given.actions and given.actions.resolve())
    readers.install()
    readers.datadog()
    tables = {
        "readers": table([
            (f"Allure {NPM['allure']}", cells(readers.allure3())),
            (f"Allure {NPM['allure-commandline']}", cells(readers.allure2())),
            (f"junit-to-ctrf {NPM['junit-to-ctrf']}", cells(readers.ctrf())),
            (f"test-results-parser {NPM['test-results-parser']}", cells(readers.testbeats())),
            (f"junitparser {PIP['junitparser']}", cells(readers.junitparser())),
            (f"junit2html {PIP['junit2html']}", cells(readers.junit2html())),
            (f"maven-surefire-report-plugin {SUREFIRE_REPORT}", cells(readers.surefire_report())),
            (f"datadog-ci {NPM['@datadog/datadog-ci']}, dry run", ["takes the file"] + ["–"] * (len(KINDS) - 1)),
        ])
    }
    if given.actions:
        tables["actions"] = table([
            (f"dorny/test-reporter {ACTIONS['test-reporter']}", cells(readers.dorny())),
            (f"mikepenz/action-junit-report {ACTIONS['action-junit-report']}", cells(readers.mikepenz())),
            (f"EnricoMi/publish-unit-test-result-action {ACTIONS['publish-unit-test-result-action']}", cells(readers.enricomi())),
        ])
    before = PAGE.read_text()
    after = before
    for name, text in tables.items():
        print(text + "\n")
        after = re.sub(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", lambda found: found.group(1) + text + "\n" + found.group(2), after, flags=re.DOTALL)
    if given.write:
        PAGE.write_text(after)
    elif after != before:
        difference = difflib.unified_diff(before.splitlines(), after.splitlines(), str(PAGE), "what the readers show", lineterm="")
        sys.exit("\n".join(difference))


if __name__ == "__main__":
    main()
