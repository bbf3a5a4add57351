package dev.assay.report.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Golden files: what a report must be, byte for byte, in whatever language the machine speaks. */
public final class Golden {
    /** Why a test class that uses these runs alone. */
    public static final String WHY_ALONE = "the locale belongs to the whole process";

    private static final Path FOLDER = Path.of("src/test/resources/report");
    private static final List<Locale> LOCALES =
            List.of(Locale.ROOT, Locale.GERMANY, Locale.of("tr", "TR"), Locale.of("ar", "EG"));

    private Golden() {}

    public static void assertSame(String file, Supplier<String> report) {
        var before = Locale.getDefault();
        try {
            for (var locale : LOCALES) {
                Locale.setDefault(locale);
                assertThat(report.get()).as(file + " under " + locale).isEqualTo(read(file));
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    public static String read(String file) {
        try {
            return Files.readString(FOLDER.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
