package io.eventbatcher.cli.terminal;

import io.eventbatcher.log.Printable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A table of text, each column as wide as its longest cell. Cells are {@link Printable}. */
public final class Columns {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();
    private final boolean figures;

    public Columns() {
        this(false);
    }

    private Columns(boolean figures) {
        this.figures = figures;
    }

    /** A table with a name in the first column, and figures aligned to the right in the others. */
    public static Columns ofFigures(String... titles) {
        Columns table = new Columns(true);
        table.add(titles);
        return table;
    }

    public void add(String... cells) {
        rows.add(Stream.of(cells).map(Printable::of).toList());
    }

    /** Adds a row: texts unchanged, numbers with separators. */
    public Columns row(String name, Object... cells) {
        List<String> row = new ArrayList<>();
        row.add(Printable.of(name));
        for (Object cell : cells) {
            row.add(text(cell));
        }
        rows.add(row);
        return this;
    }

    private static String text(Object cell) {
        if (cell instanceof Double number) {
            return String.format(Locale.ROOT, number >= 1000 ? "%,.0f" : "%.1f", number);
        }
        return cell instanceof Long number ? String.format(Locale.ROOT, "%,d", number) : Printable.of(cell.toString());
    }

    public List<String> lines() {
        return rows.stream().map(this::line).toList();
    }

    public void print(PrintWriter out) {
        lines().forEach(out::println);
        out.flush();
    }

    private String line(List<String> row) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            String padding =
                    " ".repeat(Math.max(0, width(column) - row.get(column).length()));
            boolean right = figures && column > 0;
            line.append(column == 0 ? "" : GAP)
                    .append(right ? padding : "")
                    .append(row.get(column))
                    .append(right ? "" : padding);
        }
        return line.toString().stripTrailing();
    }

    /** A last column of text is as long as each cell, and widens no other row. */
    private int width(int column) {
        return rows.stream()
                .filter(row -> row.size() - 1 > column || (figures && row.size() > column))
                .mapToInt(row -> row.get(column).length())
                .max()
                .orElse(0);
    }
}
