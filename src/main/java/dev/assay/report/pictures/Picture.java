package dev.assay.report.pictures;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a picture shows, as numbers and labels. */
public sealed interface Picture {
    String title();

    /** Returns every text of the picture, to find out whether a font has its characters. */
    List<String> texts();

    /**
     * Shares as bars from 0 to 100 %, each with its interval and its counts.
     *
     * @param axis what the shares are
     */
    record Bars(String title, String axis, List<Bar> bars) implements Picture {
        public Bars {
            bars = List.copyOf(bars);
        }

        @Override
        public List<String> texts() {
            var texts = new ArrayList<>(List.of(title, axis));
            bars.forEach(bar -> texts.add(bar.label()));
            return texts;
        }
    }

    /**
     * One bar.
     *
     * @param share from 0 to 1, within its interval
     * @param written the counts, as they stand on the bar: {@code 34/40}
     */
    record Bar(String label, double share, double low, double high, String written) {}

    /**
     * Several panels of lines over the same steps, such as numbers of requests in flight.
     *
     * @param axis what the steps are
     * @param steps the labels of the steps, in their order; they are drawn at equal distances
     */
    record Lines(String title, String axis, List<String> steps, List<Panel> panels) implements Picture {
        public Lines {
            steps = List.copyOf(steps);
            panels = List.copyOf(panels);
        }

        @Override
        public List<String> texts() {
            var texts = new ArrayList<>(List.of(title, axis));
            panels.forEach(panel -> {
                texts.add(panel.axis());
                panel.lines().forEach(line -> texts.add(line.label()));
            });
            return texts;
        }
    }

    /**
     * One panel.
     *
     * @param axis what the values are, with their unit
     * @param logarithmic whether equal distances are equal ratios; all values are above 0 then
     */
    record Panel(String axis, boolean logarithmic, List<Line> lines) {
        public Panel {
            lines = List.copyOf(lines);
        }
    }

    /**
     * One line.
     *
     * @param dashed whether it was not measured
     * @param points one for each step; absent where the value is undefined
     */
    record Line(String label, boolean dashed, List<@Nullable Point> points) {
        public Line {
            points = Collections.unmodifiableList(new ArrayList<>(points));
        }
    }

    /**
     * One value.
     *
     * @param around half the width of its interval; 0: none is known
     */
    record Point(double value, double around) {}
}
