#!/usr/bin/env python3
"""Writes docs/dependencies.md and THIRD-PARTY anew: python3 bench/dependencies.py

What is used comes from pom.xml and `mvn dependency:tree`, newest versions and dates from the repository's maven-metadata.xml, licences from the POM of
each artifact. The last column of the page is written by hand and kept. Needs mvn and what it downloads from.
"""
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs/dependencies.md"
LICENCES = ROOT / "THIRD-PARTY"
VERSIONS_PLUGIN = "org.codehaus.mojo:versions-maven-plugin:2.21.0:display-dependency-updates"
MISSING = "**say why**"
COMES_WITH = "## What comes with them into assay.jar"
# How POMs name a licence, and its SPDX name.
SPDX = [
    (r"apache", "Apache-2.0"),
    (r"eclipse public license.*2\.0|epl.?2\.0", "EPL-2.0"),
    (r"eclipse public license.*1\.0", "EPL-1.0"),
    (r"eclipse distribution license|^edl 1\.0", "BSD-3-Clause"),
    (r"lgpl.?2\.1", "LGPL-2.1-or-later"),
    (r"bsd.?2", "BSD-2-Clause"),
    (r"^(the )?(new )?bsd|bsd.?3|^go license", "BSD-3-Clause"),
    (r"\bmit\b|mit license", "MIT"),
]


def run(*command, **options):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))} ended with {done.returncode}:\n{done.stdout}")
    return done.stdout


def xml(file):
    root = ET.parse(file).getroot()
    for element in root.iter():
        element.tag = element.tag.split("}")[-1]
    return root


def declared(pom):
    """Returns (group:artifact, version, kind) of all that pom.xml names with a version; kind is a scope, `management`, or `build`."""
    properties = {each.tag: each.text or "" for each in pom.find("properties")}

    def value(element, name, otherwise=""):
        text = element.findtext(name, otherwise)
        return re.sub(r"\$\{([^}]+)}", lambda found: properties[found.group(1)], text)

    parents = {child: parent for parent in pom.iter() for child in parent}
    rows = []
    for element in pom.iter():
        if element.tag not in ("dependency", "plugin", "path") or element.find("version") is None:
            continue
        above = [element]
        while above[-1] in parents:
            above.append(parents[above[-1]])
        tags = {each.tag for each in above[1:]}
        kind = "build"
        if element.tag == "dependency" and "plugin" not in tags:
            kind = "management" if "dependencyManagement" in tags else value(element, "scope", "compile")
        name = value(element, "groupId", "org.apache.maven.plugins") + ":" + value(element, "artifactId")
        rows.append((name, value(element, "version"), kind))
    formatter = pom.find(".//palantirJavaFormat")
    rows.append(("com.palantir.javaformat:palantir-java-format", value(formatter, "version"), "build"))
    return list(dict.fromkeys(rows))


def resolved(repository):
    """Returns {group:artifact: (version, scope, group:artifact of pom.xml that brings it)}, and the local repository."""
    with tempfile.TemporaryDirectory() as folder:
        tree = pathlib.Path(folder, "tree")
        run("mvn", "-B", "-q", "dependency:tree", f"-DoutputFile={tree}", cwd=repository)
        found, brings = {}, ""
        for line in tree.read_text().splitlines()[1:]:
            depth = re.match(r"[|+\\ -]*", line).group().__len__() // 3
            group, artifact, *_, version, scope = line.lstrip("|+\\ -").split()[0].split(":")
            name = f"{group}:{artifact}"
            brings = name if depth == 1 else brings
            found[name] = (version, scope, brings)
    local = run("mvn", "-B", "-q", "-N", "help:evaluate", "-Dexpression=settings.localRepository", "-DforceStdout", cwd=repository)
    return found, pathlib.Path(re.sub(r"\x1b\[\d*m", "", local).strip())


def look_up(rows):
    """Makes Maven ask for the metadata of all artifacts."""
    with tempfile.TemporaryDirectory() as folder:
        wanted = "".join(
            "<dependency><groupId>{}</groupId><artifactId>{}</artifactId><version>{}</version></dependency>".format(*name.split(":"), version)
            for name, version in rows
        )
        pathlib.Path(folder, "pom.xml").write_text(
            "<project><modelVersion>4.0.0</modelVersion><groupId>looked</groupId><artifactId>up</artifactId><version>1</version>"
            f"<dependencies>{wanted}</dependencies></project>"
        )
        run("mvn", "-B", "-q", "-U", VERSIONS_PLUGIN, cwd=folder)


def metadata(local, name):
    """Returns the versions that are no previews, the previews, and the day of the last upload."""
    read = [xml(file) for file in folder_of(local, name).glob("maven-metadata-*.xml") if not file.name.endswith("-local.xml")]
    read = [each for each in read if each.findtext("versioning/lastUpdated")]
    if not read:
        sys.exit(f"No maven-metadata.xml of {name} was downloaded: look at what mvn {VERSIONS_PLUGIN} prints.")
    latest = max(read, key=lambda each: each.findtext("versioning/lastUpdated"))
    versions = [each.text for each in latest.findall("versioning/versions/version")]
    previews = [each for each in versions if re.search(r"(?i)alpha|beta|rc\d*|cr\d|[.-]m\d|snapshot|preview|-android|-jdk5|^\d{6,}", each)]
    day = latest.findtext("versioning/lastUpdated")
    return [each for each in versions if each not in previews], f"{day[:4]}-{day[4:6]}-{day[6:8]}"


def newest(local, name):
    return max(metadata(local, name)[0], key=lambda version: [int(each) for each in re.findall(r"\d+", version)])


def folder_of(local, name):
    group, artifact = name.split(":")
    return local / group.replace(".", "/") / artifact


def day_of_jar(local, name, version, otherwise):
    """Returns the day of the newest file in a jar. Many builds write one fixed day, of before 2011, so that two builds give equal bytes."""
    artifact = name.split(":")[1]
    file = folder_of(local, name) / version / f"{artifact}-{version}.jar"
    if not file.exists():
        try:
            get(f"{name}:{version}")
        except SystemExit:
            return otherwise
    with zipfile.ZipFile(file) as jar:
        return "{:04}-{:02}-{:02}".format(*max([each.date_time for each in jar.infolist()] or [(1980, 1, 1)]))


def get(artifact):
    run("mvn", "-B", "-q", "dependency:get", f"-Dartifact={artifact}", "-Dtransitive=false", cwd=tempfile.gettempdir())


def released(local, names):
    """Returns the newest version of each artifact, and its day. The repository wrote the metadata of many anew on one day: that day says nothing."""
    days = {name: metadata(local, name)[1] for name in names}
    rewritten = max(set(days.values()), key=list(days.values()).count)
    found = {}
    for name, day in days.items():
        version = newest(local, name)
        if day == rewritten:
            day = day_of_jar(local, name, version, "")
            day = f"{day} (jar)" if day > "2011" else f"until {rewritten}"
        found[name] = (version, day)
    return found


def pom_file(local, name, version):
    file = folder_of(local, name) / version / f"{name.split(':')[1]}-{version}.pom"
    if not file.exists():
        get(f"{name}:{version}:pom")
    return file


def licence(local, name, version):
    pom = xml(pom_file(local, name, version))
    names = [each.findtext("name", "").strip() for each in pom.findall("licenses/license")]
    if not names:
        parent = pom.find("parent")
        if parent is None:
            return "not stated"
        return licence(local, parent.findtext("groupId") + ":" + parent.findtext("artifactId"), parent.findtext("version"))
    short = []
    for each in names:
        short.append(next((spdx for pattern, spdx in SPDX if re.search(pattern, each.lower())), each))
    return " or ".join(dict.fromkeys(short))


def reasons():
    kept = {}
    if PAGE.exists():
        for line in PAGE.read_text().split(COMES_WITH)[0].splitlines():
            cells = [each.strip() for each in line.strip("|").split(" | ")]
            if line.startswith("| `"):
                kept[cells[0].strip("`")] = cells[-1].removesuffix("|").strip()
    return kept


def two(package):
    return ".".join(package.split(".")[:2])


def inside(local, name, version):
    """Returns what a jar holds of other libraries: those that its own files name, and the packages that were renamed."""
    artifact = name.split(":")[1]
    held, renamed = set(), set()
    with zipfile.ZipFile(folder_of(local, name) / version / f"{artifact}-{version}.jar") as jar:
        for entry in jar.namelist():
            if re.fullmatch(r"META-INF/maven/[^/]+/[^/]+/pom\.properties", entry):
                values = dict(re.findall(r"^(\w+)=(.*?)\s*$", jar.read(entry).decode(), re.M))
                if values.get("artifactId") != artifact:
                    held.add("holds {groupId}:{artifactId} {version}".format(**values))
            package = re.match(r"(?:wiremock|.*/shaded)/((?:com|org|io|net|javax|jakarta)(?:/[a-z]\w*){1,2})/.*class$", entry)
            if package:
                renamed.add(package.group(1).replace("/", "."))
    many = {each for each in {two(each) for each in renamed} if sum(two(other) == each for other in renamed) >= 5}
    few = {two(each) if two(each) in many else each for each in renamed}
    return sorted(held) + ([f"holds renamed copies of {', '.join(sorted(few))}"] if few else [])


def without_shading(version):
    """Returns what wiremock-standalone holds copies of: the libraries that the same WireMock without copies depends on."""
    with tempfile.TemporaryDirectory() as folder:
        pathlib.Path(folder, "pom.xml").write_text(
            "<project><modelVersion>4.0.0</modelVersion><groupId>looked</groupId><artifactId>up</artifactId><version>1</version><dependencies>"
            f"<dependency><groupId>org.wiremock</groupId><artifactId>wiremock</artifactId><version>{version}</version></dependency>"
            "</dependencies></project>"
        )
        return [(name, version) for name, (version, scope, _) in resolved(folder)[0].items() if name != "org.wiremock:wiremock"]


def table(head, rows):
    return "\n".join(["| " + " | ".join(head) + " |", "|" + "---|" * len(head)] + ["| " + " | ".join(row) + " |" for row in rows])


def main():
    rows = declared(xml(ROOT / "pom.xml"))
    tree, local = resolved(ROOT)
    # JUnit's versions come from its list of versions.
    direct = {brings for _, _, brings in tree.values()}
    known = {name for name, _, _ in rows}
    rows += [(name, tree[name][0], tree[name][1]) for name in direct - known]
    transitive = [(name, *tree[name]) for name in tree if tree[name][1] in ("compile", "runtime") and name not in direct]
    look_up({(name, version) for name, version, *_ in rows + transitive})
    releases = released(local, dict.fromkeys(name for name, *_ in rows + transitive))
    why = reasons()

    def line(name, version, *more):
        return [f"`{name}`", version, *releases[name], licence(local, name, version), *more]

    kinds = {"compile": 0, "runtime": 0, "management": 1, "test": 2, "build": 3}
    shipped = {"compile": "yes", "runtime": "yes", "management": "versions only", "test": "tests only", "build": "build only"}
    ordered = sorted(rows, key=lambda row: (kinds[row[2]], row[0]))
    head = ["artifact", "version", "newest", "released", "licence"]
    own = [line(name, version, shipped[kind], why.get(name, MISSING)) for name, version, kind in ordered]
    others = sorted((line(name, version, f"`{brings}`") for name, version, _, brings in transitive))
    text = PAGE.read_text() if PAGE.exists() else "<!-- tables -->\n<!-- end of tables -->\n"
    tables = (
        "<!-- tables -->\n\n" + table(head + ["in assay.jar", "why it is here"], own)
        + f"\n\n{COMES_WITH}\n\n" + table(head + ["comes with"], others) + "\n\n<!-- end of tables -->"
    )
    PAGE.write_text(re.sub(r"<!-- tables -->.*<!-- end of tables -->", lambda _: tables, text, flags=re.S))

    jars = sorted({(name, version) for name, version, kind in rows if kind in ("compile", "runtime")} | {(name, version) for name, version, *_ in transitive})
    listed = []
    for name, version in jars:
        url = xml(pom_file(local, name, version)).findtext("url", "").strip()
        lines = [f"{name} {version}", f"{licence(local, name, version)} {'' if '${' in url else url}".strip(), *inside(local, name, version)]
        if name == "org.wiremock:wiremock-standalone":
            lines += [f"holds {each} {of}: {licence(local, each, of)}" for each, of in sorted(without_shading(version))]
        listed.append("\n    ".join(lines))
    LICENCES.write_text(LICENCES.read_text().split("\n====\n")[0] + "\n====\n\n" + "\n\n".join(listed) + "\n")
    print(f"{len(own)} rows and {len(others)} that come with them; {sum(row[-1] == MISSING for row in own)} without a reason")


if __name__ == "__main__":
    main()
