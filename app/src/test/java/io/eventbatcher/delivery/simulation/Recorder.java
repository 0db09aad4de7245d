package io.eventbatcher.delivery.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventbatcher.control.LaneState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/** Writes down what a run does: numbers for people, and a checksum that shows any difference. */
final class Recorder implements Observer {
    private static final Duration LOOKS_EVERY = Duration.ofMillis(250);

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Simulation simulation;
    private final CRC32 checksum = new CRC32();
    private final List<Duration> requests = new ArrayList<>();
    private final List<Duration> arrivals = new ArrayList<>();
    private final List<Duration> takes = new ArrayList<>();
    private final List<Duration> deliveries = new ArrayList<>();
    private final Map<String, Integer> answers = new TreeMap<>();
    private final Map<String, String> states = new TreeMap<>();
    private final List<String> changes = new ArrayList<>();
    private int divided;
    private int again;

    Recorder(Simulation simulation) {
        this.simulation = simulation;
        simulation.observers().add(this);
        look();
    }

    private void trace(String what, Object who) {
        String line = simulation.time().nanos() + " " + what + " " + who + "\n";
        checksum.update(line.getBytes(UTF_8));
    }

    @Override
    public void sent(SentRequest request) {
        requests.add(simulation.elapsed());
        if (request.events().anyMatch(event -> event.timesTaken() > 0)) {
            again++;
        }
        trace(
                "sent",
                request.instance() + " "
                        + request.events().map(SimulatedEvent::id).toList());
    }

    @Override
    public void arrived(SentRequest request, Reply reply) {
        arrivals.add(simulation.elapsed());
        answers.merge(reply.label(), 1, Integer::sum);
        if (!reply.taken().isEmpty()) {
            takes.add(simulation.elapsed());
        }
        if ((reply.status() == 400 || reply.status() == 409) && request.inputs().size() > 1) {
            divided++;
        }
    }

    @Override
    public void answered(SentRequest request, Reply reply) {
        trace("answered", reply.label());
    }

    @Override
    public void committed(SimulatedKafka.Transaction transaction) {
        trace(
                "committed",
                new TreeMap<>(transaction.offsets.entrySet().stream()
                        .collect(Collectors.toMap(each -> each.getKey().toString(), Map.Entry::getValue))));
        int settled = simulation.workload().settlements().getOrDefault(SimulatedEvent.DELIVERED, 0);
        while (deliveries.size() < settled) {
            deliveries.add(simulation.elapsed());
        }
    }

    /** Notes how routes stand, for as long as somebody looks. */
    private void look() {
        Map<String, String> now = simulation
                .running()
                .flatMap(SimulatedInstance::lanes)
                .collect(Collectors.groupingBy(
                        LaneState::route,
                        TreeMap::new,
                        Collectors.mapping(
                                LaneState::state,
                                Collectors.collectingAndThen(
                                        Collectors.toSet(),
                                        some -> some.stream().sorted().collect(Collectors.joining(" and "))))));
        now.forEach((route, state) -> {
            if (!state.equals(states.getOrDefault(route, "open"))) {
                changes.add(text(simulation.elapsed()) + " " + route + " is " + state);
            }
            states.put(route, state);
        });
        simulation.time().after(LOOKS_EVERY, this::look);
    }

    int requests() {
        return requests.size();
    }

    /** Answers by status. */
    String answers() {
        return joined(answers);
    }

    /** Requests of several inputs that HubSpot refused. */
    int divided() {
        return divided;
    }

    /** Requests with something that HubSpot had taken before. */
    int again() {
        return again;
    }

    /** The most requests that reached HubSpot within a second. */
    int mostInASecond() {
        int most = 0;
        int first = 0;
        for (int last = 0; last < arrivals.size(); last++) {
            while (arrivals.get(last).minus(arrivals.get(first)).compareTo(SECOND) >= 0) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }

    long delivered() {
        return deliveries.size();
    }

    String deadLetters() {
        Map<String, Integer> dead = new TreeMap<>(simulation.workload().settlements());
        dead.remove(SimulatedEvent.DELIVERED);
        return joined(dead);
    }

    private static String joined(Map<String, Integer> counts) {
        return counts.isEmpty()
                ? "–"
                : counts.entrySet().stream()
                        .map(each -> each.getValue() + " × " + each.getKey())
                        .collect(Collectors.joining(", "));
    }

    /** When HubSpot took something for the first time after this. */
    String firstTakenAfter(Duration cure) {
        return takes.stream()
                .filter(at -> at.compareTo(cure) >= 0)
                .findFirst()
                .map(at -> text(at.minus(cure)))
                .orElse("never");
    }

    /** The longest time between two requests that HubSpot took. */
    String largestGap() {
        Duration largest = Duration.ZERO;
        for (int i = 1; i < takes.size(); i++) {
            Duration gap = takes.get(i).minus(takes.get(i - 1));
            largest = gap.compareTo(largest) > 0 ? gap : largest;
        }
        return text(largest);
    }

    String lastDelivery() {
        return deliveries.isEmpty() ? "never" : text(deliveries.get(deliveries.size() - 1));
    }

    String requestsByMinute() {
        return byMinute(requests);
    }

    String deliveriesByMinute() {
        return byMinute(deliveries);
    }

    private String byMinute(List<Duration> times) {
        long minutes = simulation.elapsed().toMinutes();
        long[] counts = new long[(int) minutes + 1];
        times.forEach(time -> counts[(int) time.toMinutes()]++);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < minutes; i++) {
            text.append(i == 0 ? "" : " ").append(counts[i]);
        }
        return text.toString();
    }

    /** The states that the routes went through. */
    List<String> changes() {
        return changes;
    }

    String checksum() {
        return "%08x".formatted(checksum.getValue());
    }

    /** A time in seconds, such as {@code 83.250 s}. */
    static String text(Duration time) {
        return "%d.%03d s".formatted(time.toSeconds(), time.toMillisPart());
    }
}
