package io.eventbatcher.service;

import io.eventbatcher.config.ConfigurationException;
import io.eventbatcher.config.Settings;
import io.eventbatcher.ingest.registry.RegistryAdmin;
import io.eventbatcher.ingest.registry.RegistryAdmin.Result;
import io.eventbatcher.ingest.registry.RegistryAdmin.State;
import io.eventbatcher.route.Route;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** Creates the topics that are missing, checks those that are there, and registers the schemas of events. */
public final class TopicProvisioner {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Settings settings;
    private final Order order;

    /**
     * What is to be done.
     *
     * @param dryRun only say what would be
     * @param replicationFactor copies of each partition; empty for the broker's default
     * @param sourcePartitions creates missing source topics with so many partitions; empty leaves them to their producers
     * @param schemas whether to register schemas
     */
    public record Order(
            boolean dryRun, Optional<Short> replicationFactor, Optional<Integer> sourcePartitions, boolean schemas) {}

    /** What came of one thing. */
    public enum Deed {
        CREATED,
        WOULD_CREATE,
        REGISTERED,
        WOULD_REGISTER,
        /** It was there, and fits. */
        OK,
        /** It is not there, and not ours to create. */
        MISSING,
        /** It is there and does not fit, or could not be done. */
        FAILED
    }

    /**
     * One line of the report.
     *
     * @param what {@code topic} or {@code schema}
     * @param name the topic's or the subject's
     * @param detail what there is; with what to do where something is wrong
     */
    public record Row(Deed deed, String what, String name, String detail) {}

    public TopicProvisioner(Settings settings, Order order) {
        this.settings = settings;
        this.order = order;
    }

    /** Does the work, topics first; what fails is a row, unless Kafka itself cannot be reached. */
    public List<Row> run() {
        List<Row> rows = new ArrayList<>();
        try (Admin admin = KafkaClients.admin(settings, PATIENCE)) {
            rows.addAll(topics(admin));
        }
        if (order.schemas()) {
            rows.addAll(schemas());
        }
        return rows;
    }

    private List<Row> topics(Admin admin) {
        List<TopicStatus> before = TopicStatus.all(admin, settings, order.replicationFactor());
        List<NewTopic> missing = new ArrayList<>();
        before.stream()
                .filter(standing -> standing.look().isEmpty())
                .forEach(standing ->
                        standing.plan().or(() -> sourcePlan(standing.name())).ifPresent(missing::add));
        Set<String> created =
                order.dryRun() || missing.isEmpty() ? Set.of() : new HashSet<>(Topics.createMissing(admin, missing));
        Set<String> wouldBe = missing.stream().map(NewTopic::name).collect(Collectors.toSet());
        List<TopicStatus> now =
                created.isEmpty() ? before : TopicStatus.all(admin, settings, order.replicationFactor());
        return now.stream().map(standing -> row(standing, created, wouldBe)).toList();
    }

    private Optional<NewTopic> sourcePlan(String name) {
        return order.sourcePartitions()
                .flatMap(partitions -> TopicPlan.sources(settings, partitions, order.replicationFactor()).stream()
                        .filter(topic -> topic.name().equals(name))
                        .findFirst());
    }

    private static Row row(TopicStatus standing, Set<String> created, Set<String> wouldBe) {
        String name = standing.name();
        if (standing.look().isEmpty()) {
            return wouldBe.contains(name)
                    ? new Row(Deed.WOULD_CREATE, "topic", name, planned(standing))
                    : new Row(Deed.MISSING, "topic", name, standing.remedy() + "; --sources N creates it here");
        }
        if (!standing.misfits().isEmpty()) {
            return new Row(
                    Deed.FAILED,
                    "topic",
                    name,
                    standing.misfits().stream()
                            .map(TopicCheck.Misfit::sentence)
                            .collect(Collectors.joining("; also ")));
        }
        return new Row(created.contains(name) ? Deed.CREATED : Deed.OK, "topic", name, standing.sizes());
    }

    private static String planned(TopicStatus standing) {
        return standing.plan()
                .map(plan -> TopicStatus.partitions(plan.numPartitions()))
                .orElse("source topic");
    }

    /** The instances of a registry share what is registered, so the first that answers will do. */
    private List<Row> schemas() {
        URI url = settings.registry().urls().stream()
                .filter(this::answers)
                .findFirst()
                .orElse(settings.registry().urls().get(0));
        try (RegistryAdmin registry = new RegistryAdmin(settings.registry(), url, PATIENCE)) {
            return settings.enabledRoutes().stream()
                    .map(route -> schema(registry, route))
                    .toList();
        } catch (ConfigurationException store) {
            return List.of(new Row(Deed.FAILED, "schema", url.toString(), String.join(" ", store.findings())));
        }
    }

    private boolean answers(URI url) {
        try (RegistryAdmin registry = new RegistryAdmin(settings.registry(), url, PATIENCE)) {
            return registry.probe().state() == State.GOOD;
        } catch (ConfigurationException store) {
            return false;
        }
    }

    private Row schema(RegistryAdmin registry, Route route) {
        String topic = settings.route(route).topic();
        String subject = RegistryAdmin.subject(topic);
        Result known = registry.lookUp(route, topic);
        return switch (known.state()) {
            case GOOD -> new Row(Deed.OK, "schema", subject, known.detail());
            case FAILED -> new Row(Deed.FAILED, "schema", subject, known.detail());
            case ABSENT -> {
                if (order.dryRun()) {
                    yield new Row(Deed.WOULD_REGISTER, "schema", subject, route.recordName());
                }
                Result registered = registry.register(route, topic);
                yield new Row(
                        registered.state() == State.GOOD ? Deed.REGISTERED : Deed.FAILED,
                        "schema",
                        subject,
                        registered.detail());
            }
        };
    }
}
