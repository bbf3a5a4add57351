package dev.assay.bench;

/** A column of the benchmark's table, in milliseconds unless its name has another unit; memory is the most that the process itself held. */
enum Figure {
    TTFT_MEAN("TTFT error mean"),
    TTFT_P99("p99"),
    FROM_SCHEDULE("from schedule, mean"),
    ITL_MEAN("ITL mean"),
    ITL_P99("p99"),
    ITL_MAX("max"),
    ITL_SD("sd"),
    STAMP_P99("stamp late, p99"),
    CPU("CPU, µs/event"),
    MEMORY("memory, MiB"),
    SERVER_MEAN("server late, mean"),
    SERVER_P99("p99");

    private final String title;

    Figure(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
