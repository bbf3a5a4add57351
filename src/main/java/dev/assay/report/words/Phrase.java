package dev.assay.report.words;

import dev.assay.gate.verdicts.Verdict;

/**
 * What a summary says, in each language. The gate's own texts (headlines, reasons, explanations) are English in every language, as the tests
 * print them, so that they can be searched for; in Chinese they stand in lists, not in tables.
 */
public enum Phrase {
    PASS("PASS", "通过"),
    FAIL("FAIL", "不达标"),
    UNMEASURED("UNMEASURED", "未测得"),
    INCONCLUSIVE("INCONCLUSIVE", "样本不足"),
    NO_VERDICT("NO VERDICT", "没有判定"),
    TOLERATED("tolerated", "仅提示，不作门禁"),
    MEASURED("measured", "实测"),
    RECORDED("recorded", "回放"),
    MODELLED("modelled", "推算"),

    RUN("Run", "运行"),
    PARTIAL("PARTIAL: only the selected tests ran", "部分运行：只运行了选中的测试"),
    PROVENANCE("Provenance", "来源"),
    NO_SERVER("no server was contacted", "未连接任何服务"),
    NOTHING_JUDGED("nothing was judged", "未作任何判定"),
    TARGET("Target", "对象"),
    CHANGED("Changed, and allowed with -Dassay.allow-difference", "已改变（经 -Dassay.allow-difference 允许）"),
    AGAINST("Judged against", "判定依据"),
    THE_LIMITS("the limits of thresholds.yaml", "thresholds.yaml 的阈值"),
    NO_BASELINE("no baseline", "没有基线"),
    WHOLE("All results", "全部数据"),

    VERDICTS("Verdicts", "判定"),
    TEST("test", "测试"),
    VERDICT("verdict", "判定"),
    FROM("provenance", "来源"),
    LIMITS("limits", "阈值"),
    TO_CALIBRATE("to calibrate", "待校准"),
    NO_VALUE("no value", "无数值"),
    WHOLE_RUN("whole run", "整个运行"),
    INTERVAL("95 % interval", "95 % 区间"),
    TO("to", "至"),

    COMPARED("Compared with", "对比"),
    HERE("here", "本次"),
    THERE("there", "对方"),
    CHANGE("change", "变化"),

    SETTINGS("Settings", "测试设置"),
    LOAD_TEST("load test", "场景"),
    API("API", "接口"),
    INPUT_TOKENS("input tokens", "输入 tokens"),
    OUTPUT_TOKENS("output tokens", "输出 tokens"),
    PROMPTS("prompts", "提示词"),
    IN_FLIGHT("in flight", "并发"),
    DURING("during", "同时有负载"),
    MEAN("mean", "平均"),
    REQUESTS("requests", "请求数"),
    WARMUP("warmup", "预热"),
    EVALSET("evalset", "评测集"),
    QUESTIONS("questions", "题数"),
    ASKED_WITH("asked with", "提问方式"),
    SYSTEM_MESSAGE("system message", "系统消息"),
    MAX_TOKENS("max tokens", "最大输出 tokens"),
    THINKING("thinking", "思考"),
    NONE("none", "无"),
    UNIQUE("unique", "互不相同"),
    AS_WRITTEN("as-written", "按文件原文"),
    IDENTICAL("identical", "全部相同"),
    SHARED_PREFIX("shared prefix, tokens", "共享前缀 tokens"),
    FILE("file", "文件"),
    RESET("prefix cache emptied first", "测前清空前缀缓存"),
    WARM("prefix cache warm", "前缀缓存已预热"),
    AS_TOKEN_IDS("as token-ids", "以 token id 发送"),
    ON("on", "开"),
    OFF("off", "关"),
    SERVER_DEFAULT("server-default", "由服务端决定"),
    AT_MOST("at most", "最多"),
    DURATION("duration", "时长"),

    ENVIRONMENT("Environment", "环境"),
    FACT("fact", "项目"),
    NOT_RECORDED("not recorded", "未采集"),
    TIME("time", "时间"),
    ENGINE("engine and version", "引擎与版本"),
    MODEL("model", "模型"),
    SERVED_NAME("served name", "服务名"),
    PRECISION("precision", "精度"),
    GPU("GPU", "GPU"),
    DRIVER("driver", "驱动"),
    MIG("MIG", "MIG"),
    TENSOR_PARALLEL("tensor parallel size", "张量并行数"),
    GPU_MEMORY("gpu-memory-utilization", "显存占用上限（gpu-memory-utilization）"),
    ARGUMENTS("other arguments", "其他参数"),
    ARGUMENTS_FROM("source of the arguments", "参数来源"),
    START("how it was started", "启动方式"),
    IMAGE("image", "镜像"),
    VARIABLES("environment variables", "环境变量名"),

    PROTOCOL("Protocol", "协议"),
    DEPLOYMENT("deployment", "部署"),
    CHECK("check", "检查项"),
    FINDING("result", "结论"),
    SEEN("observed", "观察内容（原文）"),
    HOLDS("holds", "符合"),
    NOT_SHOWN("not shown", "未能观察"),
    BROKEN("broken", "不符合"),

    LOAD("Load", "性能"),
    CONCURRENCY("Concurrency", "并发"),
    ACTUAL_INPUT("Actual input tokens", "实际输入 tokens"),
    ACTUAL_OUTPUT("Actual output tokens", "实际输出 tokens"),
    NOTES("Notes", "备注"),
    STRICT_LENGTH("exact output length", "输出长度严格一致"),
    KEPT("kept", "是"),
    NOT_KEPT("not kept", "否"),
    NOT_CHECKED("not checked", "未检查"),
    HIT_RATE("cache hit rate", "缓存命中率"),
    THROTTLE("throttle", "限流"),
    OBJECTIVES("objectives of each request", "单请求目标"),
    AUDIT_NOTES("audit notes, see summary.md", "审计提示条数（见 summary.md）"),
    GPU_POWER("GPU power", "GPU 功率"),
    ENERGY_PER_MTOK("energy per million output tokens", "每百万输出 tokens 能耗"),
    COST_PER_MTOK("cost per million output tokens", "每百万输出 tokens 成本"),
    SERVE_COMMAND("serve command", "启动命令"),
    SERVE_ARGUMENTS("arguments in thresholds.yaml", "thresholds.yaml 中的参数"),
    QPS_NOTE(
            "completed requests / (last ended − first sent), with the beginning and the end of the load test",
            "完成的请求数 /（最后结束 − 最先发出），包含首尾阶段"),
    PROMPT_TPS_NOTE(
            "Σ input tokens / Σ TTFT, not a mean of ratios; at a concurrency above 1, TTFT includes the wait for other requests",
            "Σ 输入 tokens / Σ TTFT，不是各请求比值的平均；并发大于 1 时 TTFT 含等待其他请求的时间"),
    DECODE_TPS_NOTE(
            "1 / TPOT of each request, averaged over the requests; this is neither the throughput of the server nor 1 / mean TPOT",
            "单请求：1 / TPOT 对各请求取平均；既不是总输出吞吐，也不是 1 / 平均 TPOT"),
    TPOT_NOTE(
            "(E2E − TTFT) / (n − tokens of the first read with output); some tools divide by n",
            "(E2E − TTFT) /（n − 首次读到输出时已有的 tokens）；有些工具除以 n"),

    STEADY("Steady window", "稳态窗口"),
    AT_A_RATE("requests arrive at a rate, and a steady window needs a concurrency", "请求按速率到达，稳态窗口需要固定并发"),
    TOO_FEW_REQUESTS("too few requests, needed", "请求数不足，需要"),
    OF_THE_RUN("in the run", "实际"),
    NEVER_IN_FLIGHT("requests never in flight at once", "在途请求数从未达到"),
    RAMP("ramp: requests / time", "爬升：请求数 / 时间"),
    DRAIN("drain: requests / time", "收尾：请求数 / 时间"),
    STEADY_NOTE(
            "latencies: the requests in the order of sending, without the first c and the last c, at concurrency c; throughput: the output"
                    + " between the first instant with all slots taken and the last send, each request counts with its share."
                    + " A limit judges the whole run (table above) unless it says `window: steady`",
            "时延：按发出顺序去掉 N 个请求中最前和最后的 c 个（c 为并发）；吞吐：从并发首次占满到最后一次发出之间收到的 tokens，"
                    + "请求按其所占份额计入。阈值默认判定上表的整个运行；写明 `window: steady` 的阈值判定稳态窗口"),

    QUANTILES("Quantiles", "分位数"),
    QUANTILES_NOTE(
            "in brackets the 95 % interval, which assumes independent requests; itl is of all gaps together and has none,"
                    + " because the gaps of one request depend on each other",
            "括号内为 95 % 区间（假设各请求相互独立）；itl 是所有间隔合在一起，同一请求的间隔互相关联，因此没有区间"),
    TOO_FEW_FOR_QUANTILE(
            "too few requests for this quantile, so that the value is only of these requests; needed",
            "请求数太少，该值只描述这些请求本身，不能代表分位数；所需请求数"),

    SERVER_COUNTS("The server's own counters", "服务端自己的计数"),
    FINISHED("requests by finish reason", "按结束原因的请求数"),
    PREEMPTIONS("preemptions", "抢占次数"),
    KV_CACHE("KV cache in use: mean / max", "KV 缓存占用：平均 / 最大"),
    RUNNING("running: mean / max", "运行中：平均 / 最大"),
    WAITING("waiting: mean / max", "排队：平均 / 最大"),
    ACCEPT_LENGTH("accept length", "投机解码接受长度"),
    SERVER_TTFT("TTFT (ms): mean / p50 / p99", "TTFT (ms)：平均 / p50 / p99"),
    SERVER_ITL("ITL (ms): mean / p50 / p99", "ITL (ms)：平均 / p50 / p99"),
    SERVER_COUNTS_NOTE(
            "the increase of each counter while the measured requests ran; running, waiting and KV cache were read once a second;"
                    + " times are by the server's clock, quantiles are interpolated in its histogram buckets",
            "测量期间的增量，不含预热；运行中、排队和 KV 缓存每秒读取一次；时间以服务端时钟为准，分位数由其直方图桶插值得出"),

    ACCURACY("Accuracy", "准确率"),
    RIGHT("correct / answers", "正确数 / 回答数"),

    OTHER_RULES("By other tools' rules", "按其他工具的规则"),
    RULE("rule", "规则"),
    RULE_VERSION("as in", "依据版本"),
    ONLY_HERE("right only by the evalset's scorer", "仅本评测集判对"),
    ONLY_THERE("right only by the rule", "仅该规则判对"),

    LOG_PROBABILITIES("Log-probabilities", "对数概率"),
    TEXTS("texts", "文本数"),
    TEXT_SET("texts of", "文本集"),
    TOKENS("tokens", "tokens"),
    NLL_NOTE(
            "nll: −Σ ln p(token | the tokens before it) / tokens, in nats, over all texts; the first token of a text has no p."
                    + " perplexity: e^nll",
            "nll：−Σ ln p(token | 之前的 tokens) / tokens，单位 nat，所有文本合计；每段文本的首个 token 没有 p。perplexity：e^nll"),

    REPEATS("Repeats", "重复测量"),
    REPEAT("repeat", "次序"),
    SERVER_START("server start", "服务启动时间"),
    SOUND("sound", "有效"),
    SPOILT("spoilt", "无效"),
    SUPERSEDED("measured again", "已重测"),
    MEAN_NOTE(
            "of a test that was measured several times: mean ± standard deviation over its repeats (their number)",
            "多次测量的测试：各次重复的平均值 ± 标准差（次数）"),

    COMPARISONS("Limits that compare", "对照阈值"),
    LIMIT("limit", "阈值"),
    COMPARED_WITH("compared with", "对照"),
    VALUES_AND_CHANGE("values and change", "数值与变化"),
    MARGIN("margin", "容许差值"),
    FLIPS("Questions lost and gained", "答对与答错互换的题目"),
    LOST("lost", "由对变错"),
    GAINED("gained", "由错变对"),

    DEFINITIONS("Definitions of the figures", "指标说明"),
    FIGURE("figure", "指标"),
    DEFINITION("definition", "定义"),
    ACCURACY_DEFINITION(
            "correct answers / answers; a failed request is not a wrong answer: its evalset is UNMEASURED",
            "正确回答数 / 回答数；失败的请求不算错答，该评测集判为未测得"),
    STATISTICS(
            "Times, decode rates and tokens in the tables are means over the requests of a load test;"
                    + " quantiles interpolate linearly (Hyndman-Fan 7).",
            "表中的时间、解码速率和 token 数是该场景各请求的平均值；分位数用线性插值（Hyndman-Fan 7）。"),
    ALL_FIGURES(
            "The formulas of all figures are on the page docs/figures.md of Assay.",
            "全部指标的公式见 Assay 的文档 docs/figures.md。"),

    FAILURES("Not passed", "未通过项"),
    ORIGINAL("in the gate's words", "原文"),
    ALL_PASSED("Every planned test has the verdict PASS", "所有计划的测试均为通过"),
    ANSWERS("Answers that are not correct", "未答对的题目"),
    MORE("more, see result.json", "更多见 result.json");

    private final String english;
    private final String chinese;

    Phrase(String english, String chinese) {
        this.english = english;
        this.chinese = chinese;
    }

    public String english() {
        return english;
    }

    public String chinese() {
        return chinese;
    }

    public static Phrase of(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Pass ignored -> PASS;
            case Verdict.Fail ignored -> FAIL;
            case Verdict.Unmeasured ignored -> UNMEASURED;
            case Verdict.Inconclusive ignored -> INCONCLUSIVE;
        };
    }
}
