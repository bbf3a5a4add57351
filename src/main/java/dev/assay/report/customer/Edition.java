package dev.assay.report.customer;

import static java.util.Map.entry;

import dev.assay.figures.FigureName;
import dev.assay.figures.Statistic;
import dev.assay.gate.results.LimitVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.plan.testspecs.Limit;
import dev.assay.recording.Provenance;
import dev.assay.report.words.Language;
import dev.assay.report.words.Markdown;
import dev.assay.report.words.Phrase;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * One language of the summary, for one audience.
 *
 * @param redaction what the texts of an edition for customers leave out
 */
record Edition(Language language, Audience audience, Redaction redaction) {
    private static final Map<String, String> FIGURES = Map.ofEntries(
            entry("accuracy", "准确率"),
            entry("wrong", "答错率"),
            entry("no-answer", "无答案率"),
            entry("truncated", "截断率"),
            entry("think-unclosed", "思考未结束率"),
            entry("empty", "空回答率"),
            entry("refused", "拒答率"),
            entry("guessed", "猜测取值率"),
            entry("malformed-call", "函数调用格式错误率"),
            entry("nll", "负对数似然"),
            entry("perplexity", "困惑度"),
            entry("qps", "QPS"),
            entry("goodput", "有效吞吐"),
            entry("output-tps", "总输出吞吐"),
            entry("prompt-tps", "Prompt TPS"),
            entry("failed", "服务端失败的请求数"),
            entry("failed-share", "服务端失败的请求占比"),
            entry("cache-hit-rate", "前缀缓存命中率"),
            entry("preemptions", "抢占次数"));
    private static final Map<String, String> AUDITS = Map.ofEntries(
            entry("every planned request complete", "请求完整性"),
            entry("tokens exact", "token 数是否准确"),
            entry("times plausible", "时间是否合理"),
            entry("in flight", "在途请求数"),
            entry("prefix cache", "前缀缓存"),
            entry("cache counters", "缓存计数器"),
            entry("cached tokens of answers", "回答中的缓存 token 数"),
            entry("client overhead", "客户端开销"),
            entry("coalesced reads", "合并读取"),
            entry("first reads", "首次读取"),
            entry("schedule lag", "发送滞后"),
            entry("steady", "稳态"),
            entry("stalls", "停顿"),
            entry("server keeps up", "服务端是否跟得上"),
            entry("server lives", "服务端是否存活"),
            entry("server log", "服务端日志"),
            entry("server's own times", "服务端自己的计时"),
            entry("model", "回答的模型"),
            entry("thinking", "思考开关"),
            entry("speculation", "投机解码"),
            entry("gpu clocks", "GPU 频率"),
            entry("gpu to itself", "GPU 是否独占"),
            entry("gateway's tries", "网关重试"),
            entry("requests sent twice", "重复发送"),
            entry("background load", "背景负载"),
            entry("usage agrees with token ids", "usage 与 token id 是否一致"),
            entry("answers within max tokens", "回答长度"),
            entry("tokens per event", "每个事件的 token 数"),
            entry("lasted", "测试时长"));
    private static final Set<String> UNKNOWN = Set.of("not found out", "", "–");

    /** Returns the text of this language. */
    String say(String english, String chinese) {
        return switch (language) {
            case ENGLISH -> english;
            case CHINESE -> chinese;
        };
    }

    String say(Phrase phrase) {
        return language.say(phrase);
    }

    String word(TestVerdict test) {
        return isModelled(test) ? say("not measured (modelled)", "未测量（推算）") : language.word(test);
    }

    String word(LimitVerdict limit) {
        return language.word(limit);
    }

    String provenance(TestVerdict test) {
        return test.header().map(header -> language.say(header.provenance())).orElse(missing());
    }

    static boolean isModelled(TestVerdict test) {
        return test.header()
                .filter(header -> header.provenance() == Provenance.MODELLED)
                .isPresent();
    }

    /** Returns what stands for a fact that was not recorded. */
    String missing() {
        return say(Phrase.NOT_RECORDED);
    }

    /** Returns a text that people or servers wrote, without what the audience must not see. */
    String text(String written) {
        return switch (audience) {
            case CUSTOMER -> redaction.of(written);
            case TEAM -> written;
        };
    }

    /** Returns the name of a model: of a path only its last part. */
    String model(String written) {
        return text(written);
    }

    /** Returns a fact about a server, or that it was not recorded. */
    String fact(String recorded) {
        return UNKNOWN.contains(recorded)
                ? missing()
                : switch (recorded) {
                    case "default" -> say("default", "默认值");
                    case "none" -> say("none", "无");
                    case "used as it ran" -> say("already running", "使用已在运行的服务");
                    case "process" -> say("process", "由 Assay 启动的进程");
                    case "container" -> say("container", "由 Assay 启动的容器");
                    default -> text(recorded);
                };
    }

    /** Returns a text for Markdown, without what the audience must not see. */
    String escaped(String text) {
        return Markdown.text(text(text));
    }

    /** Returns a table whose cells have nothing that the audience must not see. */
    List<String> table(List<String> columns, List<List<String>> rows) {
        return Markdown.table(
                columns.stream().map(this::text).toList(),
                rows.stream().map(row -> row.stream().map(this::text).toList()).toList());
    }

    /** Returns what a limit is on: {@code TTFT mean}, {@code accuracy}. */
    String figure(Limit limit) {
        var named = limit.figure() instanceof FigureName.OfRequests(var figure, var statistic)
                ? figure.key().toUpperCase(Locale.ROOT) + " " + statistic(statistic)
                : FIGURES.containsKey(limit.figure().key()) && language == Language.CHINESE
                        ? Objects.requireNonNull(FIGURES.get(limit.figure().key()))
                        : limit.figure().key();
        return limit.window() == Limit.Window.STEADY ? language.inBrackets(named, say(Phrase.STEADY)) : named;
    }

    private String statistic(Statistic statistic) {
        return switch (statistic) {
            case MEAN -> say("mean", "平均");
            case SD -> say("standard deviation", "标准差");
            case MIN -> say("minimum", "最小");
            case MAX -> say("maximum", "最大");
            case P50, P90, P95, P99 -> statistic.key();
        };
    }

    /** Returns the name of an audit; in Chinese what it looks at. */
    String audit(String name) {
        return language == Language.CHINESE ? AUDITS.getOrDefault(name, "其他审计") : name;
    }
}
