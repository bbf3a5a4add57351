package dev.assay.report.summary;

import dev.assay.gate.Verdict;

/**
 * What a summary says, in each language: a phrase that one of them lacks does not compile. Texts that the gate gives (headlines, reasons,
 * explanations) stay as the tests show them, so that they can be searched for.
 */
enum Phrase {
    PASS("PASS", "通过"),
    FAIL("FAIL", "不达标"),
    UNMEASURED("UNMEASURED", "未测得"),
    INCONCLUSIVE("INCONCLUSIVE", "样本不足"),
    NO_VERDICT("NO VERDICT", "没有判定"),
    TOLD("told, not enforced", "仅提示，不作门禁"),
    MEASURED("measured", "实测"),
    RECORDED("recorded", "回放"),
    MODELLED("modelled", "推算"),

    RUN("Run", "运行"),
    PARTIAL("PARTIAL, a selection left rows out", "PARTIAL，按选择只运行了部分测试行"),
    PROVENANCE("Provenance", "来源"),
    NO_SERVER("no server was contacted", "未连接任何服务"),
    NOTHING_JUDGED("nothing was judged", "未作任何判定"),
    TARGET("Target", "对象"),
    CHANGED("Changed, and allowed with -Dassay.change", "改变项（经 -Dassay.change 允许）"),
    AGAINST("Judged against", "判定依据"),
    THE_LIMITS("the limits of thresholds.yaml; no baseline", "thresholds.yaml 的限值；没有基线"),
    WHOLE("Everything, to the last figure", "全部数据"),

    VERDICTS("Verdicts", "判定"),
    ROW("row", "测试行"),
    VERDICT("verdict", "判定"),
    FROM("provenance", "来源"),
    LIMITS("limits", "限值"),
    TO_CALIBRATE("to calibrate", "待校准"),

    SETTINGS("Settings", "测试设置"),
    CELL("cell", "负载单元"),
    API("API", "接口"),
    INPUT_TOKENS("input tokens", "输入 tokens"),
    OUTPUT_TOKENS("output tokens", "输出 tokens"),
    PROMPTS("prompts", "提示词"),
    IN_FLIGHT("in flight", "并发"),
    REQUESTS("requests", "请求数"),
    WARMUP("warmup", "预热"),
    EVALSET("evalset", "评测集"),
    QUESTIONS("questions", "题数"),
    SYSTEM_MESSAGE("system message", "系统消息"),
    MAX_TOKENS("max tokens", "max tokens"),
    THINKING("thinking", "思考"),
    NONE("none", "无"),

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
    GPU_MEMORY("gpu-memory-utilization", "gpu-memory-utilization"),
    ARGUMENTS("other arguments", "其他参数"),
    ARGUMENTS_FROM("arguments are those of", "参数来源"),
    START("server", "服务的启动方式"),
    IMAGE("image", "镜像"),
    VARIABLES("variables of its environment", "环境变量名"),

    PROTOCOL("Protocol", "协议"),
    DEPLOYMENT("deployment", "部署"),
    CHECK("check", "检查项"),
    FINDING("finding", "结论"),
    SEEN("seen", "观察"),
    HOLDS("holds", "符合"),
    NOT_SHOWN("not shown", "未能观察"),
    BROKEN("broken", "不符合"),

    LOAD("Load", "性能"),
    CONCURRENCY("Concurrency", "并发"),
    ACTUAL_INPUT("Actual input tokens", "实际 Input tokens"),
    ACTUAL_OUTPUT("Actual output tokens", "实际 Output tokens"),
    NOTES("Notes", "备注"),
    STRICT_LENGTH("strict output length", "严格输出长度"),
    KEPT("kept", "符合"),
    NOT_KEPT("not kept", "不符合"),
    NOT_CHECKED("not checked", "未检查"),
    HIT_RATE("cache hit rate", "缓存命中率"),
    THROTTLE("throttle", "限流"),
    OBJECTIVES("objectives of each request", "单请求目标（objectives）"),
    GPU_POWER("GPU power", "GPU 功率"),
    ENERGY_PER_MTOK("energy per million output tokens", "每百万输出 tokens 能耗"),
    COST_PER_MTOK("cost per million output tokens", "每百万输出 tokens 成本"),
    SERVE_COMMAND("serve command", "启动命令"),
    SERVE_ARGUMENTS("arguments in thresholds.yaml", "thresholds.yaml 中的参数"),
    QPS_NOTE(
            "completed requests / (last ended − first sent), start and end of the cell included",
            "完成的请求数 /（最后结束 − 最先发出），包含首尾阶段"),
    PROMPT_TPS_NOTE(
            "Σ input tokens / Σ TTFT, not a mean of ratios; beside other requests TTFT holds the wait for them",
            "Σ 输入 tokens / Σ TTFT，不是各请求比值的平均；并发大于 1 时 TTFT 含等待其他请求的时间"),
    DECODE_TPS_NOTE(
            "of one request, 1 / TPOT, averaged over requests; neither the throughput of the server nor 1 / mean TPOT",
            "单请求：1 / TPOT 对各请求取平均；既不是总输出吞吐，也不是 1 / 平均 TPOT"),
    TPOT_NOTE(
            "(E2E − TTFT) / (n − tokens of the first read with output); some tools divide by n",
            "(E2E − TTFT) /（n − 首次读到输出时已有的 tokens）；有些工具除以 n"),

    STEADY("Steady part of the run", "稳态窗口"),
    RAMP("ramp: requests / time", "爬升：请求数 / 时间"),
    DRAIN("drain: requests / time", "收尾：请求数 / 时间"),
    STEADY_NOTE(
            "latencies: without the first and the last c of N requests in the order of sending, c the concurrency; throughput: tokens"
                    + " stamped from when all slots were first taken to the last send, a request counts with its share of them."
                    + " Limits judge the whole run, which stands above, unless they say `window: steady`",
            "时延：按发出顺序去掉 N 个请求中最前和最后的 c 个（c 为并发）；吞吐：从首次占满到最后一次发出之间收到的 token，"
                    + "请求按其所占份额计入。除非限值写明 `window: steady`，判定依据是上表的整个运行"),

    SERVER_COUNTS("By the server's own counters", "服务端自己的计数"),
    FINISHED("requests by finish reason", "按结束原因的请求数"),
    PREEMPTIONS("preemptions", "抢占次数"),
    KV_CACHE("KV cache in use: mean / max", "KV cache 占用：平均 / 最大"),
    RUNNING("running: mean / max", "运行中：平均 / 最大"),
    WAITING("waiting: mean / max", "排队：平均 / 最大"),
    ACCEPT_LENGTH("accept length", "接受长度"),
    SERVER_TTFT("TTFT (ms): mean / p50 / p99", "TTFT (ms)：平均 / p50 / p99"),
    SERVER_ITL("ITL (ms): mean / p50 / p99", "ITL (ms)：平均 / p50 / p99"),
    SERVER_COUNTS_NOTE(
            "what they grew by while the measured requests were under way; running, waiting and KV cache were looked at"
                    + " once a second; times by the server's clock, quantiles read off its buckets",
            "测量期间的增量，不含预热；运行中、排队和 KV cache 每秒查看一次；时间以服务端时钟为准，分位数由其直方图桶插值得出"),

    ACCURACY("Accuracy", "精度测试"),

    DEFINITIONS("Definitions of the figures", "指标说明"),
    FIGURE("figure", "指标"),
    DEFINITION("definition", "定义"),
    ACCURACY_DEFINITION(
            "correct answers / answers; a request that failed is no wrong answer, its evalset is UNMEASURED",
            "正确回答数 / 回答数；失败的请求不算错答，该评测集判为未测得"),
    STATISTICS(
            "Times, decode rates and tokens in the tables are means over the requests of a cell;"
                    + " quantiles interpolate linearly (Hyndman-Fan 7).",
            "表中的时间、解码速率和 token 数是该单元各请求的平均值；分位数用线性插值（Hyndman-Fan 7）。"),

    FAILURES("What is not passed", "未通过项"),
    MORE("more, see result.json", "更多见 result.json");

    private final String english;
    private final String chinese;

    Phrase(String english, String chinese) {
        this.english = english;
        this.chinese = chinese;
    }

    String english() {
        return english;
    }

    String chinese() {
        return chinese;
    }

    static Phrase of(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Pass ignored -> PASS;
            case Verdict.Fail ignored -> FAIL;
            case Verdict.Unmeasured ignored -> UNMEASURED;
            case Verdict.Inconclusive ignored -> INCONCLUSIVE;
        };
    }
}
