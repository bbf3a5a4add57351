package dev.assay.report.words;

import dev.assay.gate.results.LimitVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.recording.Provenance;

/** The languages of a summary, each with its file and its punctuation. */
public enum Language {
    ENGLISH("summary.md", ": ", "; ", " (", ")"),
    CHINESE("summary.zh.md", "：", "；", "（", "）");

    private final String file;
    private final String colon;
    private final String semicolon;
    private final String open;
    private final String close;

    Language(String file, String colon, String semicolon, String open, String close) {
        this.file = file;
        this.colon = colon;
        this.semicolon = semicolon;
        this.open = open;
        this.close = close;
    }

    /** Returns the name of the summary's file in the run directory. */
    public String file() {
        return file;
    }

    public String semicolon() {
        return semicolon;
    }

    public String say(Phrase phrase) {
        return switch (this) {
            case ENGLISH -> phrase.english();
            case CHINESE -> phrase.chinese();
        };
    }

    /** Returns a fact with its name before it. */
    public String fact(Phrase name, String value) {
        return say(name) + colon + value;
    }

    /** Returns a text with its name before it. */
    public String fact(String name, String value) {
        return name + colon + value;
    }

    /** Returns which repeat it is. */
    public String repeat(int number) {
        return switch (this) {
            case ENGLISH -> "repeat " + number;
            case CHINESE -> "第 " + number + " 次";
        };
    }

    /** Returns that a value is the mean or the median of so many repeats. */
    public String overRepeats(boolean median, int repeats) {
        return switch (this) {
            case ENGLISH -> (median ? "median" : "mean") + " of " + repeats + (repeats == 1 ? " repeat" : " repeats");
            case CHINESE -> repeats + " 次重复的" + (median ? "中位数" : "平均值");
        };
    }

    /** Returns in how many repeats a question was answered rightly. */
    public String rightIn(String question, int right, int repeats) {
        return switch (this) {
            case ENGLISH -> question + " right in " + right + " of " + repeats + " repeats";
            case CHINESE -> question + "：" + repeats + " 次中答对 " + right + " 次";
        };
    }

    public String inBrackets(String text, String remark) {
        return text + open + remark + close;
    }

    public String say(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Unmeasured unmeasured -> withReason(unmeasured);
            case Verdict.Pass ignored -> say(Phrase.of(verdict));
            case Verdict.Fail ignored -> say(Phrase.of(verdict));
            case Verdict.Inconclusive ignored -> say(Phrase.of(verdict));
        };
    }

    /** The reasons are English; in Chinese they stand in the list of what is not passed. */
    private String withReason(Verdict.Unmeasured unmeasured) {
        return switch (this) {
            case ENGLISH -> inBrackets(say(Phrase.UNMEASURED), unmeasured.reason());
            case CHINESE -> say(Phrase.UNMEASURED);
        };
    }

    /** Returns a test's verdict, in English with the reason if it is unmeasured. */
    public String say(TestVerdict test) {
        return shown(say(test.verdict()), test.verdict(), test.tolerated(), test.word());
    }

    /** Returns a test's verdict without a reason. */
    public String word(TestVerdict test) {
        return shown(say(Phrase.of(test.verdict())), test.verdict(), test.tolerated(), test.word());
    }

    public String word(LimitVerdict limit) {
        return shown(say(Phrase.of(limit.verdict())), limit.verdict(), limit.tolerated(), limit.word());
    }

    /** In English the gate has its own words for a tolerated verdict. */
    private String shown(String said, Verdict verdict, boolean tolerated, String word) {
        if (!tolerated) {
            return said;
        }
        return switch (this) {
            case ENGLISH ->
                verdict instanceof Verdict.Unmeasured unmeasured && !said.equals(verdict.word())
                        ? inBrackets(word, unmeasured.reason())
                        : word;
            case CHINESE -> inBrackets(said, say(Phrase.TOLERATED));
        };
    }

    public String say(Provenance provenance) {
        return switch (provenance) {
            case MEASURED -> say(Phrase.MEASURED);
            case RECORDED -> say(Phrase.RECORDED);
            case MODELLED -> say(Phrase.MODELLED);
        };
    }
}
