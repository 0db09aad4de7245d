package io.eventbatcher.config;

import io.eventbatcher.config.DedupeSettings.OnConflict;
import io.eventbatcher.config.HubSpotSettings.Auth;
import io.eventbatcher.route.Route;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The table of keys, in the order of the documentation. */
final class Keys {
    private static final Pattern TOPIC_NAME = Pattern.compile("[A-Za-z0-9._-]{1,200}");
    private static final String TOPIC_RULE =
            "a name of a topic has letters, digits, dots, underscores and hyphens, at most 200 of them";
    private static final Type<String> TOPIC = new Types.Text("topic", TOPIC_NAME, TOPIC_RULE);
    private static final Type<Secret> SECRET = new Types.Hidden();
    private static final Type<Path> PATH = new Types.FilePath();

    private static final List<Key<?>> ALL = new ArrayList<>();

    static final Key<String> APPLICATION_ID = add(Key.of(
            "application-id",
            new Types.Text(
                    "name",
                    TOPIC_NAME,
                    "it becomes part of topic names: letters, digits, dots, underscores and hyphens"),
            "event-batcher",
            "Names the Streams application, the consumer groups, the transactions and the internal topics. Changing it starts from"
                    + " the beginning."));
    static final Key<String> INSTANCE = add(
            Key.open(
                    "instance",
                    new Types.Text("name", Pattern.compile("\\S.{0,199}"), "write a name of at most 200 characters"),
                    "the host's name",
                    "Names this instance among those of the application: stable over restarts, different for each running instance."));
    static final Key<Path> STATE_DIR = add(Key.of(
            "state-dir",
            PATH,
            "state",
            "Where the dedupe and buffer stores live. Losing it costs a restore from Kafka, never data."));
    static final Key<Integer> THREADS = add(Key.of(
            "threads",
            new Types.Whole(1, 64, "threads"),
            "2",
            "Stream threads of the batching half; more than there are lanes are idle."));
    static final Key<Integer> MAX_RECORD_BYTES = add(Key.of(
            "max-record-bytes",
            new Types.Whole(1_000, 100_000_000, "bytes"),
            "1048576",
            "The largest source record. The sizes of all clients and of our own topics follow from it."));

    static final Key<Duration> SHUTDOWN_TIMEOUT = add(
            Key.of(
                    "shutdown-timeout",
                    new Types.Span(Duration.ofSeconds(1), Duration.ofMinutes(10)),
                    "25s",
                    "The longest a stop may take: requests in flight are waited for and settled. What has no answer by then is sent again"
                            + " at the next start. Keep it below what the platform allows before it kills; Kubernetes allows 30s."));
    static final Key<Duration> PURGE_INTERVAL = add(Key.of(
            "purge-interval",
            new Types.Span(Duration.ofSeconds(1), Duration.ofDays(1)),
            "30s",
            "How often settled batches are deleted from the batches topics, which have no retention of their own."));

    static final Key<String> BOOTSTRAP_SERVERS = add(Key.required(
            "kafka.bootstrap-servers",
            new AddressTypes.Servers(),
            "localhost:9092",
            "The brokers to ask first; two or three are enough to find the others."));

    static final Key<List<URI>> REGISTRY_URL = add(Key.required(
            "registry.url",
            new AddressTypes.Urls(),
            "http://localhost:8081",
            "Anything that speaks Confluent's REST API. Several URLs, as a list or separated by commas, are instances of one"
                    + " registry."));
    static final Key<Duration> REGISTRY_TIMEOUT = add(
            Key.of(
                    "registry.timeout",
                    new Types.Span(Duration.ofMillis(100), Duration.ofSeconds(8)),
                    "5s",
                    "The longest one look-up may take, repetition included. It happens inside a transaction, whose timeout is 10s."));
    static final Key<String> REGISTRY_USERNAME = add(Key.open(
            "registry.username",
            new Types.Text(
                    "name", Pattern.compile("[^:\\p{Cntrl}]+"), "a user name of basic authentication has no colon"),
            "no basic authentication",
            "For basic authentication, together with registry.password."));
    static final Key<Secret> REGISTRY_PASSWORD = add(Key.open(
            "registry.password", SECRET, "none", "For basic authentication, together with registry.username."));
    static final Key<Secret> REGISTRY_BEARER_TOKEN = add(Key.open(
            "registry.bearer-token", SECRET, "none", "Instead of basic authentication: Authorization: Bearer."));
    static final StoreKeys REGISTRY_TRUSTSTORE =
            store("registry.truststore", "the JDK's own", "Certificates that prove the registry to us.");
    static final StoreKeys REGISTRY_KEYSTORE = store(
            "registry.keystore", "no client certificate", "The certificate and key that prove us to the registry.");

    static final Key<String> AVRO_DESERIALIZER = add(Key.open(
            "avro.deserializer",
            new Types.Text(
                    "class name",
                    Pattern.compile("[\\p{javaJavaIdentifierStart}][\\p{javaJavaIdentifierPart}.]*"),
                    "write the full name of a class on the class path"),
            "our own",
            "Another vendor's deserializer of Kafka's Deserializer interface, with its jar on the class path."));

    static final Key<Duration> INGEST_UNKNOWN_SCHEMA_GRACE = add(Key.of(
            "ingest.unknown-schema-grace",
            new Types.Span(Duration.ofSeconds(1), Duration.ofHours(24)),
            "60s",
            "How long the registry must go on denying a schema id before its records are dead letters: a replica that lags"
                    + " behind denies for a while what exists."));
    static final Key<Integer> INGEST_REJECTION_STREAK = add(
            Key.of(
                    "ingest.rejection-streak",
                    new Types.Whole(0, 1_000_000, "records"),
                    "1000",
                    "So many records of one source topic rejected in a row, with not one accepted between, halt it; 0 never halts."));
    static final Key<Duration> INGEST_PROBE_EVERY = add(Key.of(
            "ingest.probe-every",
            new Types.Span(Duration.ofMillis(100), Duration.ofHours(1)),
            "10s",
            "While a source topic is halted: how often some of its records are judged all the same. One that passes ends the"
                    + " halt."));
    static final Key<Integer> INGEST_PROBE_RECORDS = add(Key.of(
            "ingest.probe-records",
            new Types.Whole(1, 1_000, "records"),
            "5",
            "So many records of each partition each time; those that fail are dead letters."));

    static final Key<URI> HUBSPOT_BASE_URL = add(Key.of(
            "hubspot.base-url",
            new AddressTypes.Url(),
            "https://api.hubapi.com",
            "Where HubSpot's API is; change it for the simulator or a proxy."));
    static final Key<Secret> HUBSPOT_TOKEN = add(
            Key.open(
                    "hubspot.token",
                    SECRET,
                    "none",
                    "The private-app token or service key, without which the service does not start; with hubspot.auth hapikey the API key."));
    static final Key<Auth> HUBSPOT_AUTH = add(Key.of(
            "hubspot.auth",
            choice(Auth.BEARER, Auth.OAUTH, Auth.HAPIKEY, Auth.PRIVATE_APP_LEGACY),
            "bearer",
            "How requests prove who they are from: with hubspot.token in the header Authorization: Bearer; or, oauth, with a token"
                    + " there that is fetched as hubspot.oauth says; or, on the v3 route only and long deprecated, with"
                    + " hubspot.token as the query parameter hapikey or the header private-app-legacy."));
    static final Key<Secret> OAUTH_CLIENT_ID =
            add(Key.open("hubspot.oauth.client-id", SECRET, "none", "The public app's client id; for oauth."));
    static final Key<Secret> OAUTH_CLIENT_SECRET =
            add(Key.open("hubspot.oauth.client-secret", SECRET, "none", "The public app's client secret; for oauth."));
    static final Key<Secret> OAUTH_REFRESH_TOKEN = add(
            Key.open(
                    "hubspot.oauth.refresh-token",
                    SECRET,
                    "none",
                    "The refresh token that came with the grant of the account's owner; for oauth. A file is read anew when it changes."));
    static final Key<String> OAUTH_TOKEN_PATH = add(Key.of(
            "hubspot.oauth.token-path",
            new Types.Text("path", Pattern.compile("/[^?#\\s]*"), "a path starts with a slash and has no '?' or '#'"),
            "/oauth/2026-03/token",
            "Where tokens are fetched, below hubspot.base-url; HubSpot moves its paths."));
    static final Key<Boolean> OAUTH_WRITE_REFRESH_TOKEN = add(Key.of(
            "hubspot.oauth.write-refresh-token",
            new Types.Flag(),
            "false",
            "Whether a new refresh token replaces the content of the file that holds the first one, so that a restart knows it."
                    + " Without it a new one is kept in memory only."));
    static final Key<Duration> HUBSPOT_CONNECT_TIMEOUT = add(Key.of(
            "hubspot.connect-timeout",
            upToTenMinutes(),
            "10s",
            "The longest a new connection may take, within the request's own timeout."));
    static final Key<Duration> HUBSPOT_EVENTS_TIMEOUT = add(
            Key.of("hubspot.events-timeout", upToTenMinutes(), "30s", "The longest a behavioral request may take."));
    static final Key<Duration> HUBSPOT_MARKETING_TIMEOUT = add(Key.of(
            "hubspot.marketing-timeout",
            upToTenMinutes(),
            "2m",
            "The longest a marketing request may take: above HubSpot's own ceiling of 100 s, so that a late answer is still"
                    + " heard."));
    static final Key<String> ALREADY_ACCEPTED_PATTERN = add(Key.of(
            "hubspot.already-accepted-pattern",
            new AnswerTypes.Expression(),
            "Event with uuid \\S+ already exists",
            "A regular expression, without regard to case. A single event refused with a 400 whose message matches it, and names"
                    + " the event's uuid in what matches, was accepted before: it counts as delivered. HubSpot does not document"
                    + " its message."));
    static final Key<ZoneId> ACCOUNT_TIME_ZONE = add(Key.of(
            "hubspot.account-time-zone",
            new AnswerTypes.Zone(),
            "UTC",
            "The time zone of the HubSpot account, at whose midnight a used-up daily quota is renewed. If it is wrong, requests"
                    + " resume some hours early, in vain, or late."));
    static final Key<Duration> EXPIRE_AFTER = add(Key.of(
            "hubspot.expire-after",
            new Types.Span(Duration.ofSeconds(1), Duration.ofDays(7)),
            "10m",
            "An event that alone draws 5xx or no answer for so long, while others of its route are accepted, becomes the dead"
                    + " letter expired. While the endpoint is down nothing expires, so this only decides how long a poisonous"
                    + " event may hold up its lane."));
    static final Key<Integer> EVENTS_PER_SECOND = add(Key.of(
            "hubspot.rate.events-per-second",
            new Types.Whole(1, 100_000, "requests"),
            "1250",
            "HubSpot's limit on the behavioral path."));
    static final Key<Integer> ACCOUNT_PER_TEN_SECONDS = add(Key.of(
            "hubspot.rate.account-per-ten-seconds",
            new Types.Whole(1, 100_000, "requests"),
            "190",
            "HubSpot's limit for both marketing routes together: 100 on Free and Starter, 190 on Professional and Enterprise, 250"
                    + " with the add-on, 110 for public OAuth apps."));
    static final Key<Integer> RESERVE_PERCENT = add(Key.of(
            "hubspot.rate.reserve-percent",
            new Types.Whole(0, 90, "percent"),
            "10",
            "The part of each limit that is left to other apps of the account."));

    static final Key<Duration> HALT_PROBE_FIRST = add(Key.of(
            "hubspot.halt.probe-first",
            upToTenMinutes(),
            "5s",
            "A halted route tries one input after so long; each further time after twice as long."));
    static final Key<Duration> HALT_PROBE_MOST =
            add(Key.of("hubspot.halt.probe-most", upToTenMinutes(), "1m", "The longest time between two such tries."));
    static final Key<Integer> HALT_REJECTED_INPUTS = add(Key.of(
            "hubspot.halt.rejected-inputs",
            new Types.Whole(0, 10_000, "events"),
            "20",
            "So many events in a row rejected one by one, with none accepted between, halt their route before any of them is dead; 0"
                    + " for never."));
    static final Key<Integer> HALT_REJECTED_BATCHES = add(Key.of(
            "hubspot.halt.rejected-batches",
            new Types.Whole(1, 1_000, "batches"),
            "3",
            "They must come from so many batches."));
    static final Key<Duration> HALT_JUDGE_AFTER = add(
            Key.of(
                    "hubspot.halt.judge-after",
                    new Types.Span(Duration.ofMillis(100), Duration.ofHours(1)),
                    "30s",
                    "The longest that fewer rejections than these are held back while no other event is accepted: then they are believed."));

    static final Key<Duration> DEDUPE_WINDOW = add(
            Key.of(
                    "dedupe.window",
                    new Types.Span(Duration.ofSeconds(1), Duration.ofDays(30)),
                    "24h",
                    "How long a uuid is remembered, from its first sight on the wall clock. Disk and restore time grow with it."));
    static final Key<OnConflict> DEDUPE_ON_CONFLICT = add(Key.of(
            "dedupe.on-conflict",
            choice(OnConflict.DEAD_LETTER, OnConflict.DROP),
            "dead-letter",
            "What becomes of a known uuid with other content: a dead letter, or dropped as a duplicate, for producers that"
                    + " serialise the same event anew."));

    static final Key<String> TOPICS_BATCHES_PREFIX = add(Key.of(
            "topics.batches-prefix",
            TOPIC,
            "hubspot.batches",
            "Batches on their way to delivery; the route's label follows after a dot."));
    static final Key<String> TOPICS_DEAD_LETTERS =
            add(Key.of("topics.dead-letters", TOPIC, "hubspot.dead-letters", "Events that HubSpot will never take."));
    static final Key<String> TOPICS_REPLAYS =
            add(Key.of("topics.replays", TOPIC, "hubspot.replays", "Dead letters on their way back."));
    static final Key<String> TOPICS_RECEIPTS =
            add(Key.of("topics.receipts", TOPIC, "hubspot.receipts", "What HubSpot took, with its correlation ids."));
    static final Key<String> TOPICS_LEDGER =
            add(Key.of("topics.ledger", TOPIC, "hubspot.ledger", "The counts that must add up."));
    static final Key<String> TOPICS_RATES = add(Key.of(
            "topics.rates",
            TOPIC,
            "hubspot.rates",
            "Where the instances tell each other how much of the rate limits they need."));

    static final Key<String> TOPICS_LANES = add(Key.of(
            "topics.lanes",
            TOPIC,
            "hubspot.lanes",
            "How each lane stands, and what operators have ordered: event-batcher lanes."));

    private static final Map<Route, RouteKeys> ROUTES = routes();

    /** Sections whose keys are not ours to know. */
    static final String KAFKA_PROPERTIES = "kafka.properties";

    static final String AVRO_PROPERTIES = "avro.properties";

    /** The keys of a key store. */
    record StoreKeys(Key<Path> path, Key<String> type, Key<Secret> password) {}

    private Keys() {}

    /** Every key but those of {@link #KAFKA_PROPERTIES} and {@link #AVRO_PROPERTIES}. */
    static List<Key<?>> all() {
        return List.copyOf(ALL);
    }

    static Optional<Key<?>> named(String name) {
        return ALL.stream().filter(key -> key.name().equals(name)).findFirst();
    }

    static RouteKeys route(Route route) {
        RouteKeys keys = ROUTES.get(route);
        if (keys == null) {
            throw new IllegalStateException("no keys of route " + route);
        }
        return keys;
    }

    private static Map<Route, RouteKeys> routes() {
        Map<Route, RouteKeys> routes = new LinkedHashMap<>();
        for (Route route : Route.values()) {
            RouteKeys keys = RouteKeys.of(route, TOPIC);
            keys.all().forEach(Keys::add);
            routes.put(route, keys);
        }
        return routes;
    }

    private static StoreKeys store(String section, String absent, String purpose) {
        return new StoreKeys(
                add(Key.open(section + ".path", PATH, absent, purpose)),
                add(Key.of(
                        section + ".type",
                        new Types.Choice<>(inOrder("pkcs12", "PKCS12", "jks", "JKS")),
                        "pkcs12",
                        "The format of the file.")),
                add(Key.open(section + ".password", SECRET, "none", "Opens the file.")));
    }

    private static Map<String, String> inOrder(String one, String valueOfOne, String two, String valueOfTwo) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(one, valueOfOne);
        labels.put(two, valueOfTwo);
        return labels;
    }

    @SafeVarargs
    static <E extends Enum<E>> Type<E> choice(E... values) {
        Map<String, E> labels = new LinkedHashMap<>();
        for (E value : values) {
            labels.put(value.name().toLowerCase(Locale.ROOT).replace('_', '-'), value);
        }
        return new Types.Choice<>(labels);
    }

    private static Type<Duration> upToTenMinutes() {
        return new Types.Span(Duration.ofMillis(100), Duration.ofMinutes(10));
    }

    private static <T> Key<T> add(Key<T> key) {
        ALL.add(key);
        return key;
    }
}
