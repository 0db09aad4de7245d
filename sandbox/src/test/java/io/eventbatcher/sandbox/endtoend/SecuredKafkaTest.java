package io.eventbatcher.sandbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.broker.EmbeddedBroker;
import io.eventbatcher.sandbox.broker.GuardedListener;
import io.eventbatcher.sandbox.registry.EmbeddedRegistry;
import io.eventbatcher.sandbox.stack.Backend;
import io.eventbatcher.service.Check;
import io.eventbatcher.service.KafkaErrorMessages;
import io.eventbatcher.service.TopicPlan;
import io.eventbatcher.service.Validation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import okhttp3.tls.HeldCertificate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The service on listeners with TLS, as a user that has the rights of docs/security.md and no more. */
@SuppressWarnings("NullAway.Init") // set before all tests
class SecuredKafkaTest {
    private static final String USER = "batcher";
    private static final String PASSWORD = "s3cr3t-of-batcher";
    private static final int EVENTS = 5;

    private static Path directory;
    private static EmbeddedBroker broker;
    private static EmbeddedRegistry registry;
    private static Pipeline pipeline;
    private static Admin admin;

    @BeforeAll
    static void start(@TempDir Path temporary) throws Exception {
        directory = temporary;
        HeldCertificate authority =
                new HeldCertificate.Builder().certificateAuthority(0).build();
        write("ca", authority.certificatePem());
        certificate("server", authority, new HeldCertificate.Builder().addSubjectAlternativeName("127.0.0.1"));
        certificate(
                "expired",
                authority,
                new HeldCertificate.Builder()
                        .addSubjectAlternativeName("127.0.0.1")
                        .validityInterval(1, 2));
        certificate("elsewhere", authority, new HeldCertificate.Builder().addSubjectAlternativeName("broker.example"));
        certificate("client", authority, new HeldCertificate.Builder().commonName(USER));
        broker = EmbeddedBroker.startGuarded(List.of(
                tls(
                        "SCRAM",
                        "SASL_SSL",
                        "server",
                        Map.of(
                                "sasl.enabled.mechanisms",
                                "SCRAM-SHA-512",
                                "scram-sha-512.sasl.jaas.config",
                                "org.apache.kafka.common.security.scram.ScramLoginModule required;")),
                tls(
                        "MUTUAL",
                        "SSL",
                        "server",
                        Map.of(
                                "ssl.client.auth",
                                "required",
                                "ssl.principal.mapping.rules",
                                "RULE:^CN=([^,]+).*$/$1/")),
                tls("EXPIRED", "SSL", "expired", Map.of()),
                tls("ELSEWHERE", "SSL", "elsewhere", Map.of())));
        registry = EmbeddedRegistry.start(0);
        Backend backend = new Backend(broker.bootstrapServers(), registry.url());
        pipeline = Pipeline.create(backend, "secured", "topics.rates", "secured.rates");
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        admin.createTopics(Stream.of(Route.values())
                        .map(route -> new NewTopic(
                                TopicPlan.repartition(pipeline.settings(), route),
                                pipeline.settings().route(route).lanes(),
                                (short) 1))
                        .toList())
                .all()
                .get();
        user(USER, RightsTable.of(pipeline.settings()));
    }

    @AfterAll
    static void stop() {
        pipeline.close();
        admin.close();
        registry.close();
        broker.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SCRAM", "MUTUAL"})
    void shouldRunWithTheRightsOfTheTableAndNoMore(String listener) {
        // Given
        reach(listener, USER, PASSWORD);
        for (int i = 0; i < EVENTS; i++) {
            pipeline.sources().publish(Route.BEHAVIORAL, i % 4, SimulatorEvents.behavioral(listener + i));
            pipeline.sources().publish(Route.MARKETING_UPSERT, i % 4, SimulatorEvents.upsert(listener + i, 1));
        }
        long before = pipeline.counters(Route.BEHAVIORAL).inputsAccepted();

        // When
        pipeline.start().awaitRest();

        // Then
        List<Check> unwell = Validation.run(pipeline.settings()).stream()
                .filter(check -> !check.good())
                .toList();
        pipeline.stop();
        assertThat(pipeline.counters(Route.BEHAVIORAL).inputsAccepted()).isEqualTo(before + EVENTS);
        assertThat(unwell).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SCRAM | wr0ng-pass | the broker does not accept our login; check sasl.mechanism and sasl.jaas.config",
                "EXPIRED | | TLS with the broker failed: its certificate has expired (NotAfter: ",
                "ELSEWHERE | | TLS with the broker failed: its certificate is for another host name (",
                "NOBODY | | TLS with the broker failed: it wants a certificate of ours that it accepts ("
            })
    void shouldNameTheCauseFirst(String listener, @Nullable String password, String cause) {
        // Given
        reach(listener, USER, password == null ? "" : password);

        // When
        List<Check> checks = Validation.run(pipeline.settings());
        KafkaException start = catchThrowableOfType(KafkaException.class, pipeline::start);

        // Then
        assertThat(checks).filteredOn(check -> !check.good()).first().satisfies(check -> {
            assertThat(check.what()).isEqualTo("broker");
            assertThat(check.detail()).startsWith(cause);
        });
        assertThat(KafkaErrorMessages.explain(start, pipeline.settings())).startsWith(cause);
    }

    @Test
    void shouldNameEachMissingRight() throws Exception {
        // Given users that lack one right each; only a start can tell if Kafka Streams may create its topics
        List<AclBinding> table = RightsTable.of(pipeline.settings()).stream()
                .filter(right -> !right.entry().operation().name().equals("CREATE"))
                .toList();
        List<String> unnamed = new ArrayList<>();

        // When
        for (int i = 0; i < table.size(); i++) {
            AclBinding lacking = table.get(i);
            List<AclBinding> rest = new ArrayList<>(table);
            rest.remove(lacking);
            user("lacks-" + i, rest);
            reach("SCRAM", "lacks-" + i, PASSWORD);
            String name = lacking.pattern().name();
            if (Validation.run(pipeline.settings()).stream()
                    .filter(check -> !check.good())
                    .noneMatch(check -> (check.what() + ' ' + check.detail()).contains(' ' + name))) {
                unnamed.add(lacking.entry().operation() + " " + name);
            }
        }

        // Then
        assertThat(unnamed).isEmpty();
    }

    private static GuardedListener tls(
            String name, String protocol, String certificate, Map<String, String> properties) {
        Map<String, String> all = new HashMap<>(properties);
        all.put("ssl.keystore.type", "PEM");
        all.put("ssl.keystore.location", file(certificate));
        all.put("ssl.truststore.type", "PEM");
        all.put("ssl.truststore.location", file("ca"));
        return GuardedListener.of(name, protocol, all);
    }

    /** Configures the pipeline's clients for a listener; NOBODY is the one for certificates, without one. */
    private static void reach(String listener, String user, String password) {
        String named = listener.equals("NOBODY") ? "MUTUAL" : listener;
        Configuration configuration = pipeline.configuration();
        configuration.with("kafka.bootstrap-servers", broker.guardedServers(named));
        configuration.withKafka("security.protocol", named.equals("SCRAM") ? "SASL_SSL" : "SSL");
        configuration.withKafka("sasl.mechanism", "SCRAM-SHA-512");
        configuration.withKafka("ssl.truststore.type", "PEM");
        configuration.withKafka("ssl.truststore.location", file("ca"));
        configuration.withoutKafka("ssl.keystore.location");
        if (listener.equals("MUTUAL")) {
            configuration.withKafka("ssl.keystore.type", "PEM");
            configuration.withKafka("ssl.keystore.location", file("client"));
        }
        configuration.withVariable(
                "EVENT_BATCHER_KAFKA_PROPERTIES_SASL_JAAS_CONFIG",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + user + "\" password=\""
                        + password + "\";");
    }

    private static void user(String name, List<AclBinding> rights) throws Exception {
        admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                        name, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), PASSWORD)))
                .all()
                .get();
        List<AclBinding> granted = RightsTable.granted(rights, name);
        admin.createAcls(granted).all().get();
        await().until(() ->
                new HashSet<>(admin.describeAcls(AclBindingFilter.ANY).values().get()).containsAll(granted));
    }

    private static void certificate(String name, HeldCertificate authority, HeldCertificate.Builder builder)
            throws IOException {
        HeldCertificate certificate = builder.signedBy(authority).build();
        write(name, certificate.privateKeyPkcs8Pem() + certificate.certificatePem() + authority.certificatePem());
    }

    private static void write(String name, String pem) throws IOException {
        Files.writeString(Path.of(file(name)), pem);
    }

    private static String file(String name) {
        return directory.resolve(name + ".pem").toString();
    }
}
