package dev.assay.tools.readers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.input.Location;
import dev.assay.plan.thresholds.WrittenNumber;
import java.math.BigDecimal;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadingTest {
    private static Heading of(String text) {
        return Heading.of(text, Location.startOf("r.md"));
    }

    private static WrittenNumber converted(Heading heading, BigDecimal written) {
        return Objects.requireNonNull(Objects.requireNonNull(heading.factor()).of(written));
    }

    /** The last column is the value 1.20 converted to our unit: milliseconds, per second, percent, or a count. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            TTFT                          | TTFT  |        | 1.20
            **TTFT** (ms)¹                | TTFT  |        | 1.20
            TTFT (s)                      | TTFT  |        | 1200
            TTFT [s]                      | TTFT  |        | 1200
            TTFT s                        | TTFT  |        | 1200
            TTFT/s                        | TTFT  |        | 1200
            TTFT（秒）                     | TTFT  |        | 1200
            首token延迟(毫秒)              | TTFT  |        | 1.20
            首字延迟（平均，秒）             | TTFT  |        | 1200
            mean_ttft_ms                  | TTFT  |        | 1.20
            Time to First Token (µs)      | TTFT  |        | 0.00120
            Time-to-first-token, sec      | TTFT  |        | 1200
            TTFT (ms, lower is better)    | TTFT  |        | 1.20
            TTFT (lower is better)        | TTFT  |        | 1.20
            TTFT (cold)                   | TTFT  |        | 1.20
            P99 TTFT (ms)                 | TTFT  | p99    | 1.20
            TTFT p99.9 (s)                | TTFT  | p99.9  | 1200
            TTFT 95th percentile          | TTFT  | 95th percentile | 1.20
            TTFT 99%                      | TTFT  | 99%    | 1.20
            median_ttft_ms                | TTFT  | median | 1.20
            TTFT (中位数)                  | TTFT  | 中位数  | 1.20
            Max TTFT                      | TTFT  | max    | 1.20
            E2E (min)                     | E2E   | min    | 1.20
            E2E (minutes)                 | E2E   |        | 7.2E+4
            mean_e2el_ms                  | E2E   |        | 1.20
            End-to-end latency (s)        | E2E   |        | 1200
            端到端延迟(s)                  | E2E   |        | 1200
            Latency                       | E2E   |        | 1.20
            TPOT (ms/token)               | TPOT  |        | 1.20
            Time per output token (ns)    | TPOT  |        | 0.00000120
            QPS                           | QPS   |        | 1.20
            RPS                           | QPS   |        | 1.20
            req/s                         | QPS   |        | 1.20
            Requests per second           | QPS   |        | 1.20
            Request throughput (req/s)    | QPS   |        | 1.20
            QPS (/min)                    | QPS   |        | 0.020
            RPM                           | QPS   |        | 0.020
            Throughput (requests/min)     | QPS   |        | 0.020
            Throughput (req/s)            | QPS   |        | 1.20
            吞吐量 (req/s)                 | QPS   |        | 1.20
            每分钟请求数                    | QPS   |        | 0.020
            每秒请求数                      | QPS   |        | 1.20
            Prompt TPS (k tok/s)          | PROMPT_TPS |   | 1.20E+3
            Decode TPS (token/s)          | DECODE_TPS |   | 1.20
            Max concurrency (users)       | CONCURRENCY |  | 1.20
            Hit rate %                    | HIT_RATE |     | 1.20
            Hit rate (ratio)              | HIT_RATE |     | 120
            Output tokens                 | OUTPUT |       | 1.20
            """)
    void saysWhichFigureInWhichUnit(String text, Column column, String statistic, BigDecimal value) {
        var heading = of(text);

        assertThat(heading.column()).isEqualTo(column);
        assertThat(heading.statistic()).isEqualTo(Objects.requireNonNullElse(statistic, ""));
        assertThat(converted(heading, new BigDecimal("1.20")).value()).isEqualByComparingTo(value);
    }

    /** A number may be off by half of its last place: 193.5 to 194.5 per minute are 3.225 to 3.242 per second. */
    @ParameterizedTest
    @CsvSource({"TTFT (s), 3, 2500, 3500", "TTFT (s), 0.1200, 119.95, 120.05", "RPM, 194, 3.15, 3.25"})
    void keepsWhatItsDigitsSay(String text, BigDecimal written, BigDecimal low, BigDecimal high) {
        var value = converted(of(text), written);

        assertThat(value.low()).isEqualByComparingTo(low);
        assertThat(value.high()).isEqualByComparingTo(high);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            TTFT (ticks)      | ticks
            TTFT (m)          | m
            Input tokens (K)  | k
            """)
    void anUnknownUnitIsNoneOfOurs(String text, String unit) {
        assertThat(of(text).factor()).as(of(text).toString()).isNull();
        assertThat(of(text).unit()).isEqualTo(unit);
    }

    @ParameterizedTest
    @CsvSource({
        "Throughput (tok/s)",
        "Throughput",
        "Output tokens/s",
        "Total input tokens",
        "ITL (ms)",
        "Notes",
        "Date",
        "GPU"
    })
    void otherColumnsAreNotRead(String text) {
        assertThat(of(text).column()).isNull();
    }
}
