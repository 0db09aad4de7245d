package io.eventbatcher.service;

import io.eventbatcher.config.Settings;
import io.eventbatcher.route.Route;
import io.eventbatcher.service.TopicCheck.Misfit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * How a topic that the configuration needs stands.
 *
 * @param plan what would be created; empty for the producers' source topics
 * @param look empty when it does not exist
 * @param misfits what does not fit; none when it does not exist
 * @param remedy what to do when it does not exist, without a full stop
 */
record TopicStatus(
        String name, Optional<NewTopic> plan, Optional<ExistingTopic> look, List<Misfit> misfits, String remedy) {

    /** Source topics first, then our own, then those of Kafka Streams that exist; each in the table's order. */
    static List<TopicStatus> all(Admin admin, Settings settings, Optional<Short> replicationFactor) {
        Map<String, NewTopic> own = new LinkedHashMap<>();
        TopicPlan.own(settings, replicationFactor).forEach(topic -> own.put(topic.name(), topic));
        List<String> names = new ArrayList<>(own.keySet());
        for (Route route : settings.enabledRoutes()) {
            names.add(settings.route(route).topic());
            names.add(TopicPlan.repartition(settings, route));
        }
        Map<String, ExistingTopic> looks = ExistingTopic.at(admin, names);
        List<TopicStatus> all = new ArrayList<>();
        settings.enabledRoutes().forEach(route -> all.add(source(settings, route, looks)));
        own.forEach((name, topic) -> all.add(own(settings, topic, looks)));
        settings.enabledRoutes()
                .forEach(route -> repartition(settings, route, looks).ifPresent(all::add));
        return all;
    }

    private static TopicStatus source(Settings settings, Route route, Map<String, ExistingTopic> looks) {
        String name = settings.route(route).topic();
        Optional<ExistingTopic> look = Optional.ofNullable(looks.get(name));
        return new TopicStatus(
                name,
                Optional.empty(),
                look,
                look.map(there -> TopicCheck.source(settings, name, there)).orElse(List.of()),
                "its producers create it; or name another one as routes." + route + ".topic, or set routes." + route
                        + ".enabled to false");
    }

    private static TopicStatus own(Settings settings, NewTopic topic, Map<String, ExistingTopic> looks) {
        Optional<ExistingTopic> look = Optional.ofNullable(looks.get(topic.name()));
        return new TopicStatus(
                topic.name(),
                Optional.of(topic),
                look,
                look.map(there -> TopicCheck.own(settings, topic, there)).orElse(List.of()),
                "create it with 'event-batcher topics'");
    }

    private static Optional<TopicStatus> repartition(Settings settings, Route route, Map<String, ExistingTopic> looks) {
        String name = TopicPlan.repartition(settings, route);
        return Optional.ofNullable(looks.get(name))
                .map(look -> new TopicStatus(
                        name, Optional.empty(), Optional.of(look), TopicCheck.repartition(settings, route, look), ""));
    }

    boolean ours() {
        return plan.isPresent();
    }

    /** Its size in words; only of one that exists. */
    String sizes() {
        return look.map(there -> partitions(there.partitions()) + ", " + there.replicas()
                        + (there.replicas() == 1 ? " copy" : " copies"))
                .orElse("");
    }

    static String partitions(int count) {
        return count + (count == 1 ? " partition" : " partitions");
    }
}
