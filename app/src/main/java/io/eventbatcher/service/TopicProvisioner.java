package io.eventbatcher.service;

import io.eventbatcher.config.Settings;
import io.eventbatcher.service.ProvisionResult.Action;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** Creates missing topics, checks existing topics, and registers the schemas of events. */
public final class TopicProvisioner {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Settings settings;
    private final Options options;

    /**
     * The work to do.
     *
     * @param dryRun reports the work without doing anything
     * @param replicationFactor copies of each partition; empty for the broker's default
     * @param sourcePartitions partitions of source topics to create; empty leaves source topics to producers
     * @param schemas true to register schemas
     */
    public record Options(
            boolean dryRun, Optional<Short> replicationFactor, Optional<Integer> sourcePartitions, boolean schemas) {}

    public TopicProvisioner(Settings settings, Options options) {
        this.settings = settings;
        this.options = options;
    }

    /**
     * Does the work, topics first. Each failure is a result.
     *
     * @throws org.apache.kafka.common.KafkaException if Kafka cannot be reached
     */
    public List<ProvisionResult> run() {
        List<ProvisionResult> results = new ArrayList<>();
        try (Admin admin = KafkaClients.admin(settings, PATIENCE)) {
            results.addAll(topics(admin));
        }
        if (options.schemas()) {
            results.addAll(new SchemaProvisioner(settings, options.dryRun(), PATIENCE).run());
        }
        return results;
    }

    private List<ProvisionResult> topics(Admin admin) {
        Map<String, Integer> grown = options.dryRun() ? Map.of() : IngestPartitions.growIfAllowed(admin, settings);
        List<TopicStatus> before = TopicStatus.all(admin, settings, options.replicationFactor());
        List<NewTopic> missing = before.stream()
                .filter(status -> status.existing().isEmpty())
                .flatMap(status -> status.plan().or(() -> sourcePlan(status.name())).stream())
                .toList();
        Set<String> created =
                options.dryRun() || missing.isEmpty() ? Set.of() : new HashSet<>(Topics.createMissing(admin, missing));
        Set<String> wouldBe = missing.stream().map(NewTopic::name).collect(Collectors.toSet());
        List<TopicStatus> now =
                created.isEmpty() ? before : TopicStatus.all(admin, settings, options.replicationFactor());
        return now.stream()
                .map(status -> grown.containsKey(status.name())
                        ? result(Action.CREATED, status.name(), "more partitions: " + status.sizes())
                        : result(status, created, wouldBe))
                .toList();
    }

    private Optional<NewTopic> sourcePlan(String name) {
        return options.sourcePartitions()
                .flatMap(partitions -> TopicPlan.sources(settings, partitions, options.replicationFactor()).stream()
                        .filter(topic -> topic.name().equals(name))
                        .findFirst());
    }

    private static ProvisionResult result(TopicStatus status, Set<String> created, Set<String> wouldBe) {
        String name = status.name();
        if (status.existing().isEmpty()) {
            return wouldBe.contains(name)
                    ? result(Action.WOULD_CREATE, name, planned(status))
                    : result(Action.MISSING, name, status.remedy() + "; --sources N creates it here");
        }
        if (!status.misfits().isEmpty()) {
            return result(Action.FAILED, name, status.misfitText());
        }
        return result(created.contains(name) ? Action.CREATED : Action.OK, name, status.sizes());
    }

    private static String planned(TopicStatus status) {
        return status.plan()
                .map(plan -> TopicStatus.partitions(plan.numPartitions()))
                .orElse("source topic");
    }

    private static ProvisionResult result(Action action, String name, String detail) {
        return new ProvisionResult(action, ProvisionResult.TOPIC, name, detail);
    }
}
