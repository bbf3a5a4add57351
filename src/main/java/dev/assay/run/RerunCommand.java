package dev.assay.run;

import dev.assay.gate.TestVerdict;
import dev.assay.recording.Provenance;
import dev.assay.run.options.Options;
import java.nio.file.Path;
import java.util.Locale;

/** The command that runs just one test again: against the server that this run measured, or, where it measured none, on its recording. */
final class RerunCommand {
    private RerunCommand() {}

    static String of(TestVerdict test, Options options) {
        var target = target(test, options);
        // With a server the project's own tests are left out anyway.
        return "mvn verify" + (target.isEmpty() ? " -DskipTests" : "") + " -Dassay.only='"
                + test.planned().name() + "'" + directory(options.directory()) + target;
    }

    private static String directory(Path directory) {
        var there = directory.toAbsolutePath().normalize();
        return there.equals(Path.of("").toAbsolutePath()) ? "" : " -Dassay.directory=" + quoted(there.toString());
    }

    private static String target(TestVerdict test, Options options) {
        if (options.endpoint() != null) {
            return " -Dassay.endpoint=" + options.endpoint();
        }
        if (options.started() != null) {
            return " -Dassay.target=" + options.started().name().toLowerCase(Locale.ROOT);
        }
        var measured = test.header()
                .filter(header -> header.provenance() == Provenance.MEASURED)
                .isPresent();
        return measured ? " -Dassay.endpoint=URL" : "";
    }

    private static String quoted(String text) {
        return text.matches("[A-Za-z0-9_./:@%+,=-]+") ? text : "'" + text + "'";
    }
}
