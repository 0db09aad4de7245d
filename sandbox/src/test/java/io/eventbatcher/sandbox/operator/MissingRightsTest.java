package io.eventbatcher.sandbox.operator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbatcher.deadletter.Reason;
import io.eventbatcher.replay.resolution.Resolution;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.broker.EmbeddedBroker;
import io.eventbatcher.sandbox.registry.EmbeddedRegistry;
import io.eventbatcher.sandbox.stack.Backend;
import io.eventbatcher.sandbox.stack.TopicReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.security.plain.PlainLoginModule;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Users of a broker with access control lists: one has all rights that docs/dead-letters.md names, each other user lacks one of them. */
@SuppressWarnings("NullAway.Init") // set before all tests
class MissingRightsTest {
    private static final String NAME = "guarded";
    private static final String ADA = "ada";

    private static EmbeddedBroker broker;
    private static EmbeddedRegistry registry;
    private static Admin admin;
    private static DeadLettersWorld world;
    private static Path directory;
    private static String letter;

    /** A right that commands need. */
    private enum Right {
        READ_LETTERS(ResourceType.TOPIC, NAME + ".dead-letters", AclOperation.READ),
        READ_RESOLUTIONS(ResourceType.TOPIC, NAME + ".resolutions", AclOperation.READ),
        READ_REPLAYS(ResourceType.TOPIC, NAME + ".replays", AclOperation.READ),
        READ_RECEIPTS(ResourceType.TOPIC, NAME + ".receipts", AclOperation.READ),
        READ_LANES(ResourceType.TOPIC, NAME + ".lanes", AclOperation.READ),
        READ_BATCHES(ResourceType.TOPIC, NAME + ".batches", AclOperation.READ),
        READ_INTERNAL(ResourceType.TOPIC, NAME + '-', AclOperation.READ),
        READ_SOURCES(ResourceType.TOPIC, "hubspot.", AclOperation.READ),
        READ_OLD_SOURCE(ResourceType.TOPIC, "reading-letters.orders", AclOperation.READ),
        WRITE_REPLAYS(ResourceType.TOPIC, NAME + ".replays", AclOperation.WRITE),
        WRITE_RESOLUTIONS(ResourceType.TOPIC, NAME + ".resolutions", AclOperation.WRITE),
        TRANSACTIONAL_ID(ResourceType.TRANSACTIONAL_ID, NAME + "-replay-", AclOperation.WRITE),
        GROUPS(ResourceType.GROUP, NAME, AclOperation.DESCRIBE);

        private final ResourceType type;
        private final String prefix;
        private final AclOperation operation;

        Right(ResourceType type, String prefix, AclOperation operation) {
            this.type = type;
            this.prefix = prefix;
            this.operation = operation;
        }

        AclBinding of(String user) {
            return new AclBinding(
                    new ResourcePattern(type, prefix, PatternType.PREFIXED),
                    new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW));
        }

        String userWithout() {
            return "without-" + name().toLowerCase(Locale.ROOT);
        }
    }

    @BeforeAll
    static void start(@TempDir Path temporary) throws Exception {
        directory = temporary;
        Map<String, String> passwords = new HashMap<>(Map.of(ADA, password(ADA)));
        List<AclBinding> granted = new ArrayList<>();
        for (Right lacking : Right.values()) {
            passwords.put(lacking.userWithout(), password(lacking.userWithout()));
            EnumSet.complementOf(EnumSet.of(lacking)).forEach(right -> granted.add(right.of(lacking.userWithout())));
            granted.add(lacking.of(ADA));
        }
        broker = EmbeddedBroker.startGuarded(passwords);
        registry = EmbeddedRegistry.start(0);
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        world = new DeadLettersWorld(temporary, NAME, new Backend(broker.bootstrapServers(), registry.url()));
        grant(granted);
        letter = world.letter(100, 0, Reason.REJECTED, "No such definition.");
        world.letter(101, 0, Reason.NOT_FOUND, "Nobody knows it.");
        world.letter(102, 0, Reason.EXPIRED, "It took too long.");
        world.mark(102, 0, Resolution.REPLAYED);
    }

    @AfterAll
    static void close() {
        Configuration.setConfiguration(null);
        world.close();
        admin.close();
        registry.close();
        broker.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "READ_LETTERS | dead-letters summary | letters cannot be read: the broker does not allow it (topic guarded.dead-letters)",
                "READ_RESOLUTIONS | dead-letters list | letters cannot be read: the broker does not allow it (topic guarded.resolutions)",
                "READ_REPLAYS | dead-letters show LETTER | letters cannot be read: the broker does not allow it (topic guarded.replays)",
                "READ_RECEIPTS | dead-letters list --state delivered | cannot be read: the broker does not allow it (topic guarded.receipts)",
                "WRITE_REPLAYS | dead-letters replay --reason rejected --yes | stopped: the broker does not allow it (to write topic guarded.replays)",
                "WRITE_RESOLUTIONS | dead-letters replay --reason rejected --yes | Nothing was sent: the broker does not allow it (to write topic guarded.resolutions)",
                "TRANSACTIONAL_ID | dead-letters replay --reason rejected --yes | Nothing was sent: the broker does not allow it (to write and describe the transactional id guarded-replay-20",
                "READ_LANES | dead-letters replay --reason rejected --yes | Nothing was changed: the broker does not allow it (topic guarded.lanes)",
                "WRITE_RESOLUTIONS | dead-letters discard --reason rejected --why x --yes | Not all letters are marked: the broker does not allow it (to write topic guarded.resolutions)",
                "TRANSACTIONAL_ID | dead-letters discard --reason rejected --why x --yes | Not all letters are marked: the broker does not allow it (to write and describe the transactional id guarded-replay-20",
                "READ_SOURCES | event u-100 | topics cannot be read: the broker does not allow it (topic hubspot.",
                "READ_BATCHES | event u-100 | topics cannot be read: the broker does not allow it (topic guarded.batches.",
                "READ_INTERNAL | event u-100 | topics cannot be read: the broker does not allow it (topic guarded-",
                "GROUPS | event u-100 | topics cannot be read: the broker does not allow it (to describe group guarded)"
            })
    void shouldNameTheRightThatLacksAndChangeNothing(Right lacking, String command, String sentence)
            throws IOException {
        // Given
        world.runs(Route.BEHAVIORAL);

        // When
        Invocation denied = as(lacking.userWithout(), password(lacking.userWithout()), command);

        // Then
        assertThat(denied.status()).as(denied.out()).isEqualTo(1);
        assertThat(denied.out())
                .contains(sentence, "; grant it to our user.")
                .doesNotContain("Exception", password(lacking.userWithout()));
        assertThat(replays()).doesNotContain(DeadLettersWorld.id(100, 0).toString());
        assertThat(world.run("list", "--state", "open", "--reason", "rejected", "--json")
                        .json())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dead-letters summary",
                "dead-letters replay --reason rejected --yes",
                "dead-letters discard --reason rejected --why x --yes",
                "event u-100"
            })
    void shouldSayThatThePasswordIsWrong(String command) throws IOException {
        // When
        Invocation refused = as(ADA, "wr0ng-pass", command);

        // Then
        assertThat(refused.status()).as(refused.out()).isEqualTo(1);
        assertThat(refused.out())
                .contains(
                        "cannot be read: the broker does not accept our login; check sasl.mechanism and sasl.jaas.config")
                .doesNotContain("Exception", "wr0ng-pass");
    }

    @Test
    void shouldGoOnWithTheRunWhenSomebodyHasTheRight() throws Exception {
        // Given
        String user = Right.WRITE_REPLAYS.userWithout();
        world.runs(Route.BEHAVIORAL);
        Invocation denied = as(user, password(user), "dead-letters replay --reason not-found --yes --wait 1s");
        String run = denied.out().replaceAll("(?s).*Run (\\S+) stopped: .*", "$1");

        // When
        Invocation resumed = as(ADA, password(ADA), "dead-letters replays resume " + run + " --yes");
        Invocation again = as(ADA, password(ADA), "dead-letters replay --reason not-found --yes");

        // Then
        assertThat(denied.out())
                .contains("'event-batcher dead-letters replays resume " + run + " --config FILE' goes on");
        assertThat(resumed.out()).contains("Run " + run + " is done.");
        assertThat(again.out()).contains("0 events to replay.");
        assertThat(replays()).containsOnlyOnce(DeadLettersWorld.id(101, 0).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dead-letters summary",
                "dead-letters list --state delivered",
                "dead-letters show LETTER",
                "event u-100",
                "dead-letters discard --reason expired --state open --why x --yes --dry-run"
            })
    void shouldNeedNoFurtherRight(String command) throws IOException {
        // When
        Invocation allowed = as(ADA, password(ADA), command);

        // Then
        assertThat(allowed.status()).as(allowed.out()).isZero();
    }

    private static Invocation as(String user, String password, String command) throws IOException {
        String open = "{bootstrap-servers: '" + broker.bootstrapServers() + "'}";
        String guarded = "{bootstrap-servers: '" + broker.guardedServers()
                + "', properties: {security.protocol: SASL_PLAINTEXT, sasl.mechanism: PLAIN}}";
        Path file = Files.writeString(
                directory.resolve(user + ".yaml"), world.configuration().replace(open, guarded));
        List<String> arguments =
                new ArrayList<>(Arrays.asList(command.replace("LETTER", letter).split(" ", -1)));
        arguments.addAll(List.of("--config", file.toString()));
        Configuration.setConfiguration(new Login(user, password));
        return Invocation.here(arguments.toArray(String[]::new));
    }

    /** The login of all Kafka clients of this JVM: a password does not belong in the file, and this JVM's environment is fixed. */
    private static final class Login extends Configuration {
        private final Map<String, String> credentials;

        Login(String user, String password) {
            this.credentials = Map.of("username", user, "password", password);
        }

        @Override
        public AppConfigurationEntry @Nullable [] getAppConfigurationEntry(String name) {
            return name.equals("KafkaClient")
                    ? new AppConfigurationEntry[] {
                        new AppConfigurationEntry(
                                PlainLoginModule.class.getName(), LoginModuleControlFlag.REQUIRED, credentials)
                    }
                    : null;
        }
    }

    private static String password(String user) {
        return "s3cr3t-of-" + user;
    }

    /** The broker's answers tell when its authorizer has the rights. */
    private static void grant(List<AclBinding> rights) throws Exception {
        admin.createAcls(rights).all().get();
        await().until(() -> Set.copyOf(
                        admin.describeAcls(AclBindingFilter.ANY).values().get())
                .containsAll(rights));
    }

    /** The ids of the letters that were replayed. */
    private static List<String> replays() {
        return TopicReader.all(
                        broker.bootstrapServers(), world.settings().topics().replays())
                .stream()
                .map(replay ->
                        new String(replay.headers().lastHeader("dlq.replay-id").value(), UTF_8))
                .toList();
    }
}
