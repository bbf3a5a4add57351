package dev.assay.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

/** A calibration with more streams than the process may have sockets for would wait without end. */
class CalibrationHandlesTest {
    @Test
    void needsTwoFileHandlesForEachStream() {
        assertThatCode(() -> Calibration.requireHandles(10_000, 50, 20_150)).doesNotThrowAnyException();

        var failure =
                catchThrowableOfType(UncheckedIOException.class, () -> Calibration.requireHandles(10_000, 50, 20_149));

        assertThat(failure)
                .hasMessage("cannot calibrate the client with 10000 in flight")
                .cause()
                .hasMessage(
                        "that needs 20150 file handles, two for each stream, and this process may have 20149 (Too many"
                                + " open files)");
    }
}
