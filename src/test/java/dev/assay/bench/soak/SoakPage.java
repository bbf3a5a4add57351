package dev.assay.bench.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/** The page about a run. */
final class SoakPage {
    private static final double NANOS_PER_SECOND = 1e9;

    private SoakPage() {}

    /**
     * Returns the page in Markdown.
     *
     * @param requests how many were planned
     * @param each how many of them in a test
     */
    static String of(Soak soak, long requests, int each) {
        var last = soak.samples().getLast();
        return String.format(
                        Locale.ROOT,
                        """
                # A million requests by one process

                Does the gate grow or slow down when it runs for long? One process of the gate ran %1$d load tests of %2$,d requests each, one behind the other, as a
                run with `-Dassay.endpoint` does it: plan, prompts, sockets, traces on the disk, figures, verdict. The server is the
                [reference server](client-overhead.md) in a process of its own, which answers at once with two tokens; 8 requests are in flight. After the verdict of
                each test the process collects its garbage and samples itself; the time that this takes is not counted.

                ![Heap, memory, threads, file handles, processor time and time per request over the requests](pictures/soak.png)

                %3$s
                **Growth** is Theil and Sen's slope, the median of the slopes of all pairs of samples, over the last three quarters of the run; the first quarter is the
                start, in which code is compiled and buffers are made. The bench fails if a quantity grew by more than is allowed. Of threads and handles
                that is none at all; of time and memory a part of what there is. Until the run ends, the result of each test is kept for the reports: figures and their
                intervals, and no values of single requests. For that, %10$.3f MiB are allowed for each test. A process that is stopped for a while by somebody else has a
                few late samples, which move no median; the processor time per request does not contain such a stop.

                %4$,d requests with their warm-ups in %5$,.0f s, which is %6$,.0f requests per second; %7$,.0f s of processor time. Each request has a new
                prompt, is sent, read, parsed, compressed, written, read again and judged in that time.

                Made by

                    mvn -q test -Dtest=SoakBench

                at commit %8$s, on %9$s.
                """,
                        soak.samples().size(),
                        each,
                        soak.table(),
                        last.requests(),
                        last.nanos() / NANOS_PER_SECOND,
                        last.requests() / (last.nanos() / NANOS_PER_SECOND),
                        last.processorNanos() / NANOS_PER_SECOND,
                        commit(),
                        machine(),
                        Soak.RESULT)
                .replace(
                        "# A million requests",
                        requests == 1_000_000 ? "# A million requests" : "# " + requests + " requests");
    }

    private static String commit() {
        try {
            var git = new ProcessBuilder("git", "rev-parse", "--short=8", "HEAD").start();
            return new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String machine() {
        return String.format(
                Locale.ROOT,
                "%d virtual cores of %s, which the server shares, Linux %s, JDK %s, %s",
                Runtime.getRuntime().availableProcessors(),
                processor(),
                System.getProperty("os.version"),
                System.getProperty("java.runtime.version"),
                LocalDate.now(ZoneOffset.UTC));
    }

    private static String processor() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.replaceFirst(".*?:\\s*", ""))
                    .findFirst()
                    .orElse("an unnamed processor");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
