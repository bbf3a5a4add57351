package dev.assay.proposals;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The expected texts are what GNU diffutils 3.8 prints for {@code diff -u}, with the times of the files left out. */
class UnifiedDiffTest {
    private static String lines(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(n -> "line " + n + "\n").collect(Collectors.joining());
    }

    private static String diff(String before, String after) {
        return String.join("\n", UnifiedDiff.of("t.yaml", before, after)) + "\n";
    }

    @Test
    void showsNothingForEqualTexts() {
        assertThat(UnifiedDiff.of("t.yaml", "a\n", "a\n")).isEqualTo(List.of());
    }

    @Test
    void showsThreeLinesAroundEachChangeAndJoinsChangesThatAreNear() {
        var before = lines(1, 30);
        var after = before.replace("line 5\n", "line five\nline five and a half\n")
                .replace("line 12\n", "line twelve\n")
                .replace("line 25\n", "");

        assertThat(diff(before, after)).isEqualTo("""
                --- t.yaml
                +++ t.yaml
                @@ -2,14 +2,15 @@
                 line 2
                 line 3
                 line 4
                -line 5
                +line five
                +line five and a half
                 line 6
                 line 7
                 line 8
                 line 9
                 line 10
                 line 11
                -line 12
                +line twelve
                 line 13
                 line 14
                 line 15
                @@ -22,7 +23,6 @@
                 line 22
                 line 23
                 line 24
                -line 25
                 line 26
                 line 27
                 line 28
                """);
    }

    @Test
    void saysWhichLinesHaveNoEndAndRemovesLinesBeforeItAddsOthers() {
        assertThat(diff("a\nb", "c\nb\nd")).isEqualTo("""
                --- t.yaml
                +++ t.yaml
                @@ -1,2 +1,3 @@
                -a
                -b
                \\ No newline at end of file
                +c
                +b
                +d
                \\ No newline at end of file
                """);
    }

    @Test
    void countsFromZeroWhereATextHasNoLines() {
        assertThat(diff("", "x\n")).isEqualTo("--- t.yaml\n+++ t.yaml\n@@ -0,0 +1 @@\n+x\n");
        assertThat(diff("x\n", "")).isEqualTo("--- t.yaml\n+++ t.yaml\n@@ -1 +0,0 @@\n-x\n");
    }
}
