package dev.assay.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.accuracy.rules.RightAnswer;
import dev.assay.accuracy.rules.Rule;
import dev.assay.accuracy.scorers.Scorer;
import dev.assay.accuracy.scorers.Scorers;
import dev.assay.input.InputDirectory;
import dev.assay.input.Node;
import dev.assay.input.Problems;
import dev.assay.input.rows.RowFile;
import dev.assay.plan.evalsets.Expected;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Scores answers to MMLU by every rule, beside lm-evaluation-harness. This is not a test; bench/README.md says how to run it. */
class RulesBench {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Path SAMPLES = Path.of("target/rules/samples.jsonl");
    private static final int WARMUPS = 9;
    private static final int ROUNDS = 3;
    private static final double NANOS_PER_SECOND = 1e9;

    private record Sample(RightAnswer.Choice right, String text) {}

    @Test
    void scoresMmlu() throws IOException, InterruptedException {
        var samples = samples(Path.of(Objects.requireNonNull(
                System.getProperty("bench.mmlu"), "-Dbench.mmlu names the folder of MMLU's *_test.csv")));
        write(samples);
        var right = new EnumMap<Rule, Integer>(Rule.class);
        assertThat(samples)
                .as("the answers to the questions in the *_test.csv of -Dbench.mmlu")
                .isNotEmpty();
        // The best of the last rounds, as the other side takes the best of its three.
        var bestOwn = Double.MAX_VALUE;
        var best = Double.MAX_VALUE;
        for (var i = 0; i < WARMUPS + ROUNDS; i++) {
            right.clear();
            var start = System.nanoTime();
            for (var sample : samples) {
                for (var rule : Rule.values()) {
                    rule.score(sample.right, sample.text)
                            .ifPresent(score -> right.merge(rule, score.right() ? 1 : 0, Integer::sum));
                }
            }
            var seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
            start = System.nanoTime();
            var own = samples.stream().filter(RulesBench::isRightByAssay).count();
            var ownSeconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
            System.out.printf(
                    Locale.ROOT,
                    "%d answers by %d rules in %.3f s, by Assay's own scorer in %.3f s, %d of them right%n",
                    samples.size(),
                    right.size(),
                    seconds,
                    ownSeconds,
                    own);
            if (i >= WARMUPS) {
                best = Math.min(best, seconds);
                bestOwn = Math.min(bestOwn, ownSeconds);
            }
        }
        var python = System.getProperty("bench.lm-eval");
        if (python != null) {
            beside(python, right, best + bestOwn);
        }
    }

    private static boolean isRightByAssay(Sample sample) {
        var expected = new Expected.Choice(sample.right.options(), Character.toString('A' + sample.right.right()));
        return Scorers.of(expected).score(sample.text) instanceof Scorer.Result.Correct;
    }

    private static void beside(String python, Map<Rule, Integer> right, double ours)
            throws IOException, InterruptedException {
        var process = new ProcessBuilder(python, "-W", "ignore", "bench/by_lm_eval.py", SAMPLES.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        var theirs = 0.0;
        for (var line : said.lines().toList()) {
            var json = JSON.readTree(line);
            var rule = Rule.of(json.path("rule").asString());
            theirs += json.path("seconds").asDouble();
            System.out.printf(
                    Locale.ROOT,
                    "%s: %d right by lm_eval, %d by ours; lm_eval takes %.3f s%n",
                    rule,
                    json.path("right").asInt(),
                    right.get(rule),
                    json.path("seconds").asDouble());
            assertThat(json.path("right").asInt()).isEqualTo(right.get(rule));
        }
        System.out.printf(
                Locale.ROOT,
                "lm_eval's %d rules in %.3f s, all of ours in %.3f s: %.1f %%%n",
                said.lines().count(),
                theirs,
                ours,
                100 * ours / theirs);
    }

    private static List<Sample> samples(Path folder) throws IOException {
        var problems = new Problems();
        var samples = new ArrayList<Sample>();
        var random = new Random(17);
        try (var files = Files.list(folder)) {
            for (var file : sorted(files)) {
                var rows = Objects.requireNonNull(
                        RowFile.read(new InputDirectory(folder), file, List.of(), problems),
                        problems.found().toString());
                rows.rows().forEach(row -> samples.add(sample(row, random)));
            }
        }
        return samples;
    }

    private static List<String> sorted(Stream<Path> files) {
        return files.map(file -> file.getFileName().toString())
                .filter(name -> name.endsWith("_test.csv"))
                .sorted()
                .toList();
    }

    private static Sample sample(Node.Mapping row, Random random) {
        var options = Stream.of("choice0", "choice1", "choice2", "choice3")
                .map(name -> value(row, name))
                .toList();
        var right = new RightAnswer.Choice(Integer.parseInt(value(row, "answer")), options);
        var said = random.nextInt(10) < 7 ? right.right() : random.nextInt(4);
        var letter = Character.toString('A' + said);
        var forms = List.of(
                letter,
                letter + ". " + options.get(said),
                "(" + letter + ")",
                "Answer: " + letter,
                "The answer is (" + letter + ").",
                "**Answer:** " + letter,
                options.get(said),
                "Let's think step by step. " + value(row, "question") + " One could think of " + options.getFirst()
                        + ", but that does not fit.\n\nThe answer is " + letter + ".",
                "答案：" + letter,
                "I do not know.");
        return new Sample(right, forms.get(random.nextInt(forms.size())));
    }

    private static String value(Node.Mapping row, String name) {
        return ((Node.Scalar) Objects.requireNonNull(row.value(name), name)).text();
    }

    private static void write(List<Sample> samples) throws IOException {
        var lines = samples.stream()
                .map(sample -> JSON.writeValueAsString(Map.of(
                        "answer",
                        Character.toString('A' + sample.right.right()),
                        "options",
                        sample.right.options(),
                        "text",
                        sample.text)))
                .toList();
        Files.createDirectories(SAMPLES.getParent());
        Files.write(SAMPLES, lines);
    }
}
