package io.eventbatcher.config;

import io.eventbatcher.config.table.Choice;
import io.eventbatcher.config.table.InvalidValueException;
import io.eventbatcher.config.table.Key;
import io.eventbatcher.config.table.Section;
import io.eventbatcher.config.table.Span;
import io.eventbatcher.config.table.Url;
import io.eventbatcher.config.table.Values;
import io.eventbatcher.config.table.Whole;
import io.eventbatcher.log.LogFormat;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** The reports of an instance about itself. */
public record ReportSettings(LogFormat logFormat, Webhook webhook, Tracing tracing) {
    static final Section LOG = new Section("log");
    static final Section NOTIFICATIONS = new Section("notifications", ReportSettings::crossCheck);
    static final Section TRACING = new Section("tracing");

    private static final Key<LogFormat> FORMAT = LOG.add("format", Choice.of(LogFormat.values()), "text", """
        The form of the log of run, which goes to stderr: text is for people, json has an object with time, level, logger, thread,
        message, values, cause and stack in each line.
        """);

    /** The environment variable of the log's format, which holds before the configuration is read. */
    public static final String FORMAT_VARIABLE = FORMAT.variable();

    private static final Key<Secret> URL = NOTIFICATIONS.open("url", Secret.ANY, "nobody is notified", """
        A webhook that is told once when a route halts, parks or is down for long, when a partition is held, and when it is over, and of
        dead letters of a new kind. Set the same for all instances. A secret, because the addresses of chats are passwords.
        """);
    private static final Key<Form> FORM = NOTIFICATIONS.add("form", Choice.of(Form.values()), "json", """
        The body that is posted: json is an object with event, state, subjects, since, until, title and text; slack is what Slack and
        Mattermost take, an object with text.
        """);
    private static final Key<Duration> DOWN_AFTER = NOTIFICATIONS.add("down-after", Span.of("1s", "1d"), "5m", """
        The time after which an endpoint or a schema registry that does not answer, or stores that are restored, are told.
        """);
    private static final Key<Duration> AGAIN_AFTER =
            NOTIFICATIONS.add("dead-letters-again-after", Span.of("1m", "30d"), "24h", """
                The time for which further dead letters of a kind that was told are not told again.
                """);

    private static final Key<URI> ENDPOINT = TRACING.open("endpoint", new Url(), "nothing is traced", """
        A collector that takes spans by OTLP over HTTP, such as http://collector:4318: each request to HubSpot is a span. An address without a
        path gets /v1/traces. A collector that is away costs spans, and nothing else.
        """);
    private static final Key<Integer> SAMPLE_PERCENT =
            TRACING.add("sample-percent", new Whole(1, 100, "percent"), "100", """
                The share of requests that are traced, chosen by chance.
                """);

    /** The body of a notification. */
    public enum Form {
        JSON,
        SLACK
    }

    /**
     * The receiver of notifications.
     *
     * @param url an address by HTTP; no secret if nobody is notified
     * @param downAfter the time after which an endpoint that is down is told
     * @param againAfter the time for which a kind of dead letters is not told again
     */
    public record Webhook(Secret url, Form form, Duration downAfter, Duration againAfter) {
        public Webhook {
            if (!url.isEmpty() && !isAddress(url)) {
                throw new InvalidValueException(URL + ": the value is no HTTP URL.");
            }
            DOWN_AFTER.check(downAfter);
            AGAIN_AFTER.check(againAfter);
        }

        /** True if somebody is notified. */
        public boolean isGiven() {
            return !url.isEmpty();
        }

        /** The address to post to. */
        public URI address() {
            return URI.create(url.reveal().strip());
        }
    }

    /**
     * The tracing of requests to HubSpot.
     *
     * @param endpoint the collector; empty if nothing is traced
     * @param samplePercent the share of requests with a span
     */
    public record Tracing(Optional<URI> endpoint, int samplePercent) {
        private static final String PATH = "/v1/traces";

        public Tracing {
            endpoint.ifPresent(ENDPOINT::check);
            SAMPLE_PERCENT.check(samplePercent);
        }

        /** The address to post spans to; empty if nothing is traced. */
        public Optional<URI> address() {
            return endpoint.map(url -> url.getRawPath().replace("/", "").isEmpty() ? url.resolve(PATH) : url);
        }
    }

    ReportSettings(Values values) {
        this(
                values.get(FORMAT),
                new Webhook(
                        values.find(URL).orElse(Secret.NONE),
                        values.get(FORM),
                        values.get(DOWN_AFTER),
                        values.get(AGAIN_AFTER)),
                new Tracing(values.find(ENDPOINT), values.get(SAMPLE_PERCENT)));
    }

    private static void crossCheck(Values values) {
        if (values.isGiven(URL) && !isAddress(values.get(URL))) {
            // the value may be a password
            values.refuse(URL, "the value is no HTTP URL; write something like https://host/path");
        }
    }

    private static boolean isAddress(Secret url) {
        try {
            URI address = URI.create(url.reveal().strip());
            return address.getHost() != null
                    && ("http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme()));
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
