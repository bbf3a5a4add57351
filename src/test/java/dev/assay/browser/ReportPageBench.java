package dev.assay.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import dev.assay.report.page.ReportPage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Writes the page of a large run, and filters its questions in Chromium. This is not a test; bench/README.md says how to run it. */
class ReportPageBench {
    private static final Path PAGE = Path.of("target/report-bench/report.html");
    private static final int ROUNDS = 5;
    private static final double BYTES_PER_MB = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MILLIS_PER_SECOND = 1e3;

    /** Searches as soon as the search is there, and gives the time from navigation until what it found is painted, and how many rows. */
    private static final String SEARCH = """
            const done = arguments[0];
            const search = () => {
              const field = document.querySelector(".filters:not([hidden]) input[type=search]");
              if (!field) { setTimeout(search, 1); return; }
              const before = document.querySelector(".filters output").textContent;
              field.value = "mmlu-137";
              field.dispatchEvent(new Event("input", { bubbles: true }));
              const painted = () => document.querySelector(".filters output").textContent === before
                ? setTimeout(painted, 1)
                : requestAnimationFrame(() => requestAnimationFrame(() => done([String(performance.now()), String(document.querySelectorAll("table.asked th[scope=row]").length)])));
              painted();
            };
            search();
            """;

    @Test
    void writesAndFilters() throws IOException {
        var input = LargeRun.input();
        Files.createDirectories(PAGE.getParent());
        for (var round = 1; round <= 2; round++) {
            var cpu = cpu();
            var start = System.nanoTime();
            var page = ReportPage.of(input);
            Files.writeString(PAGE, page);
            System.out.printf(
                    Locale.ROOT,
                    "%d load tests, %d questions, %d requests: %.2f MB, written in %.2f s (processor time %.2f s)%s%n",
                    LargeRun.LOAD_TESTS,
                    LargeRun.QUESTIONS,
                    LargeRun.REQUESTS,
                    Files.size(PAGE) / BYTES_PER_MB,
                    (System.nanoTime() - start) / NANOS_PER_SECOND,
                    (cpu() - cpu) / NANOS_PER_SECOND,
                    round == 1 ? "" : ", in the same JVM");
        }
        var seconds = new ArrayList<Double>();
        for (var round = 0; round < ROUNDS; round++) {
            try (var browser = Browser.start()) {
                var before = children();
                var found = browser.width(1600).open(PAGE.toAbsolutePath()).await(SEARCH);
                var processor = children() - before;
                seconds.add(Double.parseDouble(found.getFirst()) / MILLIS_PER_SECOND);
                System.out.printf(
                        Locale.ROOT,
                        "from navigation to the first %s rows of a search: %.2f s (processor time %.2f s)%n",
                        found.getLast(),
                        seconds.getLast(),
                        processor / NANOS_PER_SECOND);
                assertThat(browser.console()).isEmpty();
                assertThat(browser.requests()).isEmpty();
            }
        }
        System.out.printf(
                Locale.ROOT,
                "median of %d: %.2f s%n",
                ROUNDS,
                seconds.stream().sorted().toList().get(ROUNDS / 2));
    }

    private static double cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    /** Returns the processor time of the browser's processes. */
    private static double children() {
        return ProcessHandle.current()
                .descendants()
                .mapToDouble(process ->
                        process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos())
                .sum();
    }
}
