package io.eventbatcher.sandbox.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eventbatcher.cli.terminal.Columns;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

/** Prints the result as a table for people or as JSON for machines. */
public final class BenchReport {
    private static final ObjectMapper JSON = new ObjectMapper();

    private BenchReport() {}

    /** Prints the table and the meaning of its figures. */
    public static void print(BenchResult result, PrintWriter out) {
        Columns table = Columns.ofFigures(
                result.settings().route().label(),
                "events/s",
                "batch fill",
                "CPU s per million",
                "p50 age ms",
                "p99 age ms");
        table.row(
                "service",
                result.eventsPerSecond(),
                result.batchFill(),
                result.cpuSecondsPerMillion(),
                result.p50AgeMillis(),
                result.p99AgeMillis());
        table.row(
                "floor",
                result.floorEventsPerSecond(),
                result.floorBatchFill(),
                result.floorCpuSecondsPerMillion(),
                "",
                "");
        out.println();
        table.print(out);
        out.printf(
                "%nRatio %.2f: %,d events, %,d requests, %d ms of latency.%n",
                result.ratio(),
                result.settings().events(),
                result.requests(),
                result.settings().latency().toMillis());
        out.printf(
                "Ages are from the record's timestamp to HubSpot's acceptance, at %,.0f events/s.%n",
                result.halfLoadPerSecond());
        out.println("CPU is that of threads by name, without the collector, the compiler and RocksDB's own threads:");
        out.printf("  service%s; floor%s;%n", groups(result.cpu()), groups(result.floorCpu()));
        out.printf(
                "  the whole process, broker and simulator included: %.1f, of which the JVM's compilers at most %.1f.%n",
                result.processCpuSecondsPerMillion(), result.compilerSecondsPerMillion());
        out.flush();
    }

    /** Prints the figures of scenarios. */
    public static void print(List<ScenarioResult> results, PrintWriter out) {
        Columns table = Columns.ofFigures(
                "scenario", "events/s", "good", "bad", "requests", "per bad event", "p50 age ms", "p99 age ms");
        results.forEach(result -> table.row(
                result.scenario().label(),
                result.eventsPerSecond(),
                result.good(),
                result.bad(),
                result.requests(),
                result.bad() == 0 ? "" : result.requestsPerBad(),
                result.p50AgeMillis(),
                result.p99AgeMillis()));
        out.println();
        table.print(out);
        out.printf("%nPer bad event: the requests beyond one for each 500 good events.%n");
        out.println(
                "Ages are those of good events, from the record's timestamp to HubSpot's acceptance, at half of the rate.");
        out.flush();
    }

    /** The figures of scenarios, as one object. */
    public static String json(List<ScenarioResult> results) {
        ObjectNode json = JSON.createObjectNode();
        for (ScenarioResult result : results) {
            ObjectNode figures = json.putObject(result.scenario().label());
            figures.put("eventsPerSecond", result.eventsPerSecond());
            figures.put("good", result.good());
            figures.put("bad", result.bad());
            figures.put("requests", result.requests());
            figures.put("requestsPerBad", result.requestsPerBad());
            figures.put("p50AgeMillis", result.p50AgeMillis());
            figures.put("p99AgeMillis", result.p99AgeMillis());
        }
        return json.toString();
    }

    private static String groups(Map<CpuMeter.Group, Double> cpu) {
        StringBuilder text = new StringBuilder();
        cpu.forEach((group, seconds) -> text.append(" %s %.1f".formatted(group.label(), seconds)));
        return text.toString();
    }

    public static String json(BenchResult result) {
        ObjectNode json = JSON.createObjectNode();
        json.put("route", result.settings().route().label());
        json.put("events", result.settings().events());
        json.put("latencyMillis", result.settings().latency().toMillis());
        json.put("delivered", result.delivered());
        json.put("ratio", result.ratio());
        json.put("eventsPerSecond", result.eventsPerSecond());
        json.put("floorEventsPerSecond", result.floorEventsPerSecond());
        json.put("p50AgeMillis", result.p50AgeMillis());
        json.put("p99AgeMillis", result.p99AgeMillis());
        json.put("halfLoadPerSecond", result.halfLoadPerSecond());
        json.put("cpuSecondsPerMillion", result.cpuSecondsPerMillion());
        json.put("floorCpuSecondsPerMillion", result.floorCpuSecondsPerMillion());
        json.put("processCpuSecondsPerMillion", result.processCpuSecondsPerMillion());
        json.put("compilerSecondsPerMillion", result.compilerSecondsPerMillion());
        json.put("requests", result.requests());
        json.put("batchFill", result.batchFill());
        ObjectNode groups = json.putObject("cpuSecondsPerMillionByGroup");
        result.cpu().forEach((group, seconds) -> groups.put(group.label(), seconds));
        return json.toString();
    }
}
