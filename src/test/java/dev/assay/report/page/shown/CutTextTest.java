package dev.assay.report.page.shown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CutTextTest {
    @Test
    void leavesOutTheMiddle() {
        assertThat(CutText.of("abcdefghij", 10)).isEqualTo(new CutText("abcdefghij", 0, ""));
        assertThat(CutText.of("abcdefghij", 8)).isEqualTo(new CutText("abcdef", 2, "ij"));
        assertThat(CutText.of("abcdefghij", 0)).isEqualTo(new CutText("", 10, ""));
    }

    @Test
    void cutsNoCharacterInTwo() {
        var smile = "😀";
        for (var most = 0; most < 20; most++) {
            var cut = CutText.of(smile.repeat(10), most);
            assertThat(cut.head().length() % 2).isZero();
            assertThat(cut.tail().length() % 2).isZero();
            assertThat(cut.head().length() + cut.left() + cut.tail().length()).isEqualTo(20);
        }
    }

    @Test
    void keepsShortTextsWholeIfThereIsNotRoomForAll() {
        var texts = List.of("a".repeat(10), "b".repeat(1000), "c".repeat(2000));

        assertThat(CutText.longest(texts, 10_000, 5_000)).isEqualTo(2_000);
        assertThat(CutText.longest(texts, 10_000, 700)).isEqualTo(700);
        assertThat(CutText.longest(texts, 1_010, 5_000)).isEqualTo(500);
        assertThat(CutText.longest(List.of(), 10, 5_000)).isEqualTo(5_000);
    }

    @Test
    void neverNeedsMoreRoomThanThereIs() {
        var texts =
                IntStream.range(0, 300).mapToObj(i -> "x".repeat(i * i % 997)).toList();
        for (var room = 1; room < 100_000; room += 997) {
            var longest = CutText.longest(texts, room, 10_000);
            assertThat(texts.stream()
                            .mapToInt(text -> Math.min(text.length(), longest))
                            .sum())
                    .isLessThanOrEqualTo(room);
        }
    }
}
