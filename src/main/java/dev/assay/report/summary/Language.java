package dev.assay.report.summary;

import dev.assay.gate.LimitVerdict;
import dev.assay.gate.TestVerdict;
import dev.assay.gate.Verdict;
import dev.assay.recording.Provenance;

/** The languages of a summary. One line each: its file and its punctuation. */
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

    String semicolon() {
        return semicolon;
    }

    String say(Phrase phrase) {
        return switch (this) {
            case ENGLISH -> phrase.english();
            case CHINESE -> phrase.chinese();
        };
    }

    /** Returns a fact with its name before it. */
    String fact(Phrase name, String value) {
        return say(name) + colon + value;
    }

    String inBrackets(String text, String remark) {
        return text + open + remark + close;
    }

    String say(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Unmeasured unmeasured -> inBrackets(say(Phrase.UNMEASURED), unmeasured.reason());
            case Verdict.Pass ignored -> say(Phrase.of(verdict));
            case Verdict.Fail ignored -> say(Phrase.of(verdict));
            case Verdict.Inconclusive ignored -> say(Phrase.of(verdict));
        };
    }

    /** Returns what became of a row, as a test tells it, with the reason where nothing was measured. */
    String say(TestVerdict row) {
        return told(say(row.verdict()), row.verdict(), row.tolerated(), row.word());
    }

    /** Returns what became of a row, as it is counted. */
    String word(TestVerdict row) {
        return told(say(Phrase.of(row.verdict())), row.verdict(), row.tolerated(), row.word());
    }

    String word(LimitVerdict limit) {
        return told(say(Phrase.of(limit.verdict())), limit.verdict(), limit.tolerated(), limit.word());
    }

    /** In English the gate has words of its own for what is told and not red. */
    private String told(String said, Verdict verdict, boolean tolerated, String word) {
        if (!tolerated) {
            return said;
        }
        return switch (this) {
            case ENGLISH ->
                verdict instanceof Verdict.Unmeasured unmeasured && !said.equals(verdict.word())
                        ? inBrackets(word, unmeasured.reason())
                        : word;
            case CHINESE -> inBrackets(said, say(Phrase.TOLD));
        };
    }

    String say(Provenance provenance) {
        return switch (provenance) {
            case MEASURED -> say(Phrase.MEASURED);
            case RECORDED -> say(Phrase.RECORDED);
            case MODELLED -> say(Phrase.MODELLED);
        };
    }
}
