package dev.assay.plan.thresholds;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A figure that thresholds.yaml can name in a limit or an objective. Its name is looked up once, where the file is read. */
public interface NamedFigure {
    /** Returns the name as thresholds.yaml, result.json and reports write it: {@code ttft.p99}, {@code accuracy}. */
    String key();

    /** Returns the unit of its values and of its limits. */
    Unit unit();

    /** Returns which of its values are the better ones. */
    Direction better();

    /** Returns the key. */
    @Override
    String toString();

    /** Returns figures by their keys, in their order. */
    static Map<String, NamedFigure> byKey(Collection<? extends NamedFigure> figures) {
        var byKey = new LinkedHashMap<String, NamedFigure>();
        figures.forEach(figure -> byKey.put(figure.key(), figure));
        return Collections.unmodifiableMap(byKey);
    }
}
