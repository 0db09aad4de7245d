package io.eventbatcher.config;

import io.eventbatcher.config.table.Findings;
import io.eventbatcher.config.table.Given;
import io.eventbatcher.config.table.Key;
import io.eventbatcher.config.table.Parsed;
import io.eventbatcher.config.table.Section;
import io.eventbatcher.config.table.Table;
import io.eventbatcher.config.table.Text;
import io.eventbatcher.config.table.Values;
import io.eventbatcher.config.table.Whole;
import io.eventbatcher.route.Route;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The whole configuration of the service.
 *
 * @param routes every route, enabled or not
 */
public record Settings(
        String applicationId,
        String instance,
        Path stateDir,
        int threads,
        int maxRecordBytes,
        KafkaSettings kafka,
        RegistrySettings registry,
        HubSpotSettings hubspot,
        AvroSettings avro,
        IngestSettings ingest,
        DedupeSettings dedupe,
        TopicSettings topics,
        UpkeepSettings upkeep,
        HttpSettings http,
        ReportSettings report,
        Map<Route, RouteSettings> routes) {
    private static final Section KEYS = new Section("", Settings::crossCheck);

    private static final Key<String> APPLICATION_ID = KEYS.add(
            "application-id",
            new Text(
                    "name",
                    Text.TOPIC.form(),
                    "it becomes part of topic names: letters, digits, dots, underscores and hyphens"),
            "event-batcher",
            """
            The name of the Streams application, the consumer groups, the transactions and the internal topics. Another name
            starts from the beginning.
            """);
    private static final Key<String> INSTANCE = KEYS.open(
            "instance",
            Text.of("name", "\\S.{0,199}", "write a name of at most 200 characters"),
            "the host's name",
            """
            The name of the instance among those of the application: stable over restarts, different for each running
            instance.
            """);
    private static final Key<Path> STATE_DIR = KEYS.add("state-dir", Parsed.PATH, "state", """
        The directory of the dedupe and buffer stores. The loss of the directory costs a restore from Kafka, never data.
        """);
    private static final Key<Integer> THREADS = KEYS.add("threads", new Whole(1, 64, "threads"), "2", """
        Stream threads of the batching half; more threads than lanes are idle.
        """);
    private static final Key<Integer> MAX_RECORD_BYTES =
            KEYS.add("max-record-bytes", new Whole(1_000, 100_000_000, "bytes"), "1048576", """
                The largest source record. The sizes of all clients and of our own topics follow from the largest record.
                """);

    /** The headers of ours that a record may carry, names included, and Kafka's framing of a batch. */
    private static final int MOST_HEADER_BYTES = 64 * 1024;

    /** An item on our topics has the record's original bytes beside its JSON. */
    private static final int TOPIC_TIMES_RECORD = 3;

    /** Every key, in the order of the documentation. */
    public static final Table TABLE = new Table(Stream.concat(
                    Stream.of(
                            KEYS,
                            UpkeepSettings.KEYS,
                            HttpSettings.KEYS,
                            HttpSettings.CONSOLE,
                            ReportSettings.LOG,
                            ReportSettings.NOTIFICATIONS,
                            ReportSettings.TRACING,
                            KafkaSettings.KEYS,
                            RegistrySettings.KEYS,
                            AvroSettings.KEYS,
                            IngestSettings.KEYS,
                            HubSpotSettings.KEYS,
                            OAuthSettings.KEYS,
                            HubSpotSettings.TIMEOUTS,
                            AnswerSettings.KEYS,
                            RateSettings.KEYS,
                            HaltSettings.KEYS,
                            DedupeSettings.KEYS,
                            TopicSettings.KEYS),
                    Stream.of(Route.values()).map(route -> RouteSettings.keys(route).section))
            .toList());

    public Settings {
        APPLICATION_ID.check(applicationId);
        INSTANCE.check(instance);
        THREADS.check(threads);
        MAX_RECORD_BYTES.check(maxRecordBytes);
        routes = Map.copyOf(routes);
    }

    private Settings(Values values) {
        this(
                values.get(APPLICATION_ID),
                values.find(INSTANCE).orElse("instance-1"),
                values.get(STATE_DIR),
                values.get(THREADS),
                values.get(MAX_RECORD_BYTES),
                new KafkaSettings(values),
                new RegistrySettings(values),
                new HubSpotSettings(values),
                new AvroSettings(values),
                new IngestSettings(values),
                new DedupeSettings(values),
                new TopicSettings(values),
                new UpkeepSettings(values),
                new HttpSettings(values),
                new ReportSettings(values),
                Stream.of(Route.values())
                        .collect(Collectors.toMap(route -> route, route -> RouteSettings.of(route, values))));
    }

    /**
     * The settings of values without faults.
     *
     * @throws ConfigurationException when there are findings
     */
    public static Settings of(Values values, Findings findings) {
        if (!findings.isEmpty()) {
            throw new ConfigurationException(findings.all());
        }
        return new Settings(values);
    }

    /**
     * Defaults, but for some values.
     *
     * @param texts values by the names of their keys, like {@code hubspot.events-timeout} in a file
     * @throws ConfigurationException with every wrong value or name
     */
    public static Settings of(Map<String, String> texts) {
        Findings findings = new Findings();
        Map<String, Given> given = new HashMap<>();
        texts.forEach((name, text) -> {
            if (TABLE.named(name).isEmpty() && TABLE.passedThrough(name).isEmpty()) {
                findings.add(name, "there is no such key", "");
            }
            given.put(name, new Given(text, "given"));
        });
        return of(TABLE.read(given, findings), findings);
    }

    private static void crossCheck(Values values) {
        List<Route> enabled = RouteSettings.enabled(values);
        if (enabled.isEmpty()) {
            values.refuse(
                    RouteSettings.keys(Route.BEHAVIORAL).enabled,
                    "no route is enabled, so there is nothing to do; enable one");
        }
        for (Route route : Route.values()) {
            bytesWithinTopics(RouteSettings.keys(route).maxBytes, values);
        }
    }

    private static void bytesWithinTopics(Key<Integer> bytes, Values values) {
        int largest = maxTopicRecordBytes(values.get(MAX_RECORD_BYTES));
        if (values.sound(bytes, MAX_RECORD_BYTES) && values.get(bytes) > largest) {
            values.refuse(
                    bytes,
                    values.text(bytes) + " is more than a record on the batches topic may have (" + largest
                            + ", which follows from max-record-bytes); use at most that, or raise max-record-bytes to "
                            + (values.get(bytes) + TOPIC_TIMES_RECORD - 1) / TOPIC_TIMES_RECORD);
        }
    }

    /** The settings of a route. */
    public RouteSettings route(Route route) {
        RouteSettings settings = routes.get(route);
        if (settings == null) {
            throw new IllegalStateException("no settings of route " + route);
        }
        return settings;
    }

    /** The routes whose source topics are read, in the order of the table of routes. */
    public List<Route> enabledRoutes() {
        return Stream.of(Route.values()).filter(route -> route(route).enabled()).toList();
    }

    /** The lanes of all enabled routes. */
    public int enabledLanes() {
        return enabledRoutes().stream().mapToInt(route -> route(route).lanes()).sum();
    }

    /** The source topics of the enabled routes. */
    public List<String> sourceTopics() {
        return enabledRoutes().stream().map(route -> route(route).topic()).toList();
    }

    /** The enabled route that reads a source topic. */
    public Optional<Route> routeOf(String sourceTopic) {
        return enabledRoutes().stream()
                .filter(route -> route(route).topic().equals(sourceTopic))
                .findFirst();
    }

    /** The topics that ingest reads: the source topics, and the topic of replays behind them. */
    public List<String> ingestTopics() {
        return Stream.concat(sourceTopics().stream(), Stream.of(topics.replays()))
                .toList();
    }

    /** The largest record on any topic of the service, in bytes. Bounds of batches follow from the largest record. */
    public int maxTopicRecordBytes() {
        return maxTopicRecordBytes(maxRecordBytes);
    }

    /** The largest source record, or encoded batch, that leaves room for our headers on every topic of the service, in bytes. */
    public int mostSourceBytes() {
        return maxTopicRecordBytes() - MOST_HEADER_BYTES;
    }

    private static int maxTopicRecordBytes(int maxRecordBytes) {
        return Math.max(maxRecordBytes * TOPIC_TIMES_RECORD, 4_000_000);
    }

    /** The consumer group of the delivery half. */
    public String deliveryGroup() {
        return applicationId + "-delivery";
    }
}
