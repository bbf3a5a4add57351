package dev.assay.report.pictures;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.GraphicsEnvironment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The pictures in XChart. */
final class Charts {
    private static final int LEAST_WIDTH = 640;
    private static final int HEIGHT = 520;
    private static final int PANEL_WIDTH = 760;
    private static final int PANEL_HEIGHT = 440;
    private static final int COLUMNS = 2;
    private static final int TEXT = 15;
    /** The most that a character of a label takes, in pixels. */
    private static final int CHARACTER = 10;
    /** What a line of a legend takes, in pixels. */
    private static final int LEGEND_LINE = 27;
    /** Room for the counts above a bar of 100 %, without a line of the grid. */
    private static final double TOP = 109;
    /** XChart puts the first category at half a step. */
    private static final double FIRST_CATEGORY = 0.5;
    /** Okabe and Ito's colours, which people with any kind of colour vision can tell apart; the shapes of the marks differ too. */
    private static final Color[] COLOURS = {
        new Color(0x0072B2),
        new Color(0xD55E00),
        new Color(0x009E73),
        new Color(0xCC79A7),
        new Color(0xE69F00),
        new Color(0x56B4E9),
        new Color(0x000000)
    };

    private static final Marker[] MARKS = {
        SeriesMarkers.CIRCLE,
        SeriesMarkers.SQUARE,
        SeriesMarkers.TRIANGLE_UP,
        SeriesMarkers.DIAMOND,
        SeriesMarkers.TRIANGLE_DOWN,
        SeriesMarkers.CROSS
    };

    private Charts() {}

    static boolean hasFonts() {
        return GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames().length > 0
                && canWrite("0");
    }

    static boolean canWrite(String text) {
        return font(Font.PLAIN, TEXT).canDisplayUpTo(text) < 0;
    }

    private static Font font(int style, int size) {
        return new Font(Font.SANS_SERIF, style, size);
    }

    /** Draws at once, so that whatever this machine lacks shows now. */
    static Drawing.Png of(Picture picture) throws IOException {
        var bytes = new ByteArrayOutputStream();
        switch (picture) {
            case Picture.Bars bars -> BitmapEncoder.saveBitmap(List.of(bars(bars)), 1, 1, bytes, BitmapFormat.PNG);
            case Picture.Lines lines -> {
                var charts = lines.panels().stream()
                        .map(panel -> panel(lines, panel))
                        .toList();
                // XChart fails at a grid with an empty cell.
                var columns = charts.size() % COLUMNS == 0 ? COLUMNS : 1;
                BitmapEncoder.saveBitmap(charts, charts.size() / columns, columns, bytes, BitmapFormat.PNG);
            }
        }
        return bytes::writeTo;
    }

    private static CategoryChart chart(int width, int height, String title, String x, String y) {
        var chart = new CategoryChartBuilder()
                .width(width)
                .height(height)
                .title(title)
                .xAxisTitle(x)
                .yAxisTitle(y)
                .build();
        var styler = chart.getStyler();
        styler.setLocale(Locale.ROOT);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotBorderVisible(false);
        styler.setPlotGridVerticalLinesVisible(false);
        styler.setPlotGridLinesColor(new Color(0xD9D9D9));
        styler.setPlotGridLinesStroke(new BasicStroke(1));
        styler.setChartFontColor(Color.BLACK);
        styler.setChartTitleBoxVisible(false);
        styler.setChartTitleFont(font(Font.BOLD, TEXT + 2));
        styler.setAxisTitleFont(font(Font.PLAIN, TEXT));
        styler.setAxisTickLabelsFont(font(Font.PLAIN, TEXT));
        styler.setLegendFont(font(Font.PLAIN, TEXT));
        styler.setAnnotationTextFont(font(Font.BOLD, TEXT));
        styler.setAnnotationTextFontColor(Color.BLACK);
        styler.setErrorBarsColor(Color.BLACK);
        styler.setChartPadding(14);
        styler.setLegendBorderColor(Color.WHITE);
        styler.setYAxisMin(0.0);
        styler.setAntiAlias(true);
        return chart;
    }

    /** XChart's error bars are as long above as below, so each interval is drawn as a series of its own around its middle, without a mark. */
    private static CategoryChart bars(Picture.Bars picture) {
        var chart = chart(width(picture), HEIGHT, picture.title(), "", picture.axis());
        var styler = chart.getStyler();
        styler.setLegendVisible(false);
        styler.setOverlapped(true);
        styler.setAvailableSpaceFill(0.5);
        styler.setYAxisMax(TOP);
        styler.setYAxisDecimalPattern("0 '%'");
        var labels = picture.bars().stream().map(Picture.Bar::label).toList();
        chart.addSeries(
                        "shares",
                        labels,
                        picture.bars().stream().map(bar -> 100 * bar.share()).toList())
                .setFillColor(COLOURS[0]);
        chart.addSeries(
                        "intervals",
                        labels,
                        picture.bars().stream()
                                .map(bar -> 50 * (bar.low() + bar.high()))
                                .toList(),
                        picture.bars().stream()
                                .map(bar -> 50 * (bar.high() - bar.low()))
                                .toList())
                .setChartCategorySeriesRenderStyle(CategorySeriesRenderStyle.Scatter)
                .setMarker(SeriesMarkers.NONE);
        for (var i = 0; i < picture.bars().size(); i++) {
            var bar = picture.bars().get(i);
            chart.addAnnotation(new AnnotationText(bar.written(), i + FIRST_CATEGORY, 100 * bar.high() + 4, false));
        }
        return chart;
    }

    /** Labels of bars stand side by side. */
    private static int width(Picture.Bars picture) {
        var longest = picture.bars().stream()
                .flatMap(bar -> bar.label().lines())
                .mapToInt(String::length)
                .max()
                .orElse(0);
        return Math.max(LEAST_WIDTH, 120 + picture.bars().size() * (CHARACTER * longest + 20));
    }

    private static CategoryChart panel(Picture.Lines picture, Picture.Panel panel) {
        var most = picture.panels().stream()
                .mapToInt(each -> each.lines().size())
                .max()
                .orElse(0);
        var chart = chart(
                PANEL_WIDTH,
                PANEL_HEIGHT + LEGEND_LINE * most,
                panel.axis() + " · " + picture.title(),
                picture.axis(),
                panel.axis());
        var styler = chart.getStyler();
        styler.setLegendPosition(LegendPosition.OutsideS);
        styler.setLegendLayout(LegendLayout.Vertical);
        styler.setDefaultSeriesRenderStyle(CategorySeriesRenderStyle.Line);
        styler.setErrorBarsColorSeriesColor(true);
        if (panel.logarithmic()) {
            styler.setYAxisMin((Double) null);
            styler.setYAxisLogarithmic(true);
        }
        // The lines of one step stand above each other, not side by side.
        styler.setOverlapped(true);
        styler.setMarkerSize(9);
        for (var i = 0; i < panel.lines().size(); i++) {
            var line = panel.lines().get(i);
            var values = new ArrayList<@Nullable Double>();
            var around = new ArrayList<@Nullable Double>();
            for (var point : line.points()) {
                values.add(point == null ? null : point.value());
                around.add(point == null ? null : point.around());
            }
            var series = hasInterval(line)
                    ? chart.addSeries(line.label(), picture.steps(), values, around)
                    : chart.addSeries(line.label(), picture.steps(), values);
            series.setMarkerColor(COLOURS[i % COLOURS.length]);
            series.setMarker(MARKS[i % MARKS.length]);
            series.setLineColor(COLOURS[i % COLOURS.length]);
            series.setLineStyle(stroke(line));
        }
        return chart;
    }

    private static boolean hasInterval(Picture.Line line) {
        return line.points().stream().anyMatch(point -> point != null && point.around() > 0);
    }

    private static BasicStroke stroke(Picture.Line line) {
        return line.dashed()
                ? new BasicStroke(2.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {8, 6}, 0)
                : new BasicStroke(2.5f);
    }
}
