package dev.assay.tools.readers;

import java.util.Locale;
import java.util.regex.Pattern;

/** The columns of a table of load figures that are read. One line per column: the words of its heading without unit and statistic. */
enum Column {
    MODEL("model|model name|deployment|cell|load test|模型|模型名称|场景|负载单元", Quantity.TEXT),
    CONCURRENCY(
            "(max )?concurrency|conc(urrent)?|concurrent (requests|users)|in flight|users|(最大)?并发(数|量|度|用户|用户数)?",
            Quantity.TEXT),
    QPS(
            "qps|rps|qpm|rpm|(request )?throughput|(requests?|reqs?|queries) ?(/|per) ?(s|sec|second|min|minute)|每(秒|分钟)请求数"
                    + "|(请求)?吞吐(量|率)?",
            Quantity.RATE),
    PROMPT_TPS("(prompt|prefill) (tps|throughput|rate|speed)", Quantity.TOKEN_RATE),
    DECODE_TPS("decode (tps|throughput|rate|speed)", Quantity.TOKEN_RATE),
    TTFT("ttft|time to first token|首 ?(token|字|词|包) ?(延迟|时延|时间|耗时)?", Quantity.TIME),
    E2E("e2el?|((e2el?|end to end|request|total|overall) )?latency|(端到端|请求|整体|总)(延迟|时延|时间|耗时)", Quantity.TIME),
    TPOT("tpot|time per output token|每个?(输出)? ?token ?(延迟|时延|时间|耗时)", Quantity.TIME),
    INPUT("(actual )?(input|prompt) (tokens|length|len)|isl|实际 ?(input|输入) tokens|输入 ?(tokens?|长度)", Quantity.COUNT),
    OUTPUT("(actual )?output (tokens|length|len)|osl|实际 ?(output|输出) tokens|输出 ?(tokens?|长度)", Quantity.COUNT),
    HIT_RATE("((prefix )?cache )?hit rate|(前缀)?(缓存)?命中率", Quantity.SHARE),
    REQUESTS("(num )?(requests|prompts)|请求(总)?数", Quantity.COUNT),
    WARMUP("warm ?up|预热", Quantity.COUNT);

    private final Pattern words;
    private final Quantity quantity;

    Column(String words, Quantity quantity) {
        this.words = Pattern.compile(words);
        this.quantity = quantity;
    }

    /** Returns whether these words, in lower case, name the column. */
    boolean matches(String text) {
        return words.matcher(text).matches();
    }

    Quantity quantity() {
        return quantity;
    }

    /** Returns its name for messages: {@code prompt tps}. */
    String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
