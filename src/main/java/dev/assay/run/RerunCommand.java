package dev.assay.run;

import dev.assay.gate.results.TestVerdict;
import dev.assay.recording.Provenance;
import dev.assay.run.options.Options;
import dev.assay.run.options.RunMode;
import java.nio.file.Path;

/** The command that runs one test again: on the server that this run measured, or on the recording if it measured no server. */
final class RerunCommand {
    private RerunCommand() {}

    static String of(TestVerdict test, Options options, RunMode.Judging mode) {
        var target = target(test, mode);
        // With a server the project's own tests are skipped anyway.
        return "mvn verify" + (target.isEmpty() ? " -DskipTests" : "") + " -Dassay.only='"
                + test.planned().name() + "'" + directory(options.directory()) + target + repeats(options);
    }

    /** Returns how often the test is measured, where the command said so: one measurement would not get the verdict of several. */
    private static String repeats(Options options) {
        return options.proposals()
                .map(proposals -> " -Dassay.calibrate=" + proposals.runs())
                .or(() -> options.repeats().map(repeats -> " -Dassay.repeats=" + repeats))
                .orElse("");
    }

    private static String directory(Path directory) {
        var there = directory.toAbsolutePath().normalize();
        return there.equals(Path.of("").toAbsolutePath()) ? "" : " -Dassay.directory=" + quoted(there.toString());
    }

    private static String target(TestVerdict test, RunMode.Judging mode) {
        return switch (mode) {
            case RunMode.Endpoint(var base, var metrics, var live) -> " -Dassay.endpoint=" + base;
            case RunMode.Endpoints endpoints -> " -Dassay.endpoint=" + endpoints.written();
            case RunMode.Launch(var launcher, var live) -> " -Dassay.target=" + launcher.word();
            case RunMode.Replay ignored -> "";
            case RunMode.Modelled ignored -> "";
            case RunMode.Merge ignored -> measured(test) ? " -Dassay.endpoint=URL" : "";
            case RunMode.Rejudge ignored -> measured(test) ? " -Dassay.endpoint=URL" : "";
        };
    }

    private static boolean measured(TestVerdict test) {
        return test.header()
                .filter(header -> header.provenance() == Provenance.MEASURED)
                .isPresent();
    }

    private static String quoted(String text) {
        return text.matches("[A-Za-z0-9_./:@%+,=-]+") ? text : "'" + text + "'";
    }
}
