package dev.assay.suite;

import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the run stands on, as far as this process knows it. What could not be found out is written as such. */
final class Environment {
    private static final String UNKNOWN = "not found out";

    private Environment() {}

    static Map<String, String> of(String target) {
        var facts = new LinkedHashMap<String, String>();
        facts.put("time", OffsetDateTime.now(ZoneId.systemDefault()).toString());
        facts.put("target", target);
        facts.put("assay", said(Environment.class.getPackage().getImplementationVersion()));
        facts.put("java", said(System.getProperty("java.runtime.version")));
        facts.put("os", said(System.getProperty("os.name")) + " " + said(System.getProperty("os.version")));
        facts.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
        return facts;
    }

    private static String said(@Nullable String value) {
        return value == null ? UNKNOWN : value;
    }
}
