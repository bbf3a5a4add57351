package dev.assay.bench;

import dev.assay.gate.comparison.ComparedVerdict;
import dev.assay.gate.comparison.Comparison;
import dev.assay.gate.comparison.Reference;
import dev.assay.gate.verdicts.Verdict.Inconclusive;
import dev.assay.plan.deployments.Deployment;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.starts.RunSet;
import dev.assay.stats.Sample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Compares the gate's verdicts with those of inference-doctor on the same simulated starts. */
final class InferenceDoctor {
    static final int COMPARISONS = 1000;
    private static final int STARTS = 5;
    private static final Path DATA = Path.of("target/power/starts.jsonl");
    private static final Pattern NEEDED = Pattern.compile("(\\d+) starts a side decide");
    private static final Pattern FIELD = Pattern.compile("\"([A-Za-z]+)\": (?:\"([^\"]*)\"|([0-9.]+))");

    private final Deployment deployment;
    private final TestSpec test;

    /** Compares with a deployment that has one load test with one limit, on tpot.mean. */
    InferenceDoctor(Deployment deployment) {
        this.deployment = deployment;
        this.test = deployment.tests().stream()
                .filter(TestSpec.LoadTest.class::isInstance)
                .findFirst()
                .orElseThrow();
    }

    /** Five starts on each side. */
    private record Case(double noise, double tpot) {
        String name() {
            return String.format(Locale.ROOT, "%.0f %% noise, %s", 100 * noise, tpot == 0 ? "no change" : "+5 %");
        }
    }

    private static List<Case> cases() {
        return List.of(new Case(0.01, 0.05), new Case(0.01, 0), new Case(0.04, 0.05), new Case(0.04, 0));
    }

    private List<List<RunSet>> data(Case each) {
        var gate = SimulatedGate.unchanged(deployment, STARTS)
                .with(1, STARTS, false, each.noise())
                .changed(each.tpot(), 0, 0);
        return LongStream.range(0, COMPARISONS)
                .mapToObj(seed -> gate.loads(test, new SplittableRandom(seed)))
                .toList();
    }

    /**
     * Returns the table as Markdown.
     *
     * @param python a Python that has inference-doctor
     */
    String table(String python) throws IOException, InterruptedException {
        write();
        var theirs = theirs(python);
        return "| simulated starts | tool | FAIL | INCONCLUSIVE | PASS | starts a side that would decide |\n|---|---|---|---|---|---|\n"
                + cases().stream()
                        .flatMap(each -> Stream.of(
                                ours(each),
                                theirs(each, theirs, "10.0", "inference-doctor, margin 10 % (its default)"),
                                theirs(each, theirs, "3.0", "inference-doctor, margin 3 %")))
                        .collect(Collectors.joining("\n", "", "\n"));
    }

    private String ours(Case each) {
        var limit = test.limits().getFirst();
        var judged = data(each).stream()
                .map(sides ->
                        Comparison.judge(limit, sides.get(0), new Reference.Found(sides.get(1), false), 1, List.of()))
                .map(ComparedVerdict::verdict)
                .toList();
        var words = judged.stream().collect(Collectors.groupingBy(verdict -> verdict.word(), Collectors.counting()));
        var needed = judged.stream()
                .filter(Inconclusive.class::isInstance)
                .map(verdict -> NEEDED.matcher(((Inconclusive) verdict).remedy()))
                .map(found -> found.find() ? Double.parseDouble(found.group(1)) : Double.POSITIVE_INFINITY)
                .toList();
        return line(each, "Assay, margin 3 %, ignore 1.5 %", words) + needed(needed) + " |";
    }

    private static String needed(List<Double> needed) {
        var finite = needed.stream()
                .filter(Double::isFinite)
                .mapToDouble(each -> each)
                .toArray();
        if (finite.length == 0) {
            return "";
        }
        var sample = Sample.of(finite);
        var none = needed.size() - finite.length;
        return String.format(
                Locale.ROOT,
                "median %.0f, 9 of 10 up to %.0f%s",
                sample.quantile(0.5),
                Math.ceil(sample.quantile(0.9)),
                none == 0 ? "" : "; " + none + " times none up to 1,000");
    }

    private static String line(Case each, String tool, Map<String, Long> words) {
        return "| " + each.name() + " | " + tool
                + Stream.of("FAIL", "INCONCLUSIVE", "PASS")
                        .map(word -> String.format(Locale.ROOT, " | %,d", words.getOrDefault(word, 0L)))
                        .collect(Collectors.joining())
                + " | ";
    }

    private static String theirs(Case each, List<Map<String, String>> counts, String margin, String tool) {
        var found = counts.stream()
                .filter(count -> each.name().equals(count.get("case")) && margin.equals(count.get("margin")))
                .findFirst()
                .orElseThrow();
        var words = new TreeMap<String, Long>();
        Stream.of("FAIL", "INCONCLUSIVE", "PASS")
                .filter(found::containsKey)
                .forEach(word -> words.put(word, Long.parseLong(found.get(word))));
        return line(each, tool, words) + "does not say |";
    }

    private void write() throws IOException {
        var lines = new ArrayList<String>();
        for (var each : cases()) {
            data(each)
                    .forEach(sides -> lines.add("{\"case\": \"" + each.name() + "\", \"baseline\": "
                            + Arrays.toString(values(sides.get(1))) + ", \"candidate\": "
                            + Arrays.toString(values(sides.get(0))) + "}"));
        }
        Files.createDirectories(DATA.getParent());
        Files.write(DATA, lines);
    }

    private static double[] values(RunSet side) {
        return side.values(SimulatedGate.TPOT).stream()
                .mapToDouble(value -> value.value())
                .toArray();
    }

    private static List<Map<String, String>> theirs(String python) throws IOException, InterruptedException {
        var process = new ProcessBuilder(python, "bench/beside_inference_doctor.py", DATA.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        if (process.waitFor() != 0) {
            throw new IOException("bench/beside_inference_doctor.py ended with " + process.exitValue());
        }
        return lines.stream()
                .map(line -> FIELD.matcher(line)
                        .results()
                        .collect(Collectors.toMap(
                                field -> field.group(1),
                                field -> field.group(2) == null ? field.group(3) : field.group(2))))
                .toList();
    }
}
