package dev.assay.report.words;

import dev.assay.accuracy.asking.Asking;
import dev.assay.plan.testspecs.TestSpec;
import java.util.Locale;
import java.util.OptionalDouble;

/** The load that keeps the server busy while an evalset is asked, in words. */
public final class LoadDuring {
    private LoadDuring() {}

    /** Returns how many questions are to be in flight, and the load if there is one: {@code 4, during c40 (40 in flight)}. */
    public static String planned(TestSpec.Accuracy accuracy, Language language) {
        var asked = Integer.toString(accuracy.concurrency());
        var load = accuracy.during();
        return load == null
                ? asked
                : switch (language) {
                    case ENGLISH -> asked + ", during " + load.name() + " (" + load.pace() + ")";
                    case CHINESE ->
                        asked + "，" + chinese(load.name(), load.pace().asked(), OptionalDouble.empty());
                };
    }

    /** Returns the load that was there: {@code during c40 (40 in flight, mean 39.812)}. */
    public static String seen(Asking.During load, Language language) {
        return switch (language) {
            case ENGLISH -> "during " + load;
            case CHINESE -> chinese(load.test(), Integer.toString(load.inFlight()), load.mean());
        };
    }

    private static String chinese(String test, String inFlight, OptionalDouble mean) {
        var language = Language.CHINESE;
        var found = mean.isPresent()
                ? "，" + language.fact(Phrase.MEAN, String.format(Locale.ROOT, "%.3f", mean.getAsDouble()))
                : "";
        return language.fact(
                Phrase.DURING, language.inBrackets(test, language.fact(Phrase.IN_FLIGHT, inFlight) + found));
    }
}
