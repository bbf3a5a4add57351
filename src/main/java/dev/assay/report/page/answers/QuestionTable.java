package dev.assay.report.page.answers;

import dev.assay.report.page.packed.PackedText;
import dev.assay.report.page.shown.CutText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The questions of a page.
 *
 * @param shown those that a page without a script shows: not right or flipped, in the order of tests and evalsets
 * @param telling how many questions are not right or flipped
 * @param all how many questions were asked, one of several tests once for each of them
 * @param packed all of them, as the script reads them; empty if none was asked
 */
public record QuestionTable(List<ShownQuestion> shown, int telling, int all, String packed) {
    /** At most so many are shown without a script. */
    public static final int MOST = 500;

    private static final long ROOM = 200_000;
    private static final int LONGEST = 3_000;

    public QuestionTable {
        shown = List.copyOf(shown);
    }

    /** A row with the rows of the same question. */
    private record Place(QuestionRow row, List<QuestionRow> all) {
        Stream<String> texts() {
            return Stream.concat(
                    Stream.of(row.question().text()),
                    row.replies().stream()
                            .map(Reply::received)
                            .flatMap(came -> Stream.of(came.text(), came.thinking(), came.calls(), came.whole())));
        }
    }

    static QuestionTable of(List<AskedTest> tests, List<AskedQuestions> evalsets) {
        var places = new ArrayList<Place>();
        for (var evalset : evalsets) {
            for (var rows : evalset.questions()) {
                rows.forEach(row -> places.add(new Place(row, rows)));
            }
        }
        var order = tests.stream().map(AskedTest::name).toList();
        places.sort(
                Comparator.comparingInt(place -> order.indexOf(place.row().of().name())));
        var telling = places.stream().filter(place -> place.row().isTelling()).toList();
        var first = IntStream.range(0, telling.size())
                .boxed()
                .sorted(Comparator.comparingInt(
                        place -> telling.get(place).row().rank()))
                .limit(MOST)
                .sorted()
                .toList();
        var shown = first.stream().map(telling::get).toList();
        var longest = CutText.longest(shown.stream().flatMap(Place::texts).toList(), ROOM, LONGEST);
        return new QuestionTable(
                shown.stream()
                        .map(place -> ShownQuestion.of(place.row(), place.all(), longest))
                        .toList(),
                telling.size(),
                places.size(),
                places.isEmpty()
                        ? ""
                        : PackedText.of(QuestionsJson.of(tests, evalsets).text()));
    }
}
