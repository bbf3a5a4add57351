package dev.assay.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ProblemsTest {
    @Test
    void throwsAllOfThemSortedByPlace() {
        var problems = new Problems();
        problems.add(new Location("b.yaml", 2, 1), "e");
        problems.add(new Location("b.yaml", 1, 10), "d");
        problems.add(new Location("b.yaml", 1, 9), "c");
        problems.add(new Location("a.yaml", 12, 1), "b");
        problems.add(Location.commandLine(), "a");

        assertThatThrownBy(() -> problems.resolve("read"))
                .isInstanceOf(InputException.class)
                .hasMessage("""
                        command line: a
                        a.yaml:12:1: b
                        b.yaml:1:9: c
                        b.yaml:1:10: d
                        b.yaml:2:1: e""");
    }

    @Test
    void returnsTheResultIfThereAreNone() {
        assertThat(new Problems().resolve("read")).isEqualTo("read");
    }

    @Test
    void refusesAMissingResultWithoutAProblem() {
        assertThatThrownBy(() -> new Problems().resolve(null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("nothing was read, and no problem says why");
    }
}
