package io.eventbatcher.config.source;

import static io.eventbatcher.config.source.SettingsFileTest.LEAST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.eventbatcher.config.ConfigurationException;
import io.eventbatcher.config.HubSpotSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Configurations that cannot work: what is said of them. */
class RefusedSettingsTest {
    private static final String PREFIX = "EVENT_BATCHER_";

    @Test
    void shouldTellEverythingThatIsWrongAtOnce() {
        // Given
        String yaml = """
            threads: 0
            threads: 2
            speed: 9
            hubspot: {rat: {}, events-timeout: fast, token: abc}
            routes: {behavioral: {lanes: many}, events: {lanes: 2}}
            kafka: {properties: {acks: 1, linger.mss: 5}}
            """;

        // When
        ConfigurationException refused = catchThrowableOfType(
                ConfigurationException.class,
                () -> SettingsFile.parse(
                        yaml, Map.of("EVENT_BATCHER_DEDUPE_WINDO", "1h", "EVENT_BATCHER_STATE_DIR", "x")));

        // Then
        assertThat(refused.findings())
                .containsExactlyInAnyOrder(
                        "threads: stands here a second time, first in line 1; remove one of them (line 2).",
                        "threads: 0 is out of range; allowed are 1 to 64 (line 1).",
                        "speed: there is no such key; known here are application-id, avro, console, dedupe, http,"
                                + " hubspot, ingest, instance, kafka, log, max-record-bytes, notifications, purge-interval,"
                                + " registry, routes, shutdown-timeout, state-dir, threads, topics, tracing (line 3).",
                        "hubspot.rat: there is no such key; did you mean hubspot.rate? (line 4).",
                        "hubspot.events-timeout: 'fast' is no duration; write a whole number and a unit: 250ms, 10s,"
                                + " 5m, 24h or 7d (line 4).",
                        "hubspot.token: a secret does not belong in the configuration file; set"
                                + " EVENT_BATCHER_HUBSPOT_TOKEN, or EVENT_BATCHER_HUBSPOT_TOKEN_FILE to a file that holds"
                                + " it (line 4).",
                        "routes.behavioral.lanes: 'many' is no whole number; allowed are 1 to 256 (line 5).",
                        "routes.events: there is no such route; the routes are behavioral, marketing-upsert,"
                                + " marketing-update (line 5).",
                        "kafka.properties.acks: is not yours to set, because exactly-once depends on it; remove it"
                                + " (line 6).",
                        "kafka.properties.linger.mss: no client of Kafka knows it; did you mean linger.ms? (line 6).",
                        "kafka.bootstrap-servers: is missing; set it, such as localhost:9092, or"
                                + " EVENT_BATCHER_KAFKA_BOOTSTRAP_SERVERS.",
                        "registry.url: is missing; set it, such as http://localhost:8081, or"
                                + " EVENT_BATCHER_REGISTRY_URL.",
                        "EVENT_BATCHER_DEDUPE_WINDO: is no setting; did you mean EVENT_BATCHER_DEDUPE_WINDOW?"
                                + " (environment).");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        # types and bounds
        threads: 1.5                                 | threads: '1.5' is no whole number
        threads: 99999999999999999999                | threads: '99999999999999999999' is no whole number
        threads: [1]                                 | threads: is a list; it takes one value: whole number, threads (line 3)
        threads:                                     | threads: has no value; give it one, or remove the line
        hubspot: 5                                   | hubspot: is a section, not a value
        routes: {behavioral: {enabled: yes}}         | routes.behavioral.enabled: 'yes' is neither true nor false
        routes: {behavioral: {max-inputs: 501}}      | routes.behavioral.max-inputs: 501 is out of range; allowed are 1 to 500
        routes: {marketing-upsert: {in-flight: 2}}   | routes.marketing-upsert.in-flight: 2 is out of range; allowed are only 1
        routes: {marketing-upsert: {api: v3}}        | routes.marketing-upsert.api: there is no such key; did you mean routes.behavioral.api?
        routes: {behavioral: {path: events}}         | routes.behavioral.path: 'events' cannot be taken; a path starts with a slash
        routes: {behavioral: {topic: a b}}           | routes.behavioral.topic: 'a b' cannot be taken; a name of a topic has letters
        lanes: 4                                     | lanes: there is no such key; did you mean topics.lanes, routes.behavioral.lanes, routes.marketing-upsert.lanes
        dedupe: {window: 0s}                         | dedupe.window: 0s is out of range; allowed are 1s to 30d
        dedupe: {on-conflict: keep}                  | dedupe.on-conflict: 'keep' is not one of the choices; allowed are dead-letter, drop
        hubspot: {base-url: api.hubapi.com}          | hubspot.base-url: 'api.hubapi.com' is no HTTP URL
        hubspot: {base-url: 'https://h/?a=1'}        | hubspot.base-url: the URL has a part behind '?'
        kafka: {bootstrap-servers: localhost}        | kafka: stands here a second time, first in line 1
        tracing: {endpoint: 'collector:4317'}        | tracing.endpoint: 'collector:4317' is no HTTP URL; write something like https://host:8081
        tracing: {endpoint: 'http://me:pass@h:4318'} | tracing.endpoint: the URL contains credentials
        tracing: {sample-percent: 0}                 | tracing.sample-percent: 0 is out of range; allowed are 1 to 100
        # contradictions
        hubspot: {connect-timeout: 40s}              | hubspot.connect-timeout: 40s is longer than hubspot.events-timeout (30s)
        dedupe: {window: 5s}                         | routes.marketing-upsert.linger: 10s is longer than dedupe.window (5s)
        routes: {behavioral: {max-bytes: 5000000}}   | routes.behavioral.max-bytes: 5000000 is more than a record on the batches topic may have (4000000, which follows from max-record-bytes); use at most that, or raise max-record-bytes to 1666667
        routes: {behavioral: {topic: a}, marketing-update: {topic: a}} | routes.marketing-update.topic: 'a' is also the topic of routes.behavioral.topic
        topics: {receipts: hubspot.ledger}           | topics.ledger: 'hubspot.ledger' is also the topic of topics.receipts
        topics: {replays: hubspot.batches.behavioral} | topics.batches-prefix: 'hubspot.batches.behavioral' is also the topic of topics.replays
        routes: {behavioral: {topic: hubspot.dead-letters}} | routes.behavioral.topic: 'hubspot.dead-letters' is also the topic of topics.dead-letters
        routes: {behavioral: {api: v3, max-inputs: 5}} | routes.behavioral.max-inputs: 5 does not go with routes.behavioral.api v3
        hubspot: {auth: hapikey}                     | hubspot.auth: hapikey is known on the v3 route only, but behavioral does not use v3; use bearer, or set routes.behavioral.api to v3
        routes: {behavioral: {enabled: false}, marketing-upsert: {enabled: false}, marketing-update: {enabled: false}} | no route is enabled
        avro: {properties: {a.b: c}}                 | avro.properties.a.b: has no effect
        console: {enabled: true}                     | console.enabled: the console stands on the HTTP port, and there is none; set http.port
        # malformed
        'threads: {'                                 | the configuration: is no YAML
        "threads: '2"                                | (line 4, column 1)
        '? [a]'                                      | the configuration: has a key that is no text
        """)
    void shouldRefuseWhatCannotWork(String yaml, String message) {
        // When
        assertThatThrownBy(() -> SettingsFile.parse(LEAST + yaml + "\n", Map.of()))
                // Then
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        isolation.level: read_uncommitted       | isolation.level: is not yours to set, because exactly-once depends on it; remove it (line 4)
        main.consumer.auto.offset.reset: latest | main.consumer.auto.offset.reset: is not yours to set, because where reading starts
        producer.transaction.timeout.ms: 60000  | producer.transaction.timeout.ms: is not yours to set
        topic.retention.ms: 1000                | topic.retention.ms: is not yours to set, because internal topics hold events
        admin.bootstrap.servers: x:1            | admin.bootstrap.servers: is not yours to set
        restore.consumer.group.id: x            | restore.consumer.group.id: is not yours to set
        security.protocl: SSL                   | security.protocl: no client of Kafka knows it; did you mean security.protocol?
        security.protocol: SLL                  | security.protocol: Kafka does not take it: Invalid value SLL
        linger.ms: soon                         | linger.ms: Kafka does not take it
        commit.interval.ms: 30000               | commit.interval.ms: 30000 is out of range; allowed are 1 to 5000
        sasl.jaas.config: hush                  | sasl.jaas.config: a secret does not belong in the configuration file; set EVENT_BATCHER_KAFKA_PROPERTIES_SASL_JAAS_CONFIG, or
        security: {protocol: SSL}               | kafka.properties.security: needs one value; write the whole name with its dots
        {heartbeat.interval.ms: 9000, session.timeout.ms: 8000} | heartbeat.interval.ms: 9000 must be less than session.timeout.ms (8000)
        {request.timeout.ms: 9000, delivery.timeout.ms: 8000} | request.timeout.ms: 9000 must be less than delivery.timeout.ms (8000)
        """)
    void shouldRefuseKafkaPropertiesThatCannotWork(String property, String message) {
        // Given
        String yaml =
                "kafka:\n  bootstrap-servers: b:1\n  properties:\n    " + property + "\nregistry: {url: 'http://r'}";
        String block = property.startsWith("{") ? yaml.replace("properties:\n    ", "properties: ") : yaml;

        // When
        assertThatThrownBy(() -> SettingsFile.parse(block, Map.of()))
                // Then
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("kafka.properties.")
                .hasMessageContaining(message)
                .hasMessageNotContaining("hush");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        REGISTRY_USERNAME=ada                             | registry.username: needs a password; set EVENT_BATCHER_REGISTRY_PASSWORD
        REGISTRY_PASSWORD=hush                            | registry.password: is given without registry.username
        REGISTRY_URL=http://ada:hush@r                    | registry.url: the URL contains credentials
        REGISTRY_URL=http://ada:hu sh@r                   | registry.url: the value is no URL
        REGISTRY_TRUSTSTORE_PASSWORD=hush                 | registry.truststore.password: is given without registry.truststore.path
        REGISTRY_TRUSTSTORE_PATH=/no/such.p12             | registry.truststore.path: the file /no/such.p12 cannot be read
        REGISTRY_KEYSTORE_TYPE=pem                        | registry.keystore.type: 'pem' is not one of the choices; allowed are pkcs12, jks
        CONSOLE_ACT_TOKEN=hush-hush                       | console: a token has at least 16 characters
        CONSOLE_USER_HEADER=X-User                        | console: user-header is believed only together with a token
        THREADS=0                                         | threads: 0 is out of range; allowed are 1 to 64 (EVENT_BATCHER_THREADS)
        HUBSPOT_TOKEN=h\u0001hush                          | hubspot.token: the value has a line break or another character that no token has
        HUBSPOT_TOKEN=Bearer hush                         | hubspot.token: the value begins with 'Bearer', which the service adds itself; give the token alone
        HUBSPOT_TOKEN="Bearer hush"                       | hubspot.token: the value begins with 'Bearer'
        HUBSPOT_TOKEN=Authorization: Bearer hush          | hubspot.token: the value begins with 'Bearer'
        HUBSPOT_TOKEN="hush"                              | hubspot.token: the value has quotation marks, which belong to no token; give the token without them
        HUBSPOT_TOKEN=hu sh                               | hubspot.token: the value has a space, which no token has; give the token alone
        REGISTRY_BEARER_TOKEN=Bearer hush                 | registry.bearer-token: the value begins with 'Bearer'
        HUBSPOT_OAUTH_CLIENT_SECRET="hush"                | hubspot.oauth.client-secret: the value has quotation marks
        HUBSPOT_OAUTH_REFRESH_TOKEN=h\u00fcsh               | hubspot.oauth.refresh-token: the value has a line break
        HUBSPOT_TOKEN_FILE=/no/such                       | EVENT_BATCHER_HUBSPOT_TOKEN_FILE: the file /no/such cannot be read
        THREADS_FILE=/x                                   | EVENT_BATCHER_THREADS_FILE: is no setting; did you mean EVENT_BATCHER_THREADS?
        KAFKA_PROPERTIES_ACKS=1                           | kafka.properties.acks: is not yours to set
        QUITE_SOMETHING_ELSE=1                            | EVENT_BATCHER_QUITE_SOMETHING_ELSE: is no setting; unset it
        """)
    void shouldRefuseWhatCannotWorkInTheEnvironment(String variable, String message) {
        // Given
        String[] parts = variable.split("=", 2);

        // When
        assertThatThrownBy(() -> SettingsFile.parse(LEAST, Map.of(PREFIX + parts[0], parts[1])))
                // Then
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("hush");
    }

    @Test
    void shouldRefuseASecretThatIsGivenTwice() {
        assertThatThrownBy(() -> SettingsFile.parse(
                        LEAST,
                        Map.of(
                                HubSpotSettings.TOKEN_VARIABLE,
                                "s3cr3t-hush",
                                HubSpotSettings.TOKEN_FILE_VARIABLE,
                                "pom.xml")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("hubspot.token: is given twice, by EVENT_BATCHER_HUBSPOT_TOKEN and by")
                .hasMessageNotContaining("hush");
    }

    @Test
    void shouldSayThatTheFileIsMissing(@TempDir Path directory) {
        Path missing = directory.resolve("no.yaml");

        assertThatThrownBy(() -> SettingsFile.read(missing, Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("no.yaml does not exist");
    }

    @Test
    void shouldSayThatTheFileIsNoText(@TempDir Path directory) throws Exception {
        Path binary = Files.write(directory.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});

        assertThatThrownBy(() -> SettingsFile.read(binary, Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("is no UTF-8 text");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# nothing",
                "",
                "---",
                "\u0001",
                "a: *b",
                "a: &a [*a]",
                "[1, 2]",
                "--- a\n--- b",
                "!!java.net.URL [x]"
            })
    void shouldFindAndNotFailWhateverTheTextIs(String yaml) {
        assertThatThrownBy(() -> SettingsFile.parse(yaml, Map.of())).isInstanceOf(ConfigurationException.class);
    }
}
