package io.eventbatcher.monitoring;

import java.util.List;
import java.util.Locale;

/** The service's own metrics, each a row of {@code docs/metrics.md}. Counts are of this instance, since its start. */
enum ServiceMetric {
    READ(Kind.COUNTER, "events", "route", "Source records read by ingest, replays included."),
    DUPLICATES(Kind.COUNTER, "events", "route", "Events dropped as duplicates."),
    DEAD_LETTERS(
            Kind.COUNTER,
            "",
            "half,reason,route",
            "Dead letters made. The route is unknown for a replay without a route."),
    LOST(Kind.COUNTER, "events", "route", "Records deleted by Kafka before their turn came, as an operator accepted."),
    BATCHES(Kind.COUNTER, "", "closed.by,route", "Batches closed, by the bound that closed them."),
    BATCHED(Kind.COUNTER, "events", "route", "Events in closed batches; divided by the batches, the mean fill."),
    BATCH_MOST(Kind.GAUGE, "events", "route", "The most events that a batch may have: a full batch."),
    DELIVERED(Kind.COUNTER, "events", "route", "Events that HubSpot took, of settled batches."),
    REQUEST(
            Kind.HISTOGRAM,
            "seconds",
            "route,status",
            "Time from sending a request to the head of HubSpot's answer, by status; status none without an answer, at 0 s."),
    OUTCOMES(
            Kind.COUNTER,
            "requests",
            "outcome,route",
            "Requests by what follows: delivered, partly-delivered, already-accepted, split, rejected, retry, unproven, park, halt."),
    IN_FLIGHT(Kind.GAUGE, "requests", "route", "Requests without an answer at this moment."),
    UNCONFIRMED(Kind.GAUGE, "events", "route", "Rejected events that wait for a sign that the route works."),
    WAITING(
            Kind.GAUGE,
            "events",
            "route,stage",
            "Events that wait: at ingest for a schema or a halted topic, at batching for a full batch, at delivery in the lanes'"
                    + " memory."),
    OLDEST_AGE(
            Kind.GAUGE,
            "seconds",
            "route,stage",
            "Age of the oldest event that waits in this instance, since it came to the stage; at delivery of the oldest batch, since it"
                    + " was closed. 0 when none waits."),
    ROUTE_STATE(
            Kind.GAUGE,
            "",
            "route,state",
            "1 for each state that a cause gives the route or a lane (paused, halted, parked, down, retrying), and for open"
                    + " without a cause; else 0."),
    SOURCE_STATE(
            Kind.GAUGE,
            "",
            "state",
            "Source topics and partitions in a state: halted, held for a loss, waiting for the registry."),
    RATE_ALLOWED(Kind.GAUGE, "requests_per_second", "quota", "The rate of all instances together, less the reserve."),
    RATE_GRANTED(Kind.GAUGE, "requests_per_second", "quota", "This instance's share of the rate."),
    RATE_USED(Kind.GAUGE, "requests_per_second", "quota", "The rate in use by this instance, over some seconds."),
    QUOTA_DAY(
            Kind.GAUGE,
            "requests",
            "",
            "Requests to the marketing endpoints that HubSpot allows the account in a day; NaN until HubSpot has told."),
    QUOTA_DAY_LEFT(
            Kind.GAUGE,
            "requests",
            "",
            "Requests left of the day, of all apps, at HubSpot's last answer; NaN until then."),
    QUOTA_DAY_RENEWAL(Kind.GAUGE, "seconds", "", "Time until the account's midnight, which renews the day's requests."),
    QUOTA_MONTH(
            Kind.GAUGE,
            "events",
            "",
            "Behavioral events that HubSpot allows in a month: hubspot.rate.events-per-month."),
    QUOTA_MONTH_USED(
            Kind.GAUGE,
            "events",
            "",
            "Behavioral events that HubSpot took of this instance in the calendar month, restarts included; sum over instances."),
    QUOTA_MONTH_RENEWAL(Kind.GAUGE, "seconds", "", "Time until the month ends in the account's time zone."),
    RESTORE_LEFT(
            Kind.GAUGE,
            "records",
            "",
            "Records of changelogs that are still to be read before lanes of this instance go on; 0 when nothing is restored."),
    RESTORED(Kind.COUNTER, "records", "", "Records of changelogs read to restore state stores."),
    DEDUPE_STORE(Kind.GAUGE, "bytes", "route", "Disk space of the dedupe entries in this instance's state directory."),
    THREAD_DEATHS(Kind.COUNTER, "", "", "Threads of batching that have died and were replaced."),
    SPANS(
            Kind.COUNTER,
            "",
            "result",
            "Spans of requests to HubSpot: exported to the collector of tracing.endpoint; lost, because the collector did not take them"
                    + " or too many waited. 0 without a collector."),
    HEALTHY(Kind.GAUGE, "", "", "1 if event-batcher health is well, else 0.");

    static final String PREFIX = "event.batcher.";

    /** The types of Prometheus. */
    enum Kind {
        COUNTER,
        GAUGE,
        HISTOGRAM
    }

    private final Kind kind;
    private final String unit;
    private final String tags;
    private final String help;

    ServiceMetric(Kind kind, String unit, String tags, String help) {
        this.kind = kind;
        this.unit = unit;
        this.tags = tags;
        this.help = help;
    }

    /** Micrometer's name, without the unit. */
    String id() {
        return PREFIX + name().toLowerCase(Locale.ROOT).replace('_', '.');
    }

    /** The name that Prometheus stores. */
    String prometheusName() {
        String whole = unit.isEmpty() ? id() : id() + '.' + unit;
        return (kind == Kind.COUNTER ? whole + ".total" : whole).replace('.', '_');
    }

    Kind kind() {
        return kind;
    }

    String unit() {
        return unit;
    }

    /** The names of the tags, sorted. */
    List<String> tags() {
        return tags.isEmpty() ? List.of() : List.of(tags.split(",", -1));
    }

    String help() {
        return help;
    }
}
