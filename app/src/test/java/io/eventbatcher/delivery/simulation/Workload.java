package io.eventbatcher.delivery.simulation;

import io.eventbatcher.record.Batch;
import io.eventbatcher.route.Route;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/** All events of a run, and the batches they came in. */
final class Workload {
    private static final String ID = "\"e";

    private final SimulatedKafka kafka;
    private final List<SimulatedEvent> events = new ArrayList<>();
    private final Map<String, Integer> settlements = new TreeMap<>();
    private final Map<TopicPartition, List<SimulatedBatch>> batches = new HashMap<>();

    /** A batch as it lies in its topic. */
    record SimulatedBatch(long offset, List<SimulatedEvent> events) {}

    Workload(SimulatedKafka kafka) {
        this.kafka = kafka;
    }

    SimulatedEvent event(Route route, int lane, String identity, SimulatedEvent.Nature nature) {
        SimulatedEvent event = new SimulatedEvent(events.size(), route, kafka.lane(route, lane), identity, nature);
        events.add(event);
        return event;
    }

    /** Hands a batch over to delivery. */
    void append(Route route, int lane, List<SimulatedEvent> some) {
        TopicPartition partition = kafka.lane(route, lane);
        Batch batch = new Batch(
                route,
                lane,
                0,
                Batch.ClosedBy.LINGER,
                some.stream().map(SimulatedEvent::item).toList());
        List<SimulatedBatch> before = batches.computeIfAbsent(partition, unseen -> new ArrayList<>());
        before.add(new SimulatedBatch(kafka.log(partition).end(), List.copyOf(some)));
        kafka.append(batch);
    }

    List<SimulatedEvent> events() {
        return events;
    }

    /** The batches of a lane, in offset order. */
    List<SimulatedBatch> batches(TopicPartition lane) {
        return batches.getOrDefault(lane, List.of());
    }

    SimulatedEvent byUuid(String uuid) {
        return event(Integer.parseInt(uuid.substring(1)));
    }

    SimulatedEvent event(int number) {
        return events.get(number);
    }

    /** The events in this input. */
    List<SimulatedEvent> in(String json) {
        return numbers(json, ID).stream().map(events::get).toList();
    }

    /** The numbers between this beginning and a quotation mark. A regular expression would take a tenth of a simulation's time. */
    static List<Integer> numbers(String json, String beginning) {
        List<Integer> found = new ArrayList<>();
        for (int at = json.indexOf(beginning); at >= 0; at = json.indexOf(beginning, at + 1)) {
            int begin = at + beginning.length();
            int end = begin;
            while (Character.isDigit(json.charAt(end))) {
                end++;
            }
            if (end > begin && json.charAt(end) == '"') {
                found.add(Integer.parseInt(json, begin, end, 10));
            }
        }
        return found;
    }

    /** @param as {@code delivered}, or the reason of its dead letter */
    void settle(SimulatedEvent event, String as) {
        event.settle(as);
        settlements.merge(as, 1, Integer::sum);
    }

    /** The numbers of events that are settled, by the way in which they are. */
    Map<String, Integer> settlements() {
        return settlements;
    }

    /** The number of events that are not settled yet. */
    int waiting() {
        return events.size()
                - settlements.values().stream().mapToInt(count -> count).sum();
    }
}
