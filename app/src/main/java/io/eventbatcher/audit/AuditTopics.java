package io.eventbatcher.audit;

import io.eventbatcher.config.Settings;
import io.eventbatcher.ledger.Account;
import io.eventbatcher.route.Route;
import io.eventbatcher.service.TopicPlan;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/** The topics between the stages of a route. */
record AuditTopics(Settings settings) {
    /** The repartition topic, between ingest and batching. */
    List<TopicPartition> regrouped(Route route) {
        return lanes(route, TopicPlan.repartition(settings, route));
    }

    /** The batches topic, between batching and delivery. */
    List<TopicPartition> batches(Route route) {
        return lanes(route, settings.topics().batches(route));
    }

    private List<TopicPartition> lanes(Route route, String topic) {
        return IntStream.range(0, settings.route(route).lanes())
                .mapToObj(lane -> new TopicPartition(topic, lane))
                .toList();
    }

    String source(Route route) {
        return settings.route(route).topic();
    }

    String replays() {
        return settings.topics().replays();
    }

    /** The name of the accounts that count replays of a route. */
    String replays(Route route) {
        return Account.nameOfReplays(replays(), route);
    }
}
