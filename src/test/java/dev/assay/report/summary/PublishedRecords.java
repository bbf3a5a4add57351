package dev.assay.report.summary;

import dev.assay.plan.deployments.Deployment;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.PublishedFigures;
import dev.assay.tools.published.PublishedAudits;
import dev.assay.tools.published.PublishedFinding;
import dev.assay.tools.published.PublishedLoadTest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Published load tests as Markdown: the figures as they were published, then what each audit finds. */
public final class PublishedRecords {
    private static final String FIGURES =
            "| load test | in flight | QPS | Prompt TPS | Decode TPS | TTFT ms | E2E ms | TPOT ms | requests | warm-up | hit rate % |";

    private PublishedRecords() {}

    /** Returns a section for each deployment that has a published load test. */
    public static String of(List<Deployment> deployments) {
        var lines = new ArrayList<String>();
        for (var deployment : deployments) {
            var loadTests = deployment.tests().stream()
                    .filter(TestSpec.LoadTest.class::isInstance)
                    .map(TestSpec.LoadTest.class::cast)
                    .filter(loadTest -> loadTest.published() != null)
                    .toList();
            if (!loadTests.isEmpty()) {
                lines.addAll(section(deployment, loadTests));
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static List<String> section(Deployment deployment, List<TestSpec.LoadTest> loadTests) {
        var lines = new ArrayList<String>();
        var workload = loadTests.getFirst().workload();
        lines.add("### " + deployment.name());
        lines.add("");
        lines.add("`" + deployment.model() + "`, " + deployment.precision() + ", " + deployment.engine() + ", "
                + workload.input() + " tokens in, " + workload.output() + " out.");
        lines.add("");
        lines.add(FIGURES);
        lines.add("|---|---|---|---|---|---|---|---|---|---|---|");
        for (var loadTest : loadTests) {
            var published = loadTest.published();
            if (published != null) {
                lines.add(figures(loadTest, published));
            }
        }
        lines.add("");
        lines.add("| load test | identity | verdict | found |");
        lines.add("|---|---|---|---|");
        loadTests.forEach(
                loadTest -> PublishedLoadTest.of(loadTest).ifPresent(row -> lines.addAll(findings(loadTest, row))));
        lines.add("");
        return lines;
    }

    private static String figures(TestSpec.LoadTest loadTest, PublishedFigures published) {
        var values = List.of(
                loadTest.name(),
                loadTest.pace().asked() + loadTest.throttle().map(", "::concat).orElse(""),
                published.qps().toString(),
                known(published.promptTps()),
                known(published.decodeTps()),
                published.ttft().toString(),
                published.e2e().toString(),
                published.tpot().toString(),
                known(published.requests()),
                known(published.warmup()),
                known(published.hitRate()));
        return "| " + String.join(" | ", values) + " |";
    }

    private static String known(@Nullable Object value) {
        return value == null ? "not published" : value.toString();
    }

    private static List<String> findings(TestSpec.LoadTest loadTest, PublishedLoadTest row) {
        return PublishedAudits.examine(row).entrySet().stream()
                .map(entry -> "| " + loadTest.name() + " | " + entry.getKey().identity() + " | "
                        + word(entry.getValue()) + " | " + entry.getValue().text() + " |")
                .toList();
    }

    private static String word(PublishedFinding finding) {
        return switch (finding) {
            case PublishedFinding.Holds ignored -> "holds";
            case PublishedFinding.DoesNotHold ignored -> "**does not hold**";
            case PublishedFinding.CannotBeSaid ignored -> "cannot be said";
        };
    }
}
