package dev.assay.tools.definitions;

import dev.assay.stats.cores.Cores;
import dev.assay.trace.Trace;
import java.util.List;
import java.util.function.Function;

/** The tools whose definitions are known, each with the version that was read. One line per tool. docs/definitions.md has the formulas. */
public enum Tool {
    VLLM_BENCH("vllm-bench", "vllm bench serve", "0.32.0", VllmBench::of),
    GUIDELLM("guidellm", "GuideLLM", "0.8.1", GuideLlm::of),
    AIPERF("aiperf", "AIPerf", "0.13.0", AiPerf::of);

    private final String key;
    private final String title;
    private final String version;
    private final Function<List<Trace>, List<ToolFigure>> arithmetic;

    Tool(String key, String title, String version, Function<List<Trace>, List<ToolFigure>> arithmetic) {
        this.key = key;
        this.title = title;
        this.version = version;
        this.arithmetic = arithmetic;
    }

    /** Returns its name in result.json: {@code vllm-bench}. */
    public String key() {
        return key;
    }

    /** Returns its name for the user: {@code vllm bench serve}. */
    public String title() {
        return title;
    }

    /** Returns the version whose definitions these are. */
    public String version() {
        return version;
    }

    /** Returns the figures that each tool would have printed for a load test with these measured requests. */
    public static List<ToolFigures> all(List<Trace> measured) {
        // GuideLLM's take about as long, and as much memory, as those of the others together.
        return Cores.both(
                () -> List.of(VLLM_BENCH.of(measured), AIPERF.of(measured)),
                () -> GUIDELLM.of(measured),
                (others, guideLlm) -> List.of(others.getFirst(), guideLlm, others.getLast()));
    }

    /** Returns the figures that the tool would have printed for a load test with these measured requests. */
    public ToolFigures of(List<Trace> measured) {
        return new ToolFigures(this, arithmetic.apply(measured));
    }
}
