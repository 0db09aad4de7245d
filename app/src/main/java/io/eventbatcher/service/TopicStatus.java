package io.eventbatcher.service;

import io.eventbatcher.config.Settings;
import io.eventbatcher.route.Route;
import io.eventbatcher.service.TopicCheck.Misfit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * The status of a topic that the configuration needs.
 *
 * @param plan the topic to create; empty for source topics, which producers create
 * @param existing empty if the topic does not exist
 * @param misfits the settings that do not fit; none if the topic does not exist
 * @param remedy the remedy for a missing topic, without a full stop
 */
record TopicStatus(
        String name, Optional<NewTopic> plan, Optional<ExistingTopic> existing, List<Misfit> misfits, String remedy) {

    /** Source topics, then the service's own, then existing ones of Kafka Streams; each in the order of routes. */
    static List<TopicStatus> all(Admin admin, Settings settings, Optional<Short> replicationFactor) {
        Map<String, NewTopic> own = new LinkedHashMap<>();
        TopicPlan.own(settings, replicationFactor).forEach(topic -> own.put(topic.name(), topic));
        List<String> names = new ArrayList<>(own.keySet());
        for (Route route : settings.enabledRoutes()) {
            names.add(settings.route(route).topic());
            names.add(TopicPlan.repartition(settings, route));
        }
        names.addAll(TopicPlan.ingestChangelogs(settings));
        Map<String, ExistingTopic> topics = ExistingTopic.at(admin, names);
        List<TopicStatus> all = new ArrayList<>();
        settings.enabledRoutes().forEach(route -> all.add(source(settings, route, topics)));
        own.forEach((name, topic) -> all.add(own(settings, topic, topics)));
        settings.enabledRoutes()
                .forEach(route -> repartition(settings, route, topics).ifPresent(all::add));
        TopicPlan.ingestChangelogs(settings).stream()
                .filter(topics::containsKey)
                .forEach(name -> all.add(
                        new TopicStatus(name, Optional.empty(), Optional.ofNullable(topics.get(name)), List.of(), "")));
        return withMissingPartitions(all, settings);
    }

    private static List<TopicStatus> withMissingPartitions(List<TopicStatus> all, Settings settings) {
        Map<String, Integer> sizes = new HashMap<>();
        all.forEach(status -> status.existing().ifPresent(existing -> sizes.put(status.name(), existing.partitions())));
        IngestPartitions partitions = IngestPartitions.of(settings, sizes);
        Map<String, Integer> missing = partitions.missing();
        return all.stream()
                .map(status -> {
                    Integer needed = missing.get(status.name());
                    return needed == null
                            ? status
                            : status.with(new Misfit(true, partitions.sentence(status.name(), needed)));
                })
                .toList();
    }

    private TopicStatus with(Misfit another) {
        List<Misfit> more = new ArrayList<>(misfits);
        more.add(another);
        return new TopicStatus(name, plan, existing, more, remedy);
    }

    private static TopicStatus source(Settings settings, Route route, Map<String, ExistingTopic> topics) {
        String name = settings.route(route).topic();
        Optional<ExistingTopic> existing = Optional.ofNullable(topics.get(name));
        return new TopicStatus(
                name,
                Optional.empty(),
                existing,
                existing.map(there -> TopicCheck.source(settings, name, there)).orElse(List.of()),
                "its producers create it; or name another one as routes." + route + ".topic, or set routes." + route
                        + ".enabled to false");
    }

    private static TopicStatus own(Settings settings, NewTopic topic, Map<String, ExistingTopic> topics) {
        Optional<ExistingTopic> existing = Optional.ofNullable(topics.get(topic.name()));
        return new TopicStatus(
                topic.name(),
                Optional.of(topic),
                existing,
                existing.map(there -> TopicCheck.own(settings, topic, there)).orElse(List.of()),
                "create it with 'event-batcher topics'");
    }

    private static Optional<TopicStatus> repartition(
            Settings settings, Route route, Map<String, ExistingTopic> topics) {
        String name = TopicPlan.repartition(settings, route);
        return Optional.ofNullable(topics.get(name))
                .map(existing -> new TopicStatus(
                        name,
                        Optional.empty(),
                        Optional.of(existing),
                        TopicCheck.repartition(settings, route, existing),
                        ""));
    }

    /** Partitions and copies in words; empty for a missing topic. */
    String sizes() {
        return existing.map(there -> partitions(there.partitions()) + ", " + there.replicas()
                        + (there.replicas() == 1 ? " copy" : " copies"))
                .orElse("");
    }

    /** All misfits as a clause. */
    String misfitText() {
        return misfits.stream().map(Misfit::sentence).collect(Collectors.joining("; also "));
    }

    static String partitions(int count) {
        return count + (count == 1 ? " partition" : " partitions");
    }
}
