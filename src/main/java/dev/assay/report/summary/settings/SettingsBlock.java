package dev.assay.report.summary.settings;

import dev.assay.gate.results.RunVerdict;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.evalsets.Evalset;
import dev.assay.plan.testspecs.LogProbabilities;
import dev.assay.plan.testspecs.Protocol;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.report.words.Language;
import dev.assay.report.words.LoadDuring;
import dev.assay.report.words.Markdown;
import dev.assay.report.words.Phrase;
import dev.assay.report.words.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The settings of each test of a run. */
public final class SettingsBlock {
    private SettingsBlock() {}

    /** Returns the lines: a table for load tests, for evalsets and for texts, if the run has any. */
    public static List<String> of(RunVerdict run, Language language) {
        var lines = new ArrayList<String>();
        for (var table : tables(run, language)) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.addAll(Markdown.table(table));
        }
        return lines;
    }

    /** Returns a table for load tests, for evalsets and for texts, if the run has any. */
    public static List<Table> tables(RunVerdict run, Language language) {
        var loadTests = new ArrayList<List<String>>();
        var evalsets = new ArrayList<List<String>>();
        var texts = new ArrayList<List<String>>();
        for (var planned : run.plan().tests()) {
            switch (planned.test()) {
                case Protocol ignored -> {
                    // The protocol test is the same for every deployment.
                }
                case TestSpec.LoadTest loadTest -> loadTests.add(loadTest(planned, loadTest, language));
                case LogProbabilities test -> texts.add(texts(planned, test));
                case TestSpec.Accuracy accuracy -> evalsets.add(evalset(planned, accuracy, language));
            }
        }
        var tables = new ArrayList<Table>();
        if (!loadTests.isEmpty()) {
            tables.add(new Table(
                    columns(
                            language,
                            Phrase.LOAD_TEST,
                            Phrase.API,
                            Phrase.INPUT_TOKENS,
                            Phrase.OUTPUT_TOKENS,
                            Phrase.PROMPTS,
                            Phrase.IN_FLIGHT,
                            Phrase.REQUESTS,
                            Phrase.WARMUP),
                    loadTests));
        }
        if (!evalsets.isEmpty()) {
            tables.add(new Table(
                    columns(
                            language,
                            Phrase.EVALSET,
                            Phrase.QUESTIONS,
                            Phrase.SYSTEM_MESSAGE,
                            Phrase.MAX_TOKENS,
                            Phrase.THINKING,
                            Phrase.IN_FLIGHT,
                            Phrase.ASKED_WITH),
                    evalsets));
        }
        if (!texts.isEmpty()) {
            tables.add(new Table(columns(language, Phrase.TEXT_SET, Phrase.TEXTS, Phrase.IN_FLIGHT), texts));
        }
        return tables;
    }

    private static List<String> texts(Planned planned, LogProbabilities test) {
        return List.of(
                planned.name() + (test.renamed() ? " (" + test.texts().name() + ")" : ""),
                Integer.toString(test.texts().texts().size()),
                Integer.toString(test.concurrency()));
    }

    private static List<String> columns(Language language, Phrase... names) {
        return Stream.of(names).map(language::say).toList();
    }

    private static List<String> loadTest(Planned planned, TestSpec.LoadTest loadTest, Language language) {
        return List.of(
                planned.name(),
                word(loadTest.workload().api()),
                loadTest.workload().input().toString(),
                loadTest.workload().output().toString(),
                SettingWords.prompts(loadTest, language),
                SettingWords.inFlight(loadTest, language),
                SettingWords.amount(loadTest, language),
                Integer.toString(loadTest.warmup()));
    }

    private static List<String> evalset(Planned planned, TestSpec.Accuracy accuracy, Language language) {
        var evalset = accuracy.evalset();
        return List.of(
                planned.name() + (accuracy.renamed() ? " (" + evalset.name() + ")" : ""),
                questions(evalset),
                evalset.system() == null ? language.say(Phrase.NONE) : evalset.system(),
                Integer.toString(evalset.maxTokens()),
                SettingWords.thinking(evalset.thinking(), language),
                LoadDuring.planned(accuracy, language),
                asking(evalset, language));
    }

    /** Each answer to a question is a question of its own in the plan. */
    private static String questions(Evalset evalset) {
        var samples = evalset.asking().samples();
        var asked = evalset.questions().size();
        return samples == 1 ? Integer.toString(asked) : asked / samples + " × " + samples;
    }

    /** The words of the manifest. What its columns mean is not shown: that is long, and the questions show it. */
    private static String asking(Evalset evalset, Language language) {
        var facts = evalset.asking().facts().entrySet().stream()
                .filter(fact -> !fact.getKey().equals("fields"))
                .map(fact -> fact.getKey() + ": " + fact.getValue().replace("\n", "\\n"))
                .collect(Collectors.joining(language.semicolon()));
        return facts.isEmpty() ? language.say(Phrase.NONE) : facts;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
