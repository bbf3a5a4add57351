package dev.assay.environment;

import dev.assay.input.InputBytes;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Which build of Assay this is. Two builds may have one version, so the bytes of its jar name it too; the same code gives the same bytes. */
public final class AssayBuild {
    private static final int ENOUGH = 12;
    private static final Optional<String> THIS = ofThis();

    private AssayBuild() {}

    /** Returns the version and the beginning of the SHA-256 of the jar; empty if the classes are in a folder, as in Assay's own tests. */
    public static Optional<String> name() {
        return THIS;
    }

    private static Optional<String> ofThis() {
        var source = AssayBuild.class.getProtectionDomain().getCodeSource();
        try {
            return source == null
                    ? Optional.empty()
                    : of(
                            Path.of(source.getLocation().toURI()),
                            Optional.ofNullable(AssayBuild.class.getPackage().getImplementationVersion()));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    static Optional<String> of(Path code, Optional<String> version) {
        if (!Files.isRegularFile(code)) {
            return Optional.empty();
        }
        try {
            var sha256 = InputBytes.sha256(Files.readAllBytes(code));
            return Optional.of(version.orElse("of unknown version") + " (sha256 " + sha256.substring(0, ENOUGH) + ")");
        } catch (IOException e) {
            return version;
        }
    }
}
