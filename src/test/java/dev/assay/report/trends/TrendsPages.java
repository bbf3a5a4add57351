package dev.assay.report.trends;

import dev.assay.report.history.HistoryLine;
import dev.assay.report.history.HistoryTable;
import dev.assay.report.page.Pages;
import java.util.LinkedHashMap;
import java.util.stream.IntStream;

/** Pages of trends that are not of a folder. */
public final class TrendsPages {
    private static final int NIGHTS = 10;

    private TrendsPages() {}

    /** Returns the page of ten nights: two tests, of which one is UNMEASURED in a night, a new version, and a name that tries to become markup. */
    public static String nights() {
        return TrendsPage.of(
                HistoryTable.EMPTY.with(IntStream.rangeClosed(1, NIGHTS)
                        .boxed()
                        .flatMap(night -> IntStream.of(1, 4).mapToObj(inFlight -> line(night, "c" + inFlight)))
                        .toList()),
                "runs");
    }

    private static HistoryLine line(int night, String test) {
        var cells = new LinkedHashMap<String, String>();
        cells.put("time", "2026-11-%02dT02:00:00Z".formatted(night));
        cells.put("run", "run-" + night);
        cells.put("deployment", "bf16");
        cells.put("test", test);
        if (night == 4 && test.equals("c4")) {
            cells.put("branch", "bf16 " + test + " (UNMEASURED)");
            cells.put("verdict", "UNMEASURED");
            return new HistoryLine(cells);
        }
        cells.put("branch", "bf16 " + test);
        cells.put("verdict", night < 8 ? "PASS" : "FAIL");
        cells.put("version", night < 6 ? "0.31" : Pages.PLANTED);
        cells.put("tpot.mean", Integer.toString(40 + night));
        cells.put("ttft.mean", Integer.toString(300 - night % 3));
        cells.put("qps", "0.3");
        cells.put("ttft.p99", Integer.toString(900 + night));
        cells.put("limits", "tpot.mean <= 47; qps >= 0.25");
        return new HistoryLine(cells);
    }
}
