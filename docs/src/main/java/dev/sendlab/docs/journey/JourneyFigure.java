package dev.sendlab.docs.journey;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Draws a {@link Trace} as SVG: one lane per thread, time downwards and not to scale. */
final class JourneyFigure {

    private static final int WIDTH = 446;
    private static final int HEAD = 54;
    private static final int ROW = 40;
    private static final int PILL = 32;
    private static final int AXIS = 44;

    /** From so many microseconds on, the axis is broken and the gap is labelled. */
    private static final double LONG_GAP = 1_000;

    private static final int BREAK = 26;

    private final StringBuilder spans = new StringBuilder();
    private final StringBuilder svg = new StringBuilder();
    private final Map<String, Integer> begun = new HashMap<>();
    private int y = HEAD;

    private JourneyFigure() {}

    /** @param title of the figure, for whoever cannot see it, like the description that is made of the rows */
    static String draw(String title, Trace trace) {
        List<Row> rows = Row.of(trace);
        JourneyFigure figure = new JourneyFigure();
        figure.rows(rows);
        int height = figure.y + 50;
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + WIDTH + " " + height + "\" width=\"" + WIDTH
                + "\" height=\"" + height + "\" role=\"img\" aria-labelledby=\"title desc\">\n"
                + "<title id=\"title\">" + escape(title) + "</title>\n"
                + "<desc id=\"desc\">" + escape(description(trace, rows)) + "</desc>\n"
                + FigureStyle.CSS
                + "<rect class=\"page\" width=\"" + WIDTH + "\" height=\"" + height + "\" rx=\"8\"/>\n"
                + lanes(figure.y)
                + figure.spans
                + figure.svg
                + legend(figure.y)
                + "</svg>\n";
    }

    private void rows(List<Row> rows) {
        double before = rows.get(0).micros();
        for (Row row : rows) {
            if (row.isSeen()) {
                if (row.micros() - before >= LONG_GAP) {
                    gap(row.micros() - before);
                }
                before = row.micros();
            }
            row(row);
            span(row);
            y += ROW;
        }
    }

    private void row(Row row) {
        int middle = y + ROW / 2;
        Lane lane = row.lane();
        if (row.from() != row.to()) {
            arrow(row, middle);
        }
        svg.append("<g class=\"%s %s\">".formatted(lane.css(), row.isSeen() ? "seen" : "unseen"));
        svg.append("<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\"/>"
                .formatted(lane.x + 4, middle - PILL / 2, lane.width - 8, PILL));
        boolean hasNote = !row.note().isEmpty();
        text(lane.middle(), middle + (hasNote ? -2 : 4), "label", row.label());
        if (hasNote) {
            text(lane.middle(), middle + 11, "note", row.note());
        }
        svg.append("</g>\n");
        if (row.isSeen()) {
            text(AXIS - 6, middle + 4, "time", time(row.micros()));
            svg.append("<circle class=\"tick\" cx=\"%d\" cy=\"%d\" r=\"2.5\"/>\n".formatted(AXIS, middle));
        }
    }

    /** From the row that begins something to the row that ends it, behind both. */
    private void span(Row row) {
        int middle = y + ROW / 2;
        Integer begin = begun.remove(row.beganWith());
        begun.put(row.stage(), middle);
        if (begin != null && !row.stage().equals(row.beganWith())) {
            spans.append("<g class=\"%s\"><path class=\"span %s\" d=\"M%d %dV%d\"/></g>\n"
                    .formatted(
                            row.lane().css(),
                            row.stage().startsWith("get()") ? "wait" : "",
                            row.lane().middle(),
                            begin,
                            middle));
        }
    }

    /** Along the row's middle, from the edge of its pill into the other lane or the other way round. */
    private void arrow(Row row, int middle) {
        Lane other = row.from() == row.lane() ? row.to() : row.from();
        boolean isLeft = other.x < row.lane().x;
        int edge = isLeft ? row.lane().x + 4 : row.lane().x + row.lane().width - 4;
        int far = other.middle();
        int begin = row.from() == row.lane() ? edge : far;
        int end = row.from() == row.lane() ? far : edge;
        int back = begin < end ? -7 : 7;
        svg.append("<path class=\"arrow %s\" d=\"M%d %dH%d\"/><path class=\"head\" d=\"M%d %dl%d -4v8z\"/>\n"
                .formatted(row.isSeen() ? "" : "guess", begin, middle, end, end, middle, back));
    }

    private void gap(double micros) {
        int middle = y + BREAK / 2;
        svg.append("<path class=\"break\" d=\"M%d %dl-4 4l8 4l-8 4l4 4\"/>\n".formatted(AXIS, middle - 8));
        text(AXIS + 10, middle + 4, "gap", String.format(Locale.ROOT, "%,.0f µs", micros));
        y += BREAK;
    }

    private void text(int x, int baseline, String css, String text) {
        svg.append("<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>".formatted(css, x, baseline, escape(text)));
    }

    private static String lanes(int bottom) {
        StringBuilder lanes = new StringBuilder();
        lanes.append("<text class=\"note\" x=\"24\" y=\"34\">µs</text>\n");
        for (Lane lane : Lane.values()) {
            lanes.append("<g class=\"%s\"><rect class=\"lane\" x=\"%d\" y=\"6\" width=\"%d\" height=\"%d\" rx=\"8\"/>"
                    .formatted(lane.css(), lane.x, lane.width, bottom));
            lanes.append("<path class=\"life\" d=\"M%d %dV%d\"/>".formatted(lane.middle(), HEAD - 4, bottom));
            lanes.append("<text class=\"who\" x=\"%d\" y=\"26\">%s</text>".formatted(lane.middle(), lane.title));
            lanes.append(
                    "<text class=\"note\" x=\"%d\" y=\"41\">%s</text></g>\n".formatted(lane.middle(), lane.subtitle));
        }
        return lanes + "<path class=\"axis\" d=\"M%d %dV%d\"/>\n".formatted(AXIS, HEAD, bottom);
    }

    private static String legend(int bottom) {
        int line = bottom + 30;
        return ("<g class=\"caller seen\"><rect x=\"10\" y=\"%d\" width=\"22\" height=\"12\" rx=\"4\"/></g>"
                        + "<text class=\"gap\" x=\"38\" y=\"%d\">seen</text>"
                        + "<g class=\"caller unseen\"><rect x=\"84\" y=\"%d\" width=\"22\" height=\"12\" rx=\"4\"/></g>"
                        + "<text class=\"gap\" x=\"112\" y=\"%d\">not observed</text>"
                        + "<path class=\"break\" d=\"M206 %dl-4 4l8 4l-8 4l4 4\"/>"
                        + "<text class=\"gap\" x=\"218\" y=\"%d\">time passes; not to scale</text>\n")
                .formatted(line - 10, line, line - 10, line, line - 12, line);
    }

    private static String description(Trace trace, List<Row> rows) {
        return rows.stream()
                .map(row -> (row.isSeen() ? time(row.micros()) + " µs" : "not observed") + ", " + row.lane().title
                        + ": " + row.label() + (row.note().isEmpty() ? "" : " (" + row.note() + ")"))
                .collect(Collectors.joining("; ", trace.about() + " ", "."));
    }

    private static String time(double micros) {
        return String.format(Locale.ROOT, Math.abs(micros) < 1_000 ? "%.1f" : "%,.0f", micros);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
