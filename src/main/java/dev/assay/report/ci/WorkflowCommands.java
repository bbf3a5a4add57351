package dev.assay.report.ci;

import dev.assay.report.ci.Annotation.Level;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Annotations as commands for GitHub's runner: {@code ::error file=thresholds.yaml,line=33,title=…::…}. */
public final class WorkflowCommands {
    /** GitHub shows no more of each level for one step. */
    static final int MOST = 10;

    private WorkflowCommands() {}

    /** Returns a line for each annotation, of each level the first ten. Whatever a text contains, it cannot end its command or start another. */
    public static List<String> of(List<Annotation> annotations, SourceTree sources) {
        var lines = new ArrayList<String>();
        Map<Level, Integer> counts = new EnumMap<>(Level.class);
        for (var annotation : annotations) {
            if (counts.merge(annotation.level(), 1, Integer::sum) <= MOST) {
                lines.add(line(annotation, sources));
            }
        }
        return lines;
    }

    private static String line(Annotation annotation, SourceTree sources) {
        var place = sources.of(annotation.place())
                .map(line -> "file=" + property(line.path()) + ",line=" + line.line() + ",")
                .orElse("");
        return "::" + annotation.level().name().toLowerCase(Locale.ROOT) + " " + place + "title="
                + property(annotation.title()) + "::" + data(annotation.message());
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
