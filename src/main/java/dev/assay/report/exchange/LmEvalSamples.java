package dev.assay.report.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.assay.accuracy.EvalsetScorer;
import dev.assay.accuracy.Outcome;
import dev.assay.accuracy.RuleRate;
import dev.assay.accuracy.ScoredQuestion;
import dev.assay.accuracy.asking.AskedText;
import dev.assay.accuracy.asking.ChatMessages;
import dev.assay.accuracy.rules.Rule;
import dev.assay.plan.evalsets.Asking;
import dev.assay.plan.evalsets.Evalset;
import dev.assay.plan.evalsets.Expected;
import dev.assay.plan.evalsets.Question;
import dev.assay.recording.Recording;
import dev.assay.trace.Ending;
import dev.assay.trace.Trace;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The answers of an evalset in the shape of the files that lm-evaluation-harness 0.4.13 writes with {@code --log_samples}: JSON Lines, one row for
 * each question and filter. A filter is a scorer: {@code assay-number} is the evalset's own, the others have the names of the {@link Rule rules}
 * that apply. All rows of a question stand together. A question that was not answered has no row.
 */
public final class LmEvalSamples {
    /** What lm-evaluation-harness writes if a filter finds nothing. */
    private static final String NOTHING = "[invalid]";

    private static final String METRIC = "exact_match";
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH-mm-ss.SSSSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Evalset evalset;
    private final Recording recording;

    private LmEvalSamples(Evalset evalset, Recording recording) {
        this.evalset = evalset;
        this.recording = recording;
    }

    /** Returns the name of the file: lm-evaluation-harness finds the task and the date of a file in it. */
    public static String file(String test, Instant measured) {
        return "samples_" + test + "_" + DATE.format(measured) + ".jsonl.gz";
    }

    /** Writes the rows, compressed with gzip; each filter repeats the whole question, which costs nearly nothing then. */
    public static void write(Evalset evalset, Recording recording, OutputStream out) throws IOException {
        var zipped = new GZIPOutputStream(out, 1 << 16);
        new LmEvalSamples(evalset, recording).rows(zipped);
        zipped.finish();
    }

    private void rows(OutputStream out) throws IOException {
        var traces = recording.measured().stream().collect(Collectors.toMap(Trace::id, Function.identity()));
        var number = 0;
        for (var scored : EvalsetScorer.score(evalset, recording).all()) {
            var trace = traces.get(EvalsetScorer.requestId(evalset, scored.question()));
            if (trace != null && trace.ending() instanceof Ending.Complete) {
                rows(number, scored, trace.transcript().text(), out);
            }
            number++;
        }
    }

    private void rows(int number, ScoredQuestion scored, String text, OutputStream out) throws IOException {
        var question = scored.question();
        var doc = doc(question);
        var target = question.expected().answer();
        var prompt = prompt(question);
        var row = PythonJson.MAPPER.createObjectNode().put("doc_id", number);
        row.set("doc", doc);
        row.put("target", target);
        var arguments = row.putObject("arguments").putObject("gen_args_0");
        if (chat()) {
            arguments.putArray("arg_0").add(prompt);
        } else {
            arguments.put("arg_0", prompt);
        }
        var sampling = evalset.asking().sampling();
        var settings = arguments.putObject("arg_1");
        var until = settings.putArray("until");
        sampling.stop().forEach(until::add);
        settings.put("do_sample", sampling.temperature().signum() != 0)
                .put("temperature", sampling.temperature().doubleValue())
                .put("max_gen_toks", evalset.maxTokens());
        row.putArray("resps").addArray().add(text);
        row.putArray("filtered_resps");
        row.put("filter", "");
        row.putArray("metrics").add(METRIC);
        row.put("doc_hash", PythonJson.sha256(PythonJson.indented(doc)));
        row.put("prompt_hash", PythonJson.sha256(prompt));
        row.put("target_hash", PythonJson.sha256(target));
        write(
                row,
                "assay-" + question.expected().type().word(),
                scored.found(),
                scored.outcome() == Outcome.CORRECT,
                out);
        var right = RuleRate.rightAnswer(question);
        if (right.isPresent()) {
            for (var rule : Rule.values()) {
                var score = rule.score(right.get(), text);
                if (score.isPresent()) {
                    write(row, rule.key(), score.get().found(), score.get().right(), out);
                }
            }
        }
    }

    private static void write(ObjectNode row, String filter, @Nullable String found, boolean right, OutputStream out)
            throws IOException {
        row.putArray("filtered_resps").add(found == null ? NOTHING : found);
        row.put("filter", filter);
        row.put(METRIC, right ? 1.0 : 0.0);
        out.write((PythonJson.line(row) + "\n").getBytes(UTF_8));
    }

    /** Returns the question as a line of an evalset has it. Numbers are texts, so that every language writes them alike. */
    private static ObjectNode doc(Question question) {
        var doc = PythonJson.MAPPER
                .createObjectNode()
                .put("id", question.id())
                .put("type", question.expected().type().word())
                .put("question", question.text())
                .put("answer", question.expected().answer());
        if (question.expected() instanceof Expected.OfNumber number) {
            if (number.tolerance() != null) {
                doc.put("tolerance", number.tolerance().toPlainString());
            }
            if (number.unit() != null) {
                doc.put("unit", number.unit());
            }
        }
        if (question.expected() instanceof Expected.Choice choice) {
            var options = doc.putArray("options");
            choice.options().forEach(options::add);
        }
        if (question.expected() instanceof Expected.Regex regex) {
            doc.put("pattern", regex.pattern().toString())
                    .put("match", regex.which().word())
                    .put("group", Integer.toString(regex.group()))
                    .put("flags", regex.pattern().flags());
        }
        if (question.expected() instanceof Expected.Json json) {
            doc.put("form", json.form().json());
        }
        var tags = doc.putArray("tags");
        question.tags().forEach(tags::add);
        return doc;
    }

    private boolean chat() {
        return evalset.asking().api() == Asking.Api.CHAT;
    }

    /** Returns what was sent: a text, or the messages as lm-evaluation-harness has them for a chat, as a text of JSON. */
    private String prompt(Question question) {
        if (!chat()) {
            return AskedText.of(evalset, question);
        }
        var messages = PythonJson.MAPPER.createArrayNode();
        ChatMessages.of(evalset, question)
                .forEach(message ->
                        messages.addObject().put("role", message.role()).put("content", message.content()));
        return PythonJson.line(messages);
    }
}
