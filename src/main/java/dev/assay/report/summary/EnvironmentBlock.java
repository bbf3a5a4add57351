package dev.assay.report.summary;

import dev.assay.gate.results.RunVerdict;
import dev.assay.plan.deployments.Deployment;
import dev.assay.recording.Recording;
import dev.assay.report.words.Language;
import dev.assay.report.words.Markdown;
import dev.assay.report.words.Phrase;
import dev.assay.report.words.Table;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** What each deployment ran on, by its recordings. A fact that they do not have is shown as not recorded, so that a reader sees what is missing. */
public final class EnvironmentBlock {
    private EnvironmentBlock() {}

    static List<String> of(RunVerdict run, Language language) {
        return table(run, language).map(Markdown::table).orElse(List.of());
    }

    /** Returns the facts, a column for each deployment; empty if no test has a verdict. */
    public static Optional<Table> table(RunVerdict run, Language language) {
        var deployments = new LinkedHashMap<String, Served>();
        for (var test : run.tests()) {
            var deployment = test.planned().deployment();
            var served = new Served(deployment, test.header());
            deployments.merge(deployment.name(), served, (first, next) -> first.header.isPresent() ? first : next);
        }
        if (deployments.isEmpty()) {
            return Optional.empty();
        }
        var columns = new ArrayList<String>();
        columns.add(language.say(Phrase.FACT));
        columns.addAll(deployments.keySet());
        var rows = Arrays.stream(Fact.values())
                .map(fact -> {
                    var row = new ArrayList<String>();
                    row.add(language.say(fact.phrase));
                    deployments
                            .values()
                            .forEach(
                                    served -> row.add(fact.value.in(served).orElse(language.say(Phrase.NOT_RECORDED))));
                    return List.copyOf(row);
                })
                .toList();
        return Optional.of(new Table(columns, rows));
    }

    /** A deployment with the header of its first recording. */
    private record Served(Deployment deployment, Optional<Recording.Header> header) {
        Optional<String> said(String key) {
            return header.map(each -> each.server().get(key));
        }

        Optional<String> started() {
            return header.map(
                    each -> each.started().truncatedTo(ChronoUnit.SECONDS).toString());
        }

        Optional<String> image() {
            var digest = said("image digest").filter(each -> each.contains(":"));
            return said("image")
                    .map(name -> name + digest.map(each -> " (" + each + ")").orElse(""));
        }

        Optional<String> engine() {
            return said("version").map(version -> said("engine").orElse(deployment.engine()) + " " + version);
        }
    }

    /** Finds a fact. */
    private interface Finder {
        Optional<String> in(Served served);
    }

    /** The facts of the block. One line each. */
    private enum Fact {
        TIME(Phrase.TIME, Served::started),
        ENGINE(Phrase.ENGINE, Served::engine),
        MODEL(Phrase.MODEL, served -> Optional.of(served.deployment.model())),
        SERVED_NAME(Phrase.SERVED_NAME, served -> served.said("model")),
        PRECISION(Phrase.PRECISION, served -> Optional.of(served.deployment.precision())),
        GPU(Phrase.GPU, served -> served.said("gpu")),
        DRIVER(Phrase.DRIVER, served -> served.said("driver")),
        MIG(Phrase.MIG, served -> served.said("mig")),
        TENSOR_PARALLEL(Phrase.TENSOR_PARALLEL, served -> served.said("tensor-parallel-size")),
        GPU_MEMORY(Phrase.GPU_MEMORY, served -> served.said("gpu-memory-utilization")),
        ARGUMENTS(Phrase.ARGUMENTS, served -> served.said("arguments")),
        ARGUMENTS_FROM(Phrase.ARGUMENTS_FROM, served -> served.said("arguments from")),
        START(Phrase.START, served -> served.said("start")),
        COMMAND(Phrase.SERVE_COMMAND, served -> served.said("command")),
        IMAGE(Phrase.IMAGE, Served::image),
        VARIABLES(Phrase.VARIABLES, served -> served.said("variables"));

        private final Phrase phrase;
        private final Finder value;

        Fact(Phrase phrase, Finder value) {
            this.phrase = phrase;
            this.value = value;
        }
    }
}
