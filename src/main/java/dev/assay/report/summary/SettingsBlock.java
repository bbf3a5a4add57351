package dev.assay.report.summary;

import dev.assay.gate.RunVerdict;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.tests.Protocol;
import dev.assay.plan.tests.TestSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a run asked of its deployments, row by row. */
final class SettingsBlock {
    private SettingsBlock() {}

    static List<String> of(RunVerdict run, Language language) {
        var cells = new ArrayList<List<String>>();
        var evalsets = new ArrayList<List<String>>();
        for (var planned : run.plan().tests()) {
            switch (planned.test()) {
                case Protocol ignored -> {
                    // It asks the same of every deployment.
                }
                case TestSpec.LoadTest cell -> cells.add(cell(planned, cell));
                case TestSpec.Accuracy accuracy -> evalsets.add(evalset(planned, accuracy, language));
            }
        }
        var lines = new ArrayList<String>();
        if (!cells.isEmpty()) {
            lines.addAll(Markdown.table(
                    columns(
                            language,
                            Phrase.CELL,
                            Phrase.API,
                            Phrase.INPUT_TOKENS,
                            Phrase.OUTPUT_TOKENS,
                            Phrase.PROMPTS,
                            Phrase.IN_FLIGHT,
                            Phrase.REQUESTS,
                            Phrase.WARMUP),
                    cells));
        }
        if (!evalsets.isEmpty()) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.addAll(Markdown.table(
                    columns(
                            language,
                            Phrase.EVALSET,
                            Phrase.QUESTIONS,
                            Phrase.SYSTEM_MESSAGE,
                            Phrase.MAX_TOKENS,
                            Phrase.THINKING,
                            Phrase.IN_FLIGHT),
                    evalsets));
        }
        return lines;
    }

    private static List<String> columns(Language language, Phrase... names) {
        return Stream.of(names).map(language::say).toList();
    }

    private static List<String> cell(Planned planned, TestSpec.LoadTest cell) {
        return List.of(
                planned.name(),
                word(cell.workload().api()),
                cell.workload().input().toString(),
                cell.workload().output().toString(),
                cell.promptWords(),
                cell.pace().asked() + cell.throttle().map(", "::concat).orElse(""),
                cell.amount(""),
                Integer.toString(cell.warmup()));
    }

    private static List<String> evalset(Planned planned, TestSpec.Accuracy accuracy, Language language) {
        var evalset = accuracy.evalset();
        return List.of(
                planned.name(),
                Integer.toString(evalset.questions().size()),
                evalset.system() == null ? language.say(Phrase.NONE) : evalset.system(),
                Integer.toString(evalset.maxTokens()),
                word(evalset.thinking()),
                Integer.toString(accuracy.concurrency()));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
