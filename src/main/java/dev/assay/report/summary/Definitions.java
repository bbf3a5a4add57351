package dev.assay.report.summary;

import dev.assay.figures.DefinedFigure;
import dev.assay.figures.FigureName;
import dev.assay.figures.RequestFigure;
import dev.assay.figures.RunFigure;
import dev.assay.figures.SentFigure;
import dev.assay.figures.ServerFigure;
import dev.assay.gate.results.RunVerdict;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.report.words.Language;
import dev.assay.report.words.Markdown;
import dev.assay.report.words.Phrase;
import dev.assay.report.words.Table;
import java.util.ArrayList;
import java.util.List;

/** The definitions of the figures that a report shows or judges. */
public final class Definitions {
    /** The figures of the tables of load tests. */
    private static final List<DefinedFigure> SHOWN = List.of(
            RequestFigure.TTFT,
            RequestFigure.E2E,
            RequestFigure.TPOT,
            RequestFigure.ITL,
            RequestFigure.DECODE_TPS,
            RequestFigure.INPUT_TOKENS,
            RequestFigure.OUTPUT_TOKENS,
            RunFigure.QPS,
            RunFigure.PROMPT_TPS);

    private Definitions() {}

    static List<String> of(RunVerdict run, Language language) {
        var lines = new ArrayList<String>();
        table(run, language).rows().forEach(row -> lines.add(line(row.get(0), row.get(1), language)));
        notes(language).forEach(note -> lines.add("- " + Markdown.text(note)));
        return lines;
    }

    /** Returns what holds for all of them. */
    public static List<String> notes(Language language) {
        return List.of(language.say(Phrase.STATISTICS), language.say(Phrase.ALL_FIGURES));
    }

    /** Returns each figure with its formula. */
    public static Table table(RunVerdict run, Language language) {
        var load = run.plan().tests().stream().anyMatch(planned -> planned.test() instanceof TestSpec.LoadTest);
        var judged = run.plan().tests().stream()
                .filter(planned -> planned.test() instanceof TestSpec.LoadTest)
                .flatMap(planned -> planned.test().limits().stream())
                .map(limit -> FigureName.of(limit).base())
                .toList();
        var entries = new ArrayList<List<String>>();
        FigureName.all().stream()
                .map(FigureName::base)
                .distinct()
                .filter(figure -> judged.contains(figure) || (load && SHOWN.contains(figure)))
                .forEach(figure -> entries.add(List.of(named(figure), definition(figure, language))));
        entries.add(List.of("accuracy", language.say(Phrase.ACCURACY_DEFINITION)));
        return new Table(List.of(language.say(Phrase.FIGURE), language.say(Phrase.DEFINITION)), entries);
    }

    private static String line(String figure, String definition, Language language) {
        return "- " + Markdown.text(language.fact(figure, definition));
    }

    private static String named(DefinedFigure figure) {
        var unit = figure.unit().symbol();
        return unit.isEmpty() ? figure.key() : figure.key() + " (" + unit + ")";
    }

    private static String definition(DefinedFigure figure, Language language) {
        return switch (language) {
            case ENGLISH -> figure.definition();
            case CHINESE ->
                switch (figure) {
                    case RequestFigure each -> chinese(each);
                    case RunFigure each -> chinese(each);
                    case ServerFigure each -> chinese(each);
                    case SentFigure each -> chinese(each);
                    case FigureName.OfRequests each -> chinese(each.figure());
                };
        };
    }

    private static String chinese(SentFigure figure) {
        return switch (figure) {
            case FAILED -> "服务端失败的请求数：状态码 5xx 或 429、流中报错、服务端中途放弃的回答";
            case FAILED_SHARE -> "failed / 已发出的请求数";
        };
    }

    private static String chinese(RequestFigure figure) {
        return switch (figure) {
            case TTFT -> "首次读到输出 − 发出请求";
            case TTST -> "第二次读到输出 − 首次读到输出";
            case E2E -> "最后一次读到输出或结束原因 − 发出请求";
            case TPOT -> "(e2e − ttft) /（n − 首次读到输出时已有的 tokens）";
            case ITL -> "相邻两次读到输出的间隔，所有请求的间隔合在一起统计";
            case TOKENS_PER_CHUNK -> "n / 读到输出的次数：itl 的一个间隔对应的 token 数";
            case DECODE_TPS -> "1 / tpot，单请求";
            case PROMPT_TPS_EACH -> "输入 tokens / ttft，单请求";
            case CLIENT_WAIT -> "发出请求 − 计划发出时间";
            case SCHEDULE_LAG -> "发出请求 − 计划发出时间或限流放行时间（取较晚者）：client-wait 中客户端自身造成的部分";
            case TTFT_SCHEDULED -> "首次读到输出 − 计划发出时间";
            case E2E_SCHEDULED -> "最后一次读到输出或结束原因 − 计划发出时间";
            case INPUT_TOKENS -> "usage.prompt_tokens";
            case OUTPUT_TOKENS -> "usage.completion_tokens，记为 n";
        };
    }

    private static String chinese(RunFigure figure) {
        return switch (figure) {
            case QPS -> "完成的请求数 / 时间窗（最先发出到最后结束）";
            case GOODPUT -> "完成且满足该场景全部目标（objectives）的请求数 / 时间窗";
            case OUTPUT_TPS -> "Σ n / 时间窗，总输出吞吐";
            case PROMPT_TPS -> "Σ 输入 tokens / Σ ttft";
            case CACHED_SHARE -> "各回答 usage 中的 Σ cached_tokens / Σ prompt_tokens";
            case FINISH_STOP, FINISH_LENGTH, FINISH_TOOL_CALLS, FINISH_CONTENT_FILTER, FINISH_GAVE_UP, FINISH_UNKNOWN ->
                "以该原因结束的回答数 / 说明了结束原因的回答数";
            case GPU_POWER -> "服务所用各 GPU 的功率采样平均值之和";
            case ENERGY -> "gpu-power × 时间窗";
            case ENERGY_PER_MTOK -> "energy / Σ n，按每百万输出 tokens 计";
            case COST_PER_MTOK -> "price × 时间窗 / Σ n，按每百万输出 tokens 计";
        };
    }

    private static String chinese(ServerFigure figure) {
        return switch (figure) {
            case CACHE_HIT_RATE -> "服务端计数器：前缀缓存的 Δ 命中 / Δ 查询";
            case PREEMPTIONS -> "服务端计数器：Δ 抢占次数";
            case KV_CACHE_USAGE_MEAN -> "KV 缓存占用比例，每秒读取一次，取平均";
            case KV_CACHE_USAGE_MAX -> "KV 缓存占用比例，每秒读取一次，取最大";
            case ACCEPT_LENGTH -> "服务端计数器：1 + Δ 被接受的 token / Δ 草稿数，即投机解码每步带来的 token 数";
            case STARTUP_COLD -> "从启动服务进程或容器到就绪的时间，机器的各级缓存保持原样";
        };
    }
}
