package io.eventbatcher.sandbox.demo;

import io.eventbatcher.sandbox.simulator.api.Endpoint;
import io.eventbatcher.sandbox.simulator.journal.AcceptedInput;
import io.eventbatcher.sandbox.simulator.journal.Journal;
import java.util.HashMap;
import java.util.Map;

/**
 * Compares the sequence numbers of each marketing event with the numbers taken by the simulator. The numbers must rise strictly and end
 * with the last; the receipts must show each missing number as merged into a later event.
 */
final class MarketingCheck {
    private final Map<String, Taken> taken = new HashMap<>();

    private MarketingCheck() {}

    /** The sequence numbers of one marketing event that the simulator took. */
    private static final class Taken {
        private int last;
        private int distinct;
        private int repeated;
        private int backwards;

        void add(int sequence) {
            if (sequence > last) {
                last = sequence;
                distinct++;
            } else if (sequence == last) {
                repeated++;
            } else {
                backwards++;
            }
        }
    }

    /**
     * Compares.
     *
     * @param lastSequences the last sequence number of each identity; all from 1 on were published
     * @param merged events of each identity that were sent as part of a later event's input
     */
    static DeliveryFindings of(
            Journal journal, Endpoint endpoint, Map<String, Integer> lastSequences, Map<String, Long> merged) {
        MarketingCheck check = new MarketingCheck();
        journal.forEachInput(endpoint, check::take);
        return check.findings(lastSequences, merged);
    }

    private void take(AcceptedInput input) {
        int sequence = input.tracked().isEmpty() ? 0 : Integer.parseInt(input.tracked());
        taken.computeIfAbsent(input.identity(), identity -> new Taken()).add(sequence);
    }

    private DeliveryFindings findings(Map<String, Integer> lastSequences, Map<String, Long> merged) {
        long delivered = 0;
        long lost = 0;
        for (Map.Entry<String, Integer> expected : lastSequences.entrySet()) {
            Taken of = taken.getOrDefault(expected.getKey(), new Taken());
            long missing = (long) expected.getValue() - of.distinct;
            // A merged event was sent with a later event; without the last event, events merged into it are missing,
            // too.
            long explained =
                    of.last == expected.getValue() ? Math.min(missing, merged.getOrDefault(expected.getKey(), 0L)) : 0;
            delivered += of.distinct + explained;
            lost += missing - explained;
        }
        long unexpected = taken.keySet().stream()
                .filter(identity -> !lastSequences.containsKey(identity))
                .count();
        return new DeliveryFindings(
                delivered,
                lost,
                taken.values().stream().mapToLong(of -> of.repeated).sum(),
                taken.values().stream().mapToLong(of -> of.backwards).sum(),
                unexpected);
    }
}
