package dev.assay.plan.evalsets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.input.Location;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SubsetTest {
    private static final Map<String, Integer> SUBJECTS = Map.of("law", 50, "art", 30, "sea", 20);

    private static List<Row> rows(Map<String, Integer> subjects) {
        var rows = new ArrayList<Row>();
        new TreeMap<>(subjects).forEach((subject, count) -> {
            for (var i = 1; i <= count; i++) {
                rows.add(row(subject, i));
            }
        });
        return rows;
    }

    private static Row row(String subject, int number) {
        var text = "question " + number + " of " + subject;
        var place = new Location("a.csv", number, 1);
        var question =
                new Question(subject + "-" + number, text, new Expected.Exact("a"), false, List.of(subject), place);
        return new Row(question, text, "a", place);
    }

    private static Map<String, Integer> sizes(List<Row> rows) {
        var sizes = new TreeMap<String, Integer>();
        rows.forEach(row -> sizes.merge(row.question().subject(), 1, Integer::sum));
        return sizes;
    }

    private static List<String> ids(List<Row> rows) {
        return rows.stream().map(row -> row.question().id()).toList();
    }

    /** 7 · 50/100 = 3.5, 7 · 30/100 = 2.1, 7 · 20/100 = 1.4: the one that is left goes to the remainder 0.5. */
    @Test
    void givesEachSubjectItsShareAndTheRestToTheLargestRemainders() {
        assertThat(sizes(new Subset(7, true, 7).of(rows(SUBJECTS)))).isEqualTo(Map.of("law", 4, "art", 2, "sea", 1));
    }

    /** 1 · 50/100, 1 · 50/100: of equal remainders the first name. */
    @Test
    void breaksTiesByName() {
        assertThat(sizes(new Subset(1, true, 7).of(rows(Map.of("law", 50, "art", 50)))))
                .isEqualTo(Map.of("art", 1));
    }

    @Test
    void keepsTheOrderOfTheFile() {
        var rows = rows(SUBJECTS);
        var drawn = new Subset(40, false, 7).of(rows);

        assertThat(drawn)
                .hasSize(40)
                .isEqualTo(rows.stream().filter(drawn::contains).toList());
        assertThat(sizes(drawn)).hasSize(3);
    }

    @Test
    void drawsOthersWithAnotherSeed() {
        assertThat(ids(new Subset(20, true, 7).of(rows(SUBJECTS))))
                .isEqualTo(ids(new Subset(20, true, 7).of(rows(SUBJECTS))))
                .isNotEqualTo(ids(new Subset(20, true, 8).of(rows(SUBJECTS))));
    }

    @Test
    void drawsTheSameOfASubjectWhateverHappensToTheOthersAndInWhateverOrder() {
        var before = new Subset(10, true, 7).of(rows(SUBJECTS));
        var changed = new ArrayList<>(rows(Map.of("law", 50, "art", 20, "sea", 30)));
        Collections.reverse(changed);
        var after = new Subset(10, true, 7).of(changed);

        assertThat(ids(after).stream().filter(id -> id.startsWith("law")).sorted())
                .containsExactlyElementsOf(ids(before).stream()
                        .filter(id -> id.startsWith("law"))
                        .sorted()
                        .toList());
    }

    /** Every question has the same chance: over 200 seeds each of 10 is drawn about 60 times, with a standard deviation of 6.5. */
    @Test
    void givesEachQuestionTheSameChance() {
        var counts = new TreeMap<String, Integer>();
        for (var seed = 0; seed < 200; seed++) {
            ids(new Subset(3, false, seed).of(rows(Map.of("law", 10))))
                    .forEach(id -> counts.merge(id, 1, Integer::sum));
        }

        assertThat(counts).hasSize(10);
        assertThat(counts.values()).allMatch(count -> count > 34 && count < 86);
    }
}
