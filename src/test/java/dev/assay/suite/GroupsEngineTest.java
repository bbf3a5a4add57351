package dev.assay.suite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupsEngineTest {
    @Test
    void findsTheWordsOfAnExpressionThatHasNoGroupOfTheGate() {
        assertThat(GroupsEngine.unknown("latency")).containsExactly("latency");
        assertThat(GroupsEngine.unknown("(latency | ttft) & !slow"))
                .containsExactlyInAnyOrder("latency", "ttft", "slow");
    }

    @ParameterizedTest
    @ValueSource(strings = {"load", "latency | load", "!accuracy", "any() | none()", "${groups}", "", "&"})
    void leavesEveryOtherExpressionToJUnit(String groups) {
        assertThat(GroupsEngine.unknown(groups)).isEmpty();
    }

    @Test
    void findsNothingWhereNoGroupIsAskedFor() {
        assertThat(GroupsEngine.unknown(null)).isEmpty();
    }
}
