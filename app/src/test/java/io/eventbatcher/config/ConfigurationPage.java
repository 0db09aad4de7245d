package io.eventbatcher.config;

import io.eventbatcher.config.table.Key;
import io.eventbatcher.config.table.PropertyName;
import io.eventbatcher.route.Route;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Writes {@code docs/configuration.md} from the table of keys. */
final class ConfigurationPage {
    private static final String HEAD = """
        # Configuration

        <!-- Made from the keys of the records in io.eventbatcher.config: change a key there, then
             mvn -Dquick -pl app -am test -Dtest=ReferenceTest -Dsurefire.failIfNoSpecifiedTests=false -Devent-batcher.regenerate=true -->

        A YAML file, given with `--config`, and environment variables that override it. What neither gives has the default below.
        [event-batcher.example.yaml](../event-batcher.example.yaml) has every key with its default: copy it, and change what you need.

        - Everything that is wrong is told at once, with key, value, line and remedy, before anything is reached: unknown keys and
          variables, wrong types, values out of range, keys given twice, and values that contradict each other. The exit status is 2.
        - `event-batcher config` prints what is in effect and where each value is from; `event-batcher validate` also asks Kafka, the
          registry and HubSpot.
        - Durations are a whole number with a unit: `250ms`, `10s`, `5m`, `24h`, `7d`. Keys may be nested or dotted.
        - **Environment.** The variable of a key is its name in capitals, with `EVENT_BATCHER_` before it and an underscore for each dot
          and hyphen: `routes.marketing-upsert.max-bytes` is `EVENT_BATCHER_ROUTES_MARKETING_UPSERT_MAX_BYTES`. An empty variable gives
          nothing.
        - **Secrets** come from the environment only, or from a file that the environment names: `EVENT_BATCHER_HUBSPOT_TOKEN`, or
          `EVENT_BATCHER_HUBSPOT_TOKEN_FILE=/run/secrets/hubspot`. They are refused in the file, and never printed.

        """;

    private static final String PASSED_THROUGH = """
        ## Properties that are passed through

        **`kafka.properties.*`** goes to every Kafka client: `security.protocol: SASL_SSL`. Write the whole name, dots included, on one line.
        With one of Kafka Streams' prefixes (%s) a property is for that kind of client
        only; delivery reads `consumer.` and `producer.`, commands read `admin.`. Delivery keeps its own `linger.ms`, timeouts of its producer, `max.poll.records` and sizes
        of fetches, which follow from a session of 10 s, `max-record-bytes` and the heap. Names and values are checked by Kafka's own definitions.
        Two defaults are ours: `metric.reporters` is empty (`org.apache.kafka.common.metrics.JmxReporter` is Kafka's), and `enable.metrics.push` is false, because our own page has
        Kafka's metrics, and either takes a tenth of the work of a start.

        **`avro.properties.*`** goes to the class that `avro.deserializer` names, and is nothing without one.

        The variable of such a property has the name behind `EVENT_BATCHER_KAFKA_PROPERTIES_` or `EVENT_BATCHER_AVRO_PROPERTIES_`, in capitals,
        with `_` for a dot, `__` for a hyphen and `___` for an underscore: `EVENT_BATCHER_KAFKA_PROPERTIES_SASL_MECHANISM`. Properties that hold
        secrets (those whose names end in `password`, `secret`, `jaas.config`, `keystore.key`, `user.info`, `auth.token`, `credentials` or
        `api.key`) come from there, or from the file that the variable with `_FILE` behind it names:
        `EVENT_BATCHER_KAFKA_PROPERTIES_SASL_JAAS_CONFIG_FILE=/run/secrets/jaas`. A reference to a configuration provider of Kafka's, such as
        `${file:/run/secrets/kafka:password}`, may stand in the file.

        These are refused, with or without a prefix:

        """;

    private static final String TAIL = """

        ## What is checked together

        | keys | rule |
        |---|---|
        | `registry.timeout` | at most 8s: a look-up happens inside a transaction, whose timeout is 10 s |
        | `kafka.properties.commit.interval.ms` | at most 5000, for the same reason |
        | `hubspot.connect-timeout`, where given | at most the timeouts of requests |
        | `routes.<route>.linger` | at most `dedupe.window` |
        | `routes.<route>.max-bytes` | at most a record of our topics: the larger of 4,000,000 and three times `max-record-bytes` |
        | `routes.<route>.topic`, `topics.*` | every topic has one purpose |
        | `routes.behavioral.api: v3` | `max-inputs` is 1 |
        | `hubspot.auth` other than `bearer` | only where every enabled route is v3; the service warns at its start |
        | `registry.username`, `registry.password`, `registry.bearer-token` | the first two together, or the last |
        | `console.enabled` | needs `http.port`; where `http.host` is no loopback address, the service starts only with a token |
        | `console.look-token`, `console.act-token` | differ, and have 16 characters at least |
        | `console.user-header` | only with a token |
        | `registry.truststore.*`, `registry.keystore.*` | the file exists, and `registry.url` is https |
        | `kafka.properties` | `request.timeout.ms` is less than `delivery.timeout.ms` and `default.api.timeout.ms`; `heartbeat.interval.ms` less than `session.timeout.ms`; `fetch.max.wait.ms` less than `request.timeout.ms` |
        | lanes, sizes and retention | against the topics that exist: at the start, and by `validate` and `topics` |

        ## Other variables

        | environment variable | what it does |
        |---|---|
        | `EVENT_BATCHER_LOG_LEVEL` | level of our own logs: `ERROR`, `WARN`, `INFO` (the default of `run`), `DEBUG` |
        | `EVENT_BATCHER_LIBRARY_LOG_LEVEL` | level of the libraries' logs; `WARN` is the default of `run` |
        | `EVENT_BATCHER_LIBRARY_STACKS` | stack traces in the libraries' logs: `short` (the default: one line for each report) or `full` |
        | `EVENT_BATCHER_JVM` | options for the JVM, read by the launcher |
        """;

    private ConfigurationPage() {}

    static String text() {
        StringBuilder page = new StringBuilder(HEAD);
        section(page, "The instance", "");
        section(page, "Health and metrics", "http.");
        section(page, "Console", "console.");
        section(page, "Log", "log.");
        section(page, "Notifications", "notifications.");
        section(page, "Tracing", "tracing.");
        section(page, "Kafka", "kafka.");
        section(page, "Schema registry", "registry.");
        section(page, "Avro", "avro.");
        section(page, "Ingest", "ingest.");
        section(page, "HubSpot", "hubspot.");
        section(page, "Duplicates", "dedupe.");
        section(page, "Our own topics", "topics.");
        for (Route route : Route.values()) {
            section(page, "The route `" + route + "`", "routes." + route + ".");
        }
        page.append(PASSED_THROUGH.formatted(
                PropertyName.PREFIXES.stream().map(prefix -> "`" + prefix + "`").collect(Collectors.joining(", "))));
        reserved(page);
        return page.append(TAIL).toString();
    }

    private static void section(StringBuilder page, String title, String prefix) {
        page.append("## ")
                .append(title)
                .append("\n\n| key | default | type | bounds | what it decides |\n|---|---|---|---|---|\n");
        for (Key<?> key : keys(prefix)) {
            page.append("| `%s` | %s | %s | %s | %s |\n"
                    .formatted(key.name(), fallback(key), type(key), key.type().bounds(), key.purpose()));
        }
        page.append('\n');
    }

    private static List<Key<?>> keys(String prefix) {
        return Settings.TABLE.keys().stream()
                .filter(key -> prefix.isEmpty()
                        ? !key.name().contains(".")
                        : key.name().startsWith(prefix))
                .toList();
    }

    private static String fallback(Key<?> key) {
        return switch (key.fallback()) {
            case DEFAULT -> "`" + key.instead() + "`";
            case REQUIRED -> "(required)";
            case OPEN -> key.instead();
        };
    }

    private static String type(Key<?> key) {
        return key.secret()
                ? "secret: `" + key.variable() + "` or `…" + Key.FILE + "`"
                : key.type().kind();
    }

    private static void reserved(StringBuilder page) {
        Map<String, TreeSet<String>> byReason = new TreeMap<>();
        ReservedProperties.all()
                .forEach((name, reason) -> byReason.computeIfAbsent(reason, unseen -> new TreeSet<>())
                        .add("`" + name + "`"));
        page.append("| property | because |\n|---|---|\n");
        byReason.forEach((reason, names) -> page.append("| ")
                .append(String.join(", ", names))
                .append(" | ")
                .append(reason)
                .append(" |\n"));
    }
}
