package dev.assay.report.summary.settings;

import dev.assay.plan.evalsets.Evalset;
import dev.assay.plan.testspecs.Prompts;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.report.words.Language;
import dev.assay.report.words.Phrase;
import java.util.ArrayList;

/** The settings of a test in words: in English as thresholds.yaml has them. */
public final class SettingWords {
    private SettingWords() {}

    public static String prompts(TestSpec.LoadTest loadTest, Language language) {
        return switch (language) {
            case ENGLISH -> loadTest.promptWords();
            case CHINESE -> chinese(loadTest);
        };
    }

    private static String chinese(TestSpec.LoadTest loadTest) {
        var language = Language.CHINESE;
        var words = new ArrayList<String>();
        words.add(
                switch (loadTest.prompts()) {
                    case Prompts.Unique ignored -> language.say(Phrase.UNIQUE);
                    case Prompts.AsWritten ignored -> language.say(Phrase.AS_WRITTEN);
                    case Prompts.Identical ignored -> language.say(Phrase.IDENTICAL);
                    case Prompts.SharedPrefix shared ->
                        language.fact(Phrase.SHARED_PREFIX, Integer.toString(shared.prefix()));
                });
        loadTest.workload().file().ifPresent(file -> words.add(language.fact(Phrase.FILE, file.name())));
        switch (loadTest.cache()) {
            case PLAIN -> {
                // Nothing is done about the cache.
            }
            case RESET -> words.add(language.say(Phrase.RESET));
            case WARM -> words.add(language.say(Phrase.WARM));
        }
        switch (loadTest.workload().promptForm()) {
            case TEXT -> {
                // The usual form.
            }
            case TOKEN_IDS -> words.add(language.say(Phrase.AS_TOKEN_IDS));
        }
        return String.join("，", words);
    }

    /** Returns how many requests are planned, and for how long. */
    public static String amount(TestSpec.LoadTest loadTest, Language language) {
        return switch (language) {
            case ENGLISH -> loadTest.amount("");
            case CHINESE -> {
                var duration = loadTest.length().duration();
                yield (loadTest.endsByTime() ? language.say(Phrase.AT_MOST) + " " : "")
                        + loadTest.requests()
                        + (duration == null ? "" : "，" + language.fact(Phrase.DURATION, duration.toString()));
            }
        };
    }

    /** Returns the concurrency or the rate, with the throttle if there is one. */
    static String inFlight(TestSpec.LoadTest loadTest, Language language) {
        var pace = loadTest.pace();
        return switch (language) {
            case ENGLISH -> pace.asked() + pace.throttle().map(", "::concat).orElse("");
            case CHINESE ->
                pace.asked()
                        + (pace.maxInFlight() == null
                                ? ""
                                : "，" + language.fact(Phrase.THROTTLE, Integer.toString(pace.maxInFlight())));
        };
    }

    /** Returns the throttle; none if there is none. */
    public static String throttle(TestSpec.LoadTest loadTest, Language language) {
        var most = loadTest.pace().maxInFlight();
        return switch (language) {
            case ENGLISH -> loadTest.throttle().orElse(language.say(Phrase.NONE));
            case CHINESE -> most == null ? language.say(Phrase.NONE) : Integer.toString(most);
        };
    }

    static String thinking(Evalset.Thinking thinking, Language language) {
        return language.say(
                switch (thinking) {
                    case ON -> Phrase.ON;
                    case OFF -> Phrase.OFF;
                    case SERVER -> Phrase.SERVER_DEFAULT;
                });
    }
}
