package dev.assay.recording.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class JsonLineTest {
    @Test
    void readsANumber() {
        assertThat(JsonLine.parse("{\"mean\": 1e300}").number("mean")).isEqualTo(1e300);
    }

    @Test
    void refusesANumberThatIsLargerThanEachDouble() {
        var line = JsonLine.parse("{\"mean\": 1e400}");

        assertThatThrownBy(() -> line.number("mean"))
                .isInstanceOf(JsonLine.Damaged.class)
                .hasMessageStartingWith("'mean' must be a finite number, found [");
    }
}
