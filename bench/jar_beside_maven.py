"""Measures `java -jar target/assay.jar verify` beside `mvn -o verify` without Assay's own tests, on the recordings that the repository ships.

    mvn -q package -DskipTests
    python bench/jar_beside_maven.py [rounds]

Each round runs both, one after the other, every second round in the opposite order. A first run of each, which is not counted, fills the caches. Prints the
medians of the wall time and of the processor time (user and system, with all child processes), in seconds.
"""

import os
import statistics
import subprocess
import sys
import time

JAVA = os.path.join(os.environ["JAVA_HOME"], "bin", "java") if "JAVA_HOME" in os.environ else "java"
COMMANDS = {
    "java -jar": [JAVA, "-jar", "target/assay.jar", "verify"],
    "mvn": ["mvn", "-o", "-B", "-q", "verify", "-DskipTests"],
}


def measure(command):
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - start
    if status != 0:
        sys.exit(f"{' '.join(command)} ended with status {os.waitstatus_to_exitcode(status)}")
    return wall, usage.ru_utime + usage.ru_stime


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    for command in COMMANDS.values():
        measure(command)
    times = {name: [] for name in COMMANDS}
    for number in range(rounds):
        names = list(COMMANDS)
        for name in names if number % 2 == 0 else reversed(names):
            times[name].append(measure(COMMANDS[name]))
            print(f"{name}: {times[name][-1][0]:.2f} s, processor {times[name][-1][1]:.2f} s", flush=True)
    wall = {name: statistics.median(each[0] for each in all) for name, all in times.items()}
    processor = {name: statistics.median(each[1] for each in all) for name, all in times.items()}
    for name in COMMANDS:
        print(f"median of {rounds}, {name}: {wall[name]:.2f} s, processor {processor[name]:.2f} s")
    print(
        f"java -jar takes {100 * wall['java -jar'] / wall['mvn']:.0f} % of the wall time of mvn,"
        f" {100 * processor['java -jar'] / processor['mvn']:.0f} % of its processor time"
    )


if __name__ == "__main__":
    main()
