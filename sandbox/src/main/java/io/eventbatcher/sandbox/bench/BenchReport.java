package io.eventbatcher.sandbox.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eventbatcher.cli.terminal.Columns;
import io.eventbatcher.sandbox.bench.figure.Pair;
import io.eventbatcher.sandbox.bench.figure.Spread;
import io.eventbatcher.sandbox.bench.figure.Stretch;
import io.eventbatcher.sandbox.bench.scenario.ScenarioResult;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Prints the result as a table for people or as JSON for machines. */
public final class BenchReport {
    private static final ObjectMapper JSON = new ObjectMapper();

    private BenchReport() {}

    /** Prints the table and the meaning of its figures. */
    public static void print(BenchResult result, PrintWriter out) {
        Columns table = Columns.ofFigures(
                result.settings().route().label(),
                "events/s",
                "from",
                "to",
                "batch fill",
                "CPU s",
                "compilers",
                "collector",
                "broker",
                "simulator");
        row(table, "service", result, result::service);
        row(table, result.settings().rival(), result, result::rival);
        out.println();
        table.print(out);
        out.println();
        List<String> noise = result.noise();
        if (noise.isEmpty()) {
            Spread ratio = result.ratio();
            out.printf("Ratio %.2f (%.2f to %.2f).%n", ratio.median(), ratio.least(), ratio.most());
        } else {
            out.println("No ratio, because a second run would give other figures: " + String.join("; ", noise) + ".");
        }
        out.printf(
                "%,d pairs of %,d events, %d ms of latency; medians. CPU in seconds per million events: of the process, of its%n"
                        + "compilers and its collector; and of broker and simulator meanwhile.%n",
                result.pairs().size(),
                result.settings().events(),
                result.settings().latency().toMillis());
        out.printf(
                "Second half of the service's stretches by the first: %.2f. Other programs took %.0f %% of the CPU at most.%n",
                result.service(Stretch::secondHalfByFirst).median(),
                100 * result.service(Stretch::foreignShare).most());
        cold("Cold", result.cold(), result.service(Stretch::eventsPerSecond), out);
        if (result.rivalCold() != null) {
            cold("The peer cold", result.rivalCold(), result.rival(Stretch::eventsPerSecond), out);
        }
        out.printf(
                "Age from the record's timestamp to HubSpot's acceptance, at %,.0f events/s: p50 %,.0f ms, p99 %,.0f ms.%n",
                result.halfLoadPerSecond(), result.p50AgeMillis(), result.p99AgeMillis());
        out.println(
                result.pinned()
                        ? "Service and %s had cores of their own."
                                .formatted(result.settings().rival())
                        : "Service, %s, broker and simulator shared all cores."
                                .formatted(result.settings().rival()));
        out.flush();
    }

    private static void cold(String what, ColdStart cold, Spread warm, PrintWriter out) {
        out.printf(
                "%s: first delivery after %.1f s (%.1f s of CPU),%n%,.0f events/s in the first 30 s of the process, %s.%n",
                what,
                cold.firstDeliverySeconds(),
                cold.cpuSeconds(),
                cold.eventsPerSecond(),
                cold.secondsToFullSpeed(warm.median())
                        .map(seconds -> "90 %% of its full speed after %.1f s".formatted(seconds))
                        .orElse("and never 90 % of its full speed (--events)"));
    }

    private static void row(
            Columns table, String name, BenchResult result, Function<ToDoubleFunction<Stretch>, Spread> figures) {
        Spread rate = figures.apply(Stretch::eventsPerSecond);
        table.row(
                name,
                rate.median(),
                rate.least(),
                rate.most(),
                result.fill(figures.apply(Stretch::requests)),
                figures.apply(stretch -> stretch.cpu().all()).median(),
                figures.apply(stretch -> stretch.cpu().compilers()).median(),
                figures.apply(stretch -> stretch.cpu().collector()).median(),
                figures.apply(Stretch::brokerCpu).median(),
                figures.apply(Stretch::simulatorCpu).median());
    }

    /** Prints the figures of scenarios. */
    public static void print(List<ScenarioResult> results, PrintWriter out) {
        Columns table = Columns.ofFigures(
                "scenario",
                "events/s",
                "of clean",
                "least",
                "most",
                "good",
                "bad",
                "requests",
                "per bad",
                "p50 ms",
                "p99 ms");
        results.forEach(result -> table.row(
                result.scenario().label(),
                result.eventsPerSecond(),
                "%.2f".formatted(result.ofClean().median()),
                "%.2f".formatted(result.ofClean().least()),
                "%.2f".formatted(result.ofClean().most()),
                result.good(),
                result.bad(),
                result.requests(),
                result.bad() == 0 ? "" : result.requestsPerBad(),
                result.p50AgeMillis(),
                result.p99AgeMillis()));
        out.println();
        table.print(out);
        out.printf(
                "%nOf clean: the rate by that of a clean load beside. Per bad: requests beyond one for each 500 good events.%n");
        out.println(
                "Ages (p50, p99) are those of good events, from the record's timestamp to HubSpot's acceptance, at half of the rate.");
        out.flush();
    }

    /** The figures of scenarios, as one object. */
    public static String json(List<ScenarioResult> results) {
        ObjectNode json = JSON.createObjectNode();
        for (ScenarioResult result : results) {
            ObjectNode figures = json.putObject(result.scenario().label());
            figures.put("eventsPerSecond", result.eventsPerSecond());
            figures.put("ofClean", result.ofClean().median());
            figures.put("good", result.good());
            figures.put("bad", result.bad());
            figures.put("requests", result.requests());
            figures.put("requestsPerBad", result.requestsPerBad());
            figures.put("p50AgeMillis", result.p50AgeMillis());
            figures.put("p99AgeMillis", result.p99AgeMillis());
        }
        return json.toString();
    }

    /** The figures as one object; without a ratio if the run was too noisy. */
    public static String json(BenchResult result) {
        ObjectNode json = JSON.createObjectNode();
        json.put("route", result.settings().route().label());
        json.put("events", result.settings().events());
        json.put("latencyMillis", result.settings().latency().toMillis());
        json.put("delivered", result.delivered());
        List<String> noise = result.noise();
        noise.forEach(json.putArray("noise")::add);
        if (noise.isEmpty()) {
            json.put("ratio", result.ratio().median());
        }
        put(json.putObject("cold"), result.cold(), result.service(Stretch::eventsPerSecond));
        if (result.rivalCold() != null) {
            put(json.putObject("peerCold"), result.rivalCold(), result.rival(Stretch::eventsPerSecond));
        }
        ArrayNode pairs = json.putArray("pairs");
        for (Pair pair : result.pairs()) {
            ObjectNode both = pairs.addObject();
            put(both.putObject("service"), pair.service());
            put(both.putObject(result.settings().rival()), pair.rival());
        }
        json.put("p50AgeMillis", result.p50AgeMillis());
        json.put("p99AgeMillis", result.p99AgeMillis());
        json.put("halfLoadPerSecond", result.halfLoadPerSecond());
        json.put("pinned", result.pinned());
        return json.toString();
    }

    private static void put(ObjectNode json, ColdStart cold, Spread warm) {
        json.put("firstDeliverySeconds", cold.firstDeliverySeconds());
        json.put("cpuSeconds", cold.cpuSeconds());
        json.put("eventsPerSecond", cold.eventsPerSecond());
        cold.secondsToFullSpeed(warm.median()).ifPresent(seconds -> json.put("fullSpeedSeconds", seconds));
    }

    private static void put(ObjectNode json, Stretch stretch) {
        json.put("eventsPerSecond", stretch.eventsPerSecond());
        json.put("secondHalfByFirst", stretch.secondHalfByFirst());
        json.put("requests", stretch.requests());
        json.put("cpuSecondsPerMillion", stretch.cpu().all());
        json.put("compilerSecondsPerMillion", stretch.cpu().compilers());
        json.put("collectorSecondsPerMillion", stretch.cpu().collector());
        json.put("brokerSecondsPerMillion", stretch.brokerCpu());
        json.put("simulatorSecondsPerMillion", stretch.simulatorCpu());
        json.put("foreignShare", stretch.foreignShare());
    }
}
