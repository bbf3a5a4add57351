package dev.assay.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.gate.verdicts.Verdict.Fail;
import dev.assay.gate.verdicts.Verdict.Pass;
import dev.assay.plan.deployments.Deployment;
import dev.assay.stats.SignFlip;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.DoubleFunction;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Simulates whole gates, and writes docs/power.md. This is not a test; bench/README.md says how to run it. */
class PowerBench {
    private static final Path PAGE = Path.of("docs/power.md");
    private static final String BESIDE = "## Beside inference-doctor\n";
    private static final List<Integer> LIMITS = List.of(1, 3, 6, 12);
    private static final double FALSE_ALARMS = 0.01;

    @TempDir
    private static Path folder;

    @Test
    void writesThePage() throws IOException, InterruptedException {
        var gates = gates();
        var starts = starts();
        var pairs = pairs();
        var page = Files.readString(Path.of("src/test/resources/dev/assay/bench/power.md"))
                .replace("{gates}", gates)
                .replace("{clean-fail}", cleanFail())
                .replace("{starts}", starts)
                .replace("{pairs}", pairs)
                .replace("{fail-questions}", failQuestions())
                .replace("{pass-questions}", passQuestions())
                .replace(
                        "{made}",
                        LocalDate.now(ZoneOffset.UTC) + ", in "
                                + processorTime().toSeconds() + " s of processor time");
        Files.writeString(PAGE, page + BESIDE + beside());
    }

    private static Duration processorTime() {
        return Duration.ofNanos(
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime());
    }

    /** Returns what stands beside: made anew if a Python is given, else as it was. */
    private static String beside() throws IOException, InterruptedException {
        var python = System.getProperty("bench.inference-doctor");
        if (python == null) {
            var page = Files.exists(PAGE) ? Files.readString(PAGE) : "";
            return page.contains(BESIDE) ? page.substring(page.indexOf(BESIDE) + BESIDE.length()) : "";
        }
        return Files.readString(Path.of("src/test/resources/dev/assay/bench/beside.md"))
                .replace("{table}", new InferenceDoctor(loads(1)).table(python))
                .replace("{date}", LocalDate.now(ZoneOffset.UTC).toString());
    }

    private static Deployment loads(int... figures) {
        return SimulatedDeployments.in(folder, 1).of(figures, 0);
    }

    private static Deployment mixed(int evalsets, int... figures) {
        return SimulatedDeployments.in(folder, 3000).of(figures, evalsets);
    }

    private static String gates() {
        var one = loads(1);
        var questions = mixed(1);
        var six = mixed(1, 5);
        var twelve = mixed(2, 5, 5);
        var lines = new ArrayList<Gates>();
        lines.add(Gates.of("nothing changed", "tpot.mean, 4 starts a side", SimulatedGate.unchanged(one, 4), 500));
        lines.add(Gates.of("nothing changed", "3,000 questions", SimulatedGate.unchanged(questions, 1), 500));
        lines.add(Gates.of(
                "nothing changed",
                "5 figures, 6 starts a side; 3,000 questions",
                SimulatedGate.unchanged(six, 6),
                500));
        lines.add(Gates.of(
                "nothing changed",
                "5 figures of each of 2 load tests, 7 starts a side; 3,000 questions, twice",
                SimulatedGate.unchanged(twelve, 7),
                500));
        lines.add(lines.stream().reduce(Gates::plus).orElseThrow());
        lines.add(Gates.of(
                "-2 points: 3.5 % lost, 1.5 % gained",
                "3,000 questions", SimulatedGate.unchanged(questions, 1).changed(0, 0.05, 0.02), 1000));
        lines.add(Gates.of(
                "-2 points: 4.5 % lost, 2.5 % gained",
                "3,000 questions", SimulatedGate.unchanged(questions, 1).changed(0, 0.07, 0.02), 1000));
        lines.add(Gates.of(
                "tpot.mean +5 %",
                "tpot.mean, 4 starts a side", SimulatedGate.unchanged(one, 4).changed(0.05, 0.05, 0), 1000));
        lines.add(Gates.of(
                "tpot.mean +5 %",
                "5 figures, 6 starts a side; 3,000 questions",
                SimulatedGate.unchanged(six, 6).changed(0.05, 0.05, 0),
                1000));
        return "| change | limits | m | gates | FAIL | UNMEASURED | INCONCLUSIVE | PASS |\n|---|---|---|---|---|---|---|---|\n"
                + lines.stream().map(Gates::line).collect(Collectors.joining("\n"));
    }

    /** The verdicts on many gates. */
    private record Gates(String change, String limits, String m, List<String> verdicts) {
        static Gates of(String change, String limits, SimulatedGate gate, int number) {
            return new Gates(
                    change,
                    limits,
                    "" + gate.limits(),
                    LongStream.range(0, number)
                            .parallel()
                            .mapToObj(seed -> gate.verdict(new SplittableRandom(seed)))
                            .map(Verdict::word)
                            .toList());
        }

        Gates plus(Gates other) {
            return new Gates(
                    change,
                    "all of these",
                    "",
                    Stream.of(verdicts, other.verdicts).flatMap(List::stream).toList());
        }

        String line() {
            return "| " + change + " | " + limits + " | " + m + " | " + number(verdicts.size()) + " | "
                    + Stream.of("FAIL", "UNMEASURED", "INCONCLUSIVE", "PASS")
                            .map(word -> number(
                                    verdicts.stream().filter(word::equals).count()))
                            .collect(Collectors.joining(" | "))
                    + " |";
        }
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String starts() {
        return table(
                "noise between starts",
                List.of(0.005, 0.01, 0.015, 0.02, 0.03, 0.05),
                noise -> percent(noise),
                noise -> limits -> "" + neededToFail(noise, limits, false),
                noise -> "" + new NeededStarts(gate(1, false, noise, 0), Pass.class, 0.9).from(3));
    }

    private static String pairs() {
        return "| | m = 1 | m = 3 | m = 6 | m = 12 | PASS if nothing changed |\n|---|---|---|---|---|---|\n"
                + "| the least pairs that can show a change | "
                + LIMITS.stream()
                        .map(limits -> "" + SignFlip.leastPairs(FALSE_ALARMS / limits))
                        .collect(Collectors.joining(" | "))
                + " | " + SignFlip.leastPairs(0.05) + " |\n"
                + Stream.of(0.01, 0.02)
                        .map(noise -> "| " + percent(noise) + " of noise | "
                                + LIMITS.stream()
                                        .map(limits -> "" + neededToFail(noise, limits, true))
                                        .collect(Collectors.joining(" | "))
                                + " | " + new NeededStarts(gate(1, true, noise, 0), Pass.class, 0.9).from(5) + " |")
                        .collect(Collectors.joining("\n"));
    }

    private static int neededToFail(double noise, int limits, boolean paired) {
        return new NeededStarts(gate(limits, paired, noise, 0.05), Fail.class, 0.95)
                .from(Math.max(
                        paired ? SignFlip.leastPairs(FALSE_ALARMS / limits) : 3, (int) (30_000 * noise * noise)));
    }

    private static SimulatedGate gate(int limits, boolean paired, double noise, double tpot) {
        return SimulatedGate.unchanged(loads(1), 2).changed(tpot, 0, 0).with(limits, 2, paired, noise);
    }

    private static String cleanFail() {
        return LIMITS.stream()
                .map(limits -> String.format(
                        Locale.ROOT,
                        "%.2f %%",
                        100 * new NeededQuestions(0.015, FALSE_ALARMS / limits, 0.05, 0).fail(3000)))
                .collect(Collectors.joining(", "));
    }

    private static String failQuestions() {
        return table(
                "questions that differ",
                List.of(0.02, 0.05, 0.07, 0.1),
                flips -> percent(flips),
                flips -> limits -> number(new NeededQuestions(0.015, FALSE_ALARMS / limits, flips, 0.02).toFail(0.95)),
                flips -> number(new NeededQuestions(0.015, FALSE_ALARMS, flips, 0).toPass(0.9)));
    }

    private static String table(
            String first,
            List<Double> rows,
            DoubleFunction<String> name,
            DoubleFunction<IntFunction<String>> fail,
            DoubleFunction<String> pass) {
        return "| " + first
                + " | m = 1 | m = 3 | m = 6 | m = 12 | PASS if nothing changed |\n|---|---|---|---|---|---|\n"
                + rows.stream()
                        .map(row -> "| " + name.apply(row) + " | "
                                + LIMITS.stream()
                                        .map(limits -> fail.apply(row).apply(limits))
                                        .collect(Collectors.joining(" | "))
                                + " | " + pass.apply(row) + " |")
                        .collect(Collectors.joining("\n"));
    }

    private static String passQuestions() {
        var margins = List.of(0.01, 0.015, 0.02, 0.03, 0.05);
        return margins.stream()
                        .map(margin -> " | " + points(margin))
                        .collect(Collectors.joining("", "| questions that differ", " |\n|---|---|---|---|---|---|\n"))
                + Stream.of(0.0, 0.02, 0.05, 0.1)
                        .map(flips -> "| " + percent(flips) + " | "
                                + margins.stream()
                                        .map(margin ->
                                                number(new NeededQuestions(margin, FALSE_ALARMS, flips, 0).toPass(0.9)))
                                        .collect(Collectors.joining(" | "))
                                + " |")
                        .collect(Collectors.joining("\n"));
    }

    private static String percent(double share) {
        return new DecimalFormat("0.## %", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(share);
    }

    private static String points(double share) {
        return percent(share).replace("%", "pp");
    }
}
