package dev.assay.bench.soak;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws the quantities of a run over its requests, each in a panel of its own that begins at zero. */
final class SoakPicture {
    private static final int WIDTH = 620;
    private static final int HEIGHT = 330;
    private static final int COLUMNS = 2;
    private static final int TEXT = 14;
    private static final double THOUSAND = 1e3;

    private SoakPicture() {}

    static void write(Soak soak, Path file) throws IOException {
        var requests =
                Arrays.stream(soak.requests()).map(each -> each / THOUSAND).toArray();
        List<XYChart> charts = new ArrayList<>();
        soak.quantities().forEach(quantity -> charts.add(chart(quantity, requests)));
        try (var out = Files.newOutputStream(file)) {
            BitmapEncoder.saveBitmap(charts, charts.size() / COLUMNS, COLUMNS, out, BitmapFormat.PNG);
        }
    }

    private static XYChart chart(Soak.Quantity quantity, double[] requests) {
        var chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(quantity.name())
                .xAxisTitle("requests, thousands")
                .build();
        var styler = chart.getStyler();
        styler.setLocale(Locale.ROOT);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotBorderVisible(false);
        styler.setLegendVisible(false);
        styler.setChartTitleBoxVisible(false);
        styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, TEXT + 1));
        styler.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, TEXT));
        styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, TEXT));
        styler.setYAxisMin(0.0);
        // A test during which the process was stopped would hide the others.
        var values = quantity.values().stream().mapToDouble(Double::doubleValue).toArray();
        styler.setYAxisMax(1.1 * Math.max(highest(values), 1));
        styler.setXAxisMin(0.0);
        chart.addSeries(quantity.name(), requests, values)
                .setMarker(SeriesMarkers.CIRCLE)
                .setMarkerColor(new Color(0x0072B2))
                .setLineColor(new Color(0x0072B2))
                .setLineStyle(new BasicStroke(1.5f));
        return chart;
    }

    /** Returns the highest value that is at most three times the median. */
    private static double highest(double[] values) {
        var median = Arrays.stream(values).sorted().toArray()[values.length / 2];
        return Arrays.stream(values).filter(value -> value <= 3 * median).max().orElseThrow();
    }
}
