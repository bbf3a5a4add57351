package dev.assay.report.ci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.input.Location;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SourceTreeTest {
    private static final SourceTree TREE = new SourceTree(Path.of("/repo"), Path.of("/repo/gate/../gate"));

    @Test
    void namesAFileByItsPathBelowTheRoot() {
        assertThat(TREE.of(new Location("evalsets/basics.jsonl", 7, 1)))
                .contains(new SourceLine("gate/evalsets/basics.jsonl", 7));
        assertThat(TREE.of(new Location("../shared/texts.jsonl", 2, 5)))
                .contains(new SourceLine("shared/texts.jsonl", 2));
    }

    @Test
    void namesNothingOutsideOfTheCheckout() {
        assertThat(TREE.of(new Location("/elsewhere/thresholds.yaml", 7, 1))).isEmpty();
        assertThat(TREE.of(new Location("../../repository/x.yaml", 7, 1))).isEmpty();
        assertThat(TREE.of(new Location("a\0b", 7, 1))).isEmpty();
    }

    @Test
    void namesNoLineWhereThereIsNone() {
        assertThat(TREE.of(Location.commandLine())).isEmpty();
        assertThat(TREE.of(Location.row("questions.parquet", 7))).isEmpty();
    }
}
