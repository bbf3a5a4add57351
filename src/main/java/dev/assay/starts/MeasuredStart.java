package dev.assay.starts;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One measurement of a test.
 *
 * @param source where it was measured, for people: {@code run 20261129-021500-000, repeat 2}
 * @param measured when it was measured
 * @param serverStart when the server's process started, which tells starts apart; empty: not known
 * @param conditions the facts that could change a score or a time, by name: plan, model, engine, version, arguments, GPU, driver
 * @param values the values of figures by their names, {@code tpot.mean} or {@code tpot.mean (steady)}
 * @param answers whether each question was answered rightly, by its id, in the order of the evalset; empty for a load test
 * @param texts the log-probabilities of each text, by its id; empty for another test
 * @param spoilt why the measurement cannot be used: what an audit found; empty if it is sound
 */
public record MeasuredStart(
        String source,
        Instant measured,
        Optional<String> serverStart,
        Map<String, String> conditions,
        Map<String, StartValue> values,
        Map<String, Boolean> answers,
        Map<String, MeasuredText> texts,
        Optional<String> spoilt) {
    public MeasuredStart {
        conditions = Collections.unmodifiableMap(new LinkedHashMap<>(conditions));
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        answers = Collections.unmodifiableMap(new LinkedHashMap<>(answers));
        texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
    }

    /** A measurement of a load test or of an evalset. */
    public MeasuredStart(
            String source,
            Instant measured,
            Optional<String> serverStart,
            Map<String, String> conditions,
            Map<String, StartValue> values,
            Map<String, Boolean> answers,
            Optional<String> spoilt) {
        this(source, measured, serverStart, conditions, values, answers, Map.of(), spoilt);
    }

    /** Returns how many questions were answered rightly. */
    public int right() {
        return Math.toIntExact(answers.values().stream().filter(right -> right).count());
    }
}
