package dev.assay.browser;

import dev.assay.report.page.Pages;
import dev.assay.report.trends.TrendsPages;
import dev.assay.suite.GateRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The pages that the tests open. Each is made once, by the gate itself or by what writes its page. */
enum ShippedPages {
    /** Both deployments of the recordings that this project ships. */
    BOTH {
        @Override
        String text() throws IOException {
            return ofGate("deployment=smollm2-135m,smollm2-135m-4bit");
        }
    },
    /** Only the weights of 4 bits: four tests fail. */
    FOUR_BITS {
        @Override
        String text() throws IOException {
            return ofGate("deployment=smollm2-135m-4bit");
        }
    },
    /** Every kind of verdict, with texts that try to become markup. */
    HOSTILE {
        @Override
        String text() {
            return Pages.hostile();
        }
    },
    /** Figures of ten nights, with a night that is UNMEASURED, a new version, and a name that tries to become markup. */
    TRENDS {
        @Override
        String text() {
            return TrendsPages.nights();
        }
    };

    private static final Path FOLDER = Path.of("target/pictures/pages");

    abstract String text() throws IOException;

    /** Returns the file of the page, which this makes if no test has asked for it before. */
    synchronized Path file() {
        var file = FOLDER.resolve(key() + ".html").toAbsolutePath();
        if (!made) {
            try {
                Files.createDirectories(FOLDER);
                Files.writeString(file, text());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            made = true;
        }
        return file;
    }

    private boolean made;

    String key() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    private static String ofGate(String property) throws IOException {
        var folder = Files.createTempDirectory("assay-pages");
        try {
            GateRun.ship(folder);
            GateRun.in(folder, property);
            try (var runs = Files.list(folder.resolve("runs"))) {
                return Files.readString(runs.findFirst().orElseThrow().resolve("report.html"));
            }
        } finally {
            try (var files = Files.walk(folder)) {
                for (var file :
                        files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
