package dev.assay.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults that are planted into what the gate measured. */
@Tag("slow")
class GateTrialTest {
    private static final String INPUT = "thresholds.yaml, evalsets and properties are valid";
    private static final String COMPLETE = "every planned test has a verdict";

    @TempDir
    Path folder;

    private static Map<String, String> files(Path folder) throws IOException {
        var content = new TreeMap<String, String>();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                content.put(folder.relativize(file).toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return content;
    }

    private List<Path> runs() throws IOException {
        try (var runs = Files.list(folder.resolve("runs")).filter(Files::isDirectory)) {
            return runs.sorted().toList();
        }
    }

    @Test
    void printsWhatTheDocumentShows() throws IOException {
        GateRun.ship(folder);
        var document = Files.readString(Path.of("docs/verdicts.md"));
        var section = document.substring(document.indexOf("## The gate on trial"));
        var shown = section.lines().filter(line -> line.startsWith("[assay] ")).toList();
        var fault = section.replaceFirst("(?s).*?'-Dassay\\.(plant=[^']+)'.*", "$1");

        var run = GateRun.in(folder, fault);

        assertThat(shown).hasSizeGreaterThan(8);
        assertThat(run.console().getFirst()).startsWith("[assay] plant: ");
        assertThat(run.console().subList(1, run.console().size())).isEqualTo(shown);
    }

    @Test
    void isGreenAndShowsNoTestAsPassed() throws IOException {
        GateRun.small(folder);
        var tapes = files(folder.resolve("tapes"));

        var run = GateRun.in(folder, "plant=e2e+1000%");

        assertThat(run.broken()).isNull();
        assertThat(run.tests()).containsOnlyKeys(INPUT, COMPLETE);
        assertThat(run.with("passed")).containsExactly(INPUT);
        assertThat(run.test(COMPLETE).status()).isEqualTo("skipped");
        assertThat(run.test(COMPLETE).message())
                .isEqualTo("faults were planted into what was measured: nothing was sent, and no test has a verdict");
        assertThat(files(runs().getFirst())).containsOnlyKeys("plant.md");
        assertThat(files(folder.resolve("tapes"))).isEqualTo(tapes);
    }

    @Test
    void usesTheNewestRunAndLeavesItAsItIs() throws IOException {
        GateRun.small(folder);
        GateRun.in(folder);
        var run = runs().getFirst();
        var before = files(run);
        GateRun.in(folder, "plant=e2e+10%");

        var second = GateRun.in(folder, "plant=e2e+10%");

        assertThat(second.console().get(1))
                .isEqualTo("[assay] faults were planted into the finished run " + run
                        + "; nothing was sent, and no verdict of that run changed");
        assertThat(files(run)).isEqualTo(before);
        assertThat(Files.readString(runs().getLast().resolve("plant.md"))).contains("## e2e+10%");
    }

    @Test
    void usesTheRunThatIsNamed() throws IOException {
        GateRun.small(folder);
        GateRun.in(folder);
        GateRun.in(folder);
        var older = runs().getFirst();

        assertThat(GateRun.in(folder, "plant=e2e+10%", "run=" + older).console().get(1))
                .contains("planted into the finished run " + older + ";");
    }

    @Test
    void refusesAFaultThatTouchesNoLimit() throws IOException {
        GateRun.small(folder);

        var run = GateRun.in(folder, "plant=e2e+10%,accept-length=1.1", "cells=c4");

        assertThat(run.with("error")).containsExactly(INPUT);
        assertThat(run.test(INPUT).message())
                .startsWith(
                        "command line: -Dassay.plant=accept-length=1.1 touches no limit (smollm2-135m c4: the server's"
                                + " counters were not read). There are limits on: smollm2-135m c4 ")
                .endsWith(
                        ". Plant a fault that changes one of these figures, or add a limit on what this one changes.");
        assertThat(folder.resolve("runs")).doesNotExist();
    }

    @Test
    void refusesAFaultOfTimesWhereOnlyAnswersAreJudged() throws IOException {
        GateRun.small(folder);

        assertThat(GateRun.in(folder, "plant=tpot+5%", "only=smollm2-135m first_light_v1")
                        .test(INPUT)
                        .message())
                .startsWith("command line: -Dassay.plant=tpot+5% touches no limit. There are limits on: smollm2-135m"
                        + " first_light_v1 ");
    }
}
