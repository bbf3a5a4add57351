#!/usr/bin/env python3
"""Runs PIT and writes docs/mutation.md: python3 bench/mutation.py [--page] [--compiled] [PACKAGE[:CLASS,...] ...]

It compiles code and tests, and runs the profile `mutation` for each of the packages below, one after the other; with names, for these only. What PIT
found stays in target/mutation/PACKAGE; a package that is not run keeps what was found there before. With classes (gate:gate.Belief,gate.Judge) only these
are run, and what was found of them before is replaced. With --compiled the classes in target/ are taken as they are. With --page nothing is run, and only
the page is written.

What no test found needs a reason in bench/mutation-survivors.txt. One without a reason is printed as "not looked at yet"; a reason that fits nothing
that survived is an error. Needs Maven on a JDK of 21 or newer (JAVA_HOME).
"""

import collections
import json
import os
import pathlib
import platform
import re
import subprocess
import sys
import time
import xml.etree.ElementTree as ET

ROOT = pathlib.Path(__file__).resolve().parent.parent
FOUND = ROOT / "target/mutation"
PAGE = ROOT / "docs/mutation.md"
REASONS = ROOT / "bench/mutation-survivors.txt"
SOURCES = ROOT / "src/main/java"
BASE = "dev.assay."
READER = ["wire.answer.*", "wire.BodyBuffer*", "wire.SmallDocument*", "wire.Exchange*", "trace.*"]
CAUSES = ["gate.AuditCausesTest", "gate.ClientOverheadCauseTest", "gate.FirstReadsCauseTest", "gate.MissingRequestsCauseTest", "gate.ResendsCauseTest",
          "gate.ShardClocksCauseTest"]
# The noun of the page, the classes, and the tests of other packages that are run beside those of the classes' own packages.
PACKAGES = {
    "stats": ("statistics", ["stats.*"], []),
    "accuracy": ("scoring", ["accuracy.*"], ["gate.AccuracyLimitsTest", "gate.EarlyJudgeTest"]),
    "figures": ("figures", ["figures.*"], [*CAUSES, "gate.OpenLoadTestTest"]),
    "audits": ("audits", ["audits.*"], CAUSES),
    "gate": ("verdicts", ["gate.*"],
             ["plant.LikelyCauseTest", "report.console.*", "proposals.*"]),
    "reader": ("the wire's reader", READER, ["wire.EndingTest", "figures.times.*", "accuracy.ToolCallVectorsTest"]),
}
KINDS = {
    "equivalent": "no input shows a difference",
    "speed": "only time or memory differ",
    "gap": "a test could find it, and none does",
}
NOT_YET = "not looked at yet"

Survivor = collections.namedtuple("Survivor", "package type method line change described code")
Reason = collections.namedtuple("Reason", "number type method changes code kind why")


def run(package):
    folder = FOUND / package
    folder.mkdir(parents=True, exist_ok=True)
    # A run that is stopped leaves what it has found up to then.
    write(folder, facts(None))
    begun = time.monotonic()
    pit(package, PACKAGES[package][1], folder)
    write(folder, facts(begun))


def facts(begun):
    seconds = None if begun is None else round(time.monotonic() - begun)
    return {"seconds": seconds, "commit": commit(), "machine": machine(), "date": time.strftime("%Y-%m-%d")}


def write(folder, found):
    (folder / "run.json").write_text(json.dumps(found, indent=1) + "\n")


def run_again(package, classes):
    """Runs some classes of a package, and replaces what was found of them before."""
    folder = FOUND / package
    begun = time.monotonic()
    pit(package, [each + end for each in classes for end in ("", "$*")], folder / "again")
    root = mutations(folder)
    for each in list(root):
        if outer(each) in classes:
            root.remove(each)
    root.extend(mutations(folder / "again"))
    ET.ElementTree(root).write(folder / "mutations.xml", encoding="UTF-8", xml_declaration=True)
    found = json.loads((folder / "run.json").read_text())
    found.setdefault("again", []).append({"classes": classes, **facts(begun)})
    write(folder, found)


def outer(mutation):
    return mutation.findtext("mutatedClass").removeprefix(BASE).split("$")[0]


def mutations(folder):
    """Returns what PIT found. A run that was stopped has not written the end of its file."""
    written = (folder / "mutations.xml").read_text()
    end = "</mutations>"
    return ET.fromstring(written if written.rstrip().endswith(end) else written[: written.rindex("</mutation>")] + "</mutation>" + end)


def pit(package, classes, folder):
    _, own, others = PACKAGES[package]
    maven("org.pitest:pitest-maven:mutationCoverage@score", f"-DtargetClasses={names(classes)}", f"-DtargetTests={names([*own, *others])}",
          f"-DreportsDirectory={folder}", "-Dthreads=1")


def maven(goal, *options):
    subprocess.run(["mvn", "-B", "-q", goal, "-Pmutation", *options], cwd=ROOT, check=True)


def names(classes):
    return ",".join(BASE + each for each in classes)


def commit():
    git = ["git", "-C", str(ROOT)]
    name = subprocess.run([*git, "rev-parse", "--short=8", "HEAD"], capture_output=True, text=True, check=True).stdout.strip()
    changed = subprocess.run([*git, "status", "--porcelain", "src", "pom.xml"], capture_output=True, text=True, check=True).stdout
    return name + (" with changes" if changed else "")


def machine():
    names = re.findall(r"model name\s*:\s*(.*)", pathlib.Path("/proc/cpuinfo").read_text()) if platform.system() == "Linux" else []
    java = subprocess.run([java_command(), "-version"], capture_output=True, text=True, check=True).stderr
    version = re.search(r'"(\d+)', java).group(1)
    return f"{os.cpu_count()} cores of {names[0] if names else platform.machine()}, {platform.system()}, JDK {version}"


def java_command():
    home = os.environ.get("JAVA_HOME")
    return str(pathlib.Path(home) / "bin/java") if home else "java"


def source_line(type_name, number, at):
    file = SOURCES / ((BASE + type_name).split("$")[0].replace(".", "/") + ".java")
    written = subprocess.run(
        ["git", "-C", str(ROOT), "show", f"{at.split()[0]}:{file.relative_to(ROOT)}"], capture_output=True, text=True, check=True).stdout
    return written.splitlines()[number - 1].strip()


def commit_of(found, type_name):
    """Returns the commit at which a class was run last."""
    return next((each["commit"] for each in reversed(found.get("again", [])) if type_name.split("$")[0] in each["classes"]), found["commit"])


def read(package):
    """Returns how often each status occurred, and what survived."""
    found = json.loads((FOUND / package / "run.json").read_text())
    statuses = collections.Counter()
    survivors = []
    for each in mutations(FOUND / package):
        status = each.get("status")
        statuses[status] += 1
        if each.get("detected") == "true":
            continue
        type_name = each.findtext("mutatedClass").removeprefix(BASE)
        method = re.sub(r"lambda\$(\w+)\$\d+", r"\1", each.findtext("mutatedMethod")).replace("<init>", "new").replace("<clinit>", "static")
        line = int(each.findtext("lineNumber"))
        change = each.findtext("mutator").split(".")[-1].removesuffix("Mutator")
        described = re.sub(r" for .*", "", each.findtext("description")).replace("java/util/", "").replace("::", ".")
        survivors.append(Survivor(package, type_name.replace("$", "."), method, line, change, described, source_line(type_name, line, commit_of(found, type_name))))
    return statuses, survivors


def reasons():
    found = []
    for number, line in enumerate(REASONS.read_text().splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        fields = [field.strip() for field in line.split(" | ")]
        if len(fields) != 5 or fields[3] not in KINDS:
            sys.exit(f"{REASONS}:{number}: expected CLASS.METHOD | CHANGES | CODE | {' or '.join(KINDS)} | WHY, found [{line}].")
        type_name, _, method = fields[0].rpartition(".")
        found.append(Reason(number, type_name, method, tuple(fields[1].split()), fields[2], fields[3], fields[4]))
    return found


def explains(reason, survivor):
    return (
        reason.type == survivor.type
        and reason.method in (survivor.method, "*")
        and (survivor.change in reason.changes or reason.changes == ("*",))
        and (reason.code == "*" or reason.code in survivor.code)
    )


def percent(part, whole):
    # Rounded down: 89.97 % is not 90.0 %.
    return f"{part * 1000 // whole / 10:.1f} %"


def text(of_a_cell):
    return of_a_cell.replace("|", "\\|")


def code(classes):
    return ", ".join(f"`{BASE}{each}`" for each in classes)


def again(found):
    return "".join(f" Run again at commit {each['commit']} in {each['seconds']} s: {code(each['classes'])}." for each in found.get("again", []))


def took(found):
    return "stopped before its end" if found["seconds"] is None else f"{found['seconds'] // 60} min {found['seconds'] % 60} s"


def page():
    all_reasons = reasons()
    used = set()
    summary = []
    details = []
    total, killed_in_all = 0, 0
    ended = []
    for package, (noun, classes, others) in PACKAGES.items():
        if not (FOUND / package / "run.json").exists():
            summary.append(f"| {noun} (`{package}`) | not run | | | | | | | | |")
            continue
        found = json.loads((FOUND / package / "run.json").read_text())
        statuses, survivors = read(package)
        made, killed = sum(statuses.values()), sum(statuses.values()) - len(survivors)
        total, killed_in_all = total + made, killed_in_all + killed
        groups = collections.defaultdict(list)
        for each in survivors:
            reason = next((reason for reason in all_reasons if explains(reason, each)), None)
            if reason:
                used.add(reason)
            groups[(each.type, reason, "" if reason else each.method, "" if reason else each.described)].append(each)
        kinds = collections.Counter()
        for (_, reason, _, _), members in groups.items():
            kinds[reason.kind if reason else NOT_YET] += len(members)
        counts = " | ".join(str(kinds[kind]) for kind in [*KINDS, NOT_YET])
        summary.append(
            f"| {noun} (`{package}`) | {made} | {killed} | **{percent(killed, made)}** | {statuses['TIMED_OUT']} | {counts} | "
            f"{took(found)} |")
        details += ["", f"## {noun[0].upper()}{noun[1:]}: `{package}`", "",
                    f"{code(classes)}, with the tests of the same packages{' and ' + code(others) if others else ''}. "
                    f"Commit {found['commit']}, {found['date']}; {found['machine']}.{again(found)}", ""]
        if found["seconds"] is not None:
            ended += [each.rstrip("*") for each in classes]
        else:
            reached = sorted({outer(each) for each in mutations(FOUND / package)})
            details += [f"The run was stopped before its end. Only these classes count: {code(reached)}.", ""]
        details += ["| where | lines | change | why no test finds it |", "|---|---|---|---|"]
        for (type_name, reason, _, _), members in sorted(groups.items(), key=lambda item: (item[0][0], item[1][0].line)):
            methods = sorted({each.method for each in members})
            lines = sorted({each.line for each in members})
            changes = sorted({each.described for each in members})
            why = f"{reason.kind}: {reason.why}" if reason else NOT_YET
            where = f"`{type_name}.{methods[0]}`" if len(methods) == 1 else f"`{type_name}`: " + ", ".join(f"`{each}`" for each in methods)
            details.append(f"| {where} | {', '.join(map(str, lines))} | {text('; '.join(changes))} | {text(why)} |")
    stale = [each for each in all_reasons if each not in used and each.type.startswith(tuple(ended))]
    head = [
        "# Which small changes of the code the tests find",
        "",
        "PIT changes the compiled code in one small place at a time (a sum becomes a difference, a condition is turned over, a call is left out), and runs",
        "the tests that reach the place. A change is killed if a test fails or no longer ends. `python3 bench/mutation.py` ran it and wrote this page;",
        "the reasons come from `bench/mutation-survivors.txt`.",
        "",
        "- The changes are PIT's default ones; the tests are the quick ones of the same package, and those of other packages that are named below.",
        "  CI does not run this.",
        "- **Too late**: killed because the tests no longer ended in time. They are part of those that are killed.",
        *[f"- **{kind[0].upper()}{kind[1:]}**: {meaning}." for kind, meaning in KINDS.items()],
        "",
        "| what | changes | killed | score | too late | equivalent | speed | gap | not looked at yet | took |",
        "|---|---|---|---|---|---|---|---|---|---|",
        *summary,
    ]
    if total:
        head += ["", f"Together {killed_in_all} of {total} are killed, {percent(killed_in_all, total)}."]
    PAGE.write_text("\n".join(head + details) + "\n")
    for each in stale:
        print(f"{REASONS.relative_to(ROOT)}:{each.number}: nothing survived that fits {each.type}.{each.method} | {' '.join(each.changes)} | {each.code}.")
    return stale


def main():
    asked = [each.split(":") for each in sys.argv[1:] if not each.startswith("--")]
    unknown = [package for package, *_ in asked if package not in PACKAGES]
    if unknown:
        sys.exit(f"Unknown: {', '.join(unknown)}. Known: {', '.join(PACKAGES)}.")
    if "--page" not in sys.argv:
        if "--compiled" not in sys.argv:
            maven("test-compile")
        for package, *classes in asked or [[each] for each in PACKAGES]:
            if classes:
                run_again(package, classes[0].split(","))
            else:
                run(package)
    sys.exit(1 if page() else 0)


main()
