package io.eventbatcher.service;

import io.eventbatcher.config.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthorizationException;

/** Checks the broker and the topics, and changes nothing. */
final class KafkaChecks {
    private static final String BROKER = "broker";

    /** A second look, at a broker that accepts connections and is slow. */
    private static final Duration MORE_PATIENCE = Duration.ofSeconds(15);

    private final Settings settings;
    private final Duration patience;
    private final List<Check> checks = new ArrayList<>();
    private boolean timedOut;

    private KafkaChecks(Settings settings, Duration patience) {
        this.settings = settings;
        this.patience = patience;
    }

    static List<Check> run(Settings settings, Duration patience) {
        KafkaChecks first = new KafkaChecks(settings, patience);
        first.look();
        if (!first.timedOut
                || KafkaErrorMessages.BootstrapServers.listening(
                                settings.kafka().bootstrapServers())
                        .isEmpty()) {
            return first.checks;
        }
        KafkaChecks second = new KafkaChecks(settings, MORE_PATIENCE);
        second.look();
        return second.checks;
    }

    private void look() {
        try (Admin admin = KafkaClients.admin(settings, patience)) {
            broker(admin);
            TopicStatus.all(admin, settings, Optional.empty()).forEach(this::topic);
            groups(admin);
            transactions(admin);
        } catch (KafkaException | ExecutionException | TimeoutException unreachable) {
            timedOut = KafkaErrorMessages.isTimeout(unreachable);
            checks.add(Check.failed(
                    checks.isEmpty() ? BROKER : "topics", KafkaErrorMessages.explain(unreachable, settings)));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            checks.add(Check.failed(BROKER, "was not waited for"));
        }
    }

    private void broker(Admin admin) throws ExecutionException, InterruptedException, TimeoutException {
        DescribeClusterResult cluster = admin.describeCluster();
        // twice, because a client without a connection may need the whole patience to fail
        long seconds = 2 * patience.toSeconds();
        String id = cluster.clusterId().get(seconds, TimeUnit.SECONDS);
        int brokers = cluster.nodes().get(seconds, TimeUnit.SECONDS).size();
        checks.add(Check.good(BROKER, "cluster " + id + " with " + brokers + (brokers == 1 ? " broker" : " brokers")));
    }

    /** A right to read implies the right to describe; without a right at all the broker says so even of a group that does not exist yet. */
    private void groups(Admin admin) throws InterruptedException {
        for (var group : admin.describeConsumerGroups(List.of(settings.applicationId(), settings.deliveryGroup()))
                .describedGroups()
                .entrySet()) {
            denied(group.getValue(), "group " + group.getKey(), "read");
        }
    }

    /** The same for transactions; Kafka Streams' ids begin like delivery's, with the name of the application. */
    private void transactions(Admin admin) throws InterruptedException {
        String id = settings.deliveryGroup() + '-' + settings.instance();
        denied(admin.describeTransactions(List.of(id)).description(id), "transactional id " + id, "write");
    }

    private void denied(KafkaFuture<?> described, String what, String right) throws InterruptedException {
        try {
            described.get();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof AuthorizationException) {
                checks.add(Check.failed(what, "does not allow us to " + right + "; grant it to our user"));
            }
        }
    }

    private void topic(TopicStatus status) {
        String what = "topic " + status.name();
        if (status.existing().isEmpty()) {
            checks.add(Check.failed(what, "does not exist; " + status.remedy()));
        } else if (status.misfits().isEmpty()) {
            checks.add(Check.good(what, status.sizes()));
        } else {
            checks.add(Check.failed(what, status.misfitText()));
        }
    }
}
