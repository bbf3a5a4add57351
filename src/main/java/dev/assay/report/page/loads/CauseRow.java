package dev.assay.report.page.loads;

import dev.assay.gate.failures.LikelyCause;
import dev.assay.gate.failures.Part;
import dev.assay.report.words.Said;

/**
 * The likely cause of a failure.
 *
 * @param of the limit that is missed, or the audit that failed the test
 * @param evidence what speaks for it, as the gate says it
 */
public record CauseRow(String of, Said cause, Said evidence) {
    static CauseRow of(LikelyCause cause) {
        return new CauseRow(
                cause.of(),
                cause.part().map(CauseRow::said).orElse(Said.of("not known", "无法判断")),
                Said.original(cause.evidence()));
    }

    private static Said said(Part part) {
        return switch (part) {
            case QUEUE -> Said.of("queue: requests wait for others", "排队：请求在等待其他请求");
            case PREFILL -> Said.of("prefill: the server computes the prompts", "预填充：服务端计算提示词");
            case DECODE -> Said.of("decode: the server makes the further tokens", "解码：服务端生成后续 token");
            case CACHE -> Said.of("cache: KV cache or prefix cache", "缓存：KV 缓存或前缀缓存");
            case CLIENT -> Said.of("client: it sends late", "客户端：发送延迟");
            case ERRORS -> Said.of("errors of the server", "服务端错误");
        };
    }
}
