package io.eventbatcher.sandbox.torture;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eventbatcher.cli.terminal.Columns;
import io.eventbatcher.log.Printable;
import io.eventbatcher.sandbox.torture.evidence.Check;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.function.ToLongFunction;

/** Prints a report as tables for people or as JSON for machines. */
public final class TortureWriter {
    private static final int MOST_FINDINGS = 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<Figure> FIGURES = List.of(
            new Figure("produced", "produced", TortureReport::produced),
            new Figure("delivered", "delivered", TortureReport::delivered),
            new Figure("duplicates dropped", "duplicates", TortureReport::duplicates),
            new Figure("dead letters", "deadLettered", TortureReport::deadLettered),
            new Figure("dead letters, expired", "expired", TortureReport::expired),
            new Figure("dead letters replayed", "replayed", TortureReport::replayed),
            new Figure("of these by command", "replayedByCommand", TortureReport::replayedByCommand),
            new Figure("dead letters discarded", "discarded", TortureReport::discarded),
            new Figure("delivered once more", "deliveredTwice", TortureReport::deliveredTwice),
            new Figure("processes killed", "kills", TortureReport::kills));

    private TortureWriter() {}

    private record Figure(String title, String key, ToLongFunction<TortureReport> of) {}

    /** Returns the faults, the figures and the checks. */
    public static String text(TortureReport report) {
        StringWriter text = new StringWriter();
        print(report, new PrintWriter(text));
        return text.toString();
    }

    /** Prints the faults, the figures and the checks. */
    public static void print(TortureReport report, PrintWriter out) {
        Columns faults = Columns.ofFigures("fault", "times");
        report.faults().forEach(faults::row);
        Columns figures = Columns.ofFigures("events", "count");
        FIGURES.forEach(figure -> figures.row(figure.title(), figure.of().applyAsLong(report)));
        Columns checks = Columns.ofFigures("check", "found", "");
        for (Check check : Check.values()) {
            long count = report.findings().count(check);
            checks.row(check.label(), count, count == 0 ? "ok" : "FAILED");
        }
        for (Columns table : new Columns[] {faults, figures, checks}) {
            out.println();
            table.print(out);
        }
        out.println();
        report.findings()
                .first(MOST_FINDINGS)
                .forEach(finding -> out.println(Printable.of(finding.check().label() + ": " + finding.what())));
        out.printf(
                "Seed %d, %.0f s, %d instances, %.1f s to come to rest: %s%n",
                report.seed(),
                report.seconds(),
                report.instances(),
                report.drainSeconds(),
                report.clean()
                        ? "every check passed."
                        : "NOT every check passed; logs are in " + report.directory() + ".");
        out.flush();
    }

    public static String json(TortureReport report) {
        ObjectNode json = JSON.createObjectNode();
        json.put("seed", report.seed()).put("seconds", report.seconds()).put("instances", report.instances());
        FIGURES.forEach(figure -> json.put(figure.key(), figure.of().applyAsLong(report)));
        for (Check check : Check.values()) {
            json.put(check.label(), report.findings().count(check));
        }
        json.put("drainSeconds", report.drainSeconds()).put("clean", report.clean());
        ObjectNode faults = json.putObject("faults");
        report.faults().forEach(faults::put);
        ArrayNode findings = json.putArray("findings");
        report.findings()
                .first(MOST_FINDINGS)
                .forEach(finding -> findings.addObject()
                        .put("check", finding.check().label())
                        .put("what", finding.what()));
        return json.toString();
    }
}
