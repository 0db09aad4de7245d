package io.eventbatcher.delivery.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventbatcher.config.TopicSettings;
import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.ledger.OffsetMetadata;
import io.eventbatcher.ledger.Tally;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads each settlement as an auditor would, and marks the events that it settles. An event is settled once, in the way that HubSpot
 * has dealt with it, and the committed offsets say the same.
 */
final class SettlementCheck extends Check {
    private static final String UUID = "\"uuid\":\"u";

    private final TopicSettings topics = TopicSettings.defaults();
    private final Map<TopicPartition, Tally> tallies = new HashMap<>();
    private final Map<TopicPartition, Progress> progress = new HashMap<>();

    /** The batches of a lane that are settled whole and passed by the offset. */
    private record Progress(int batches, long offset) {}

    SettlementCheck(Simulation simulation) {
        super(simulation);
    }

    @Override
    public void committed(SimulatedKafka.Transaction transaction) {
        for (ProducerRecord<byte[], byte[]> outgoing : transaction.records) {
            if (outgoing.topic().equals(topics.receipts())) {
                receipt(new String(outgoing.value(), UTF_8));
            } else if (outgoing.topic().equals(topics.deadLetters())) {
                deadLetter(outgoing);
            }
        }
        transaction.offsets.forEach(this::offset);
        ledger(transaction);
    }

    private void receipt(String json) {
        for (int number : Workload.numbers(json, UUID)) {
            SimulatedEvent event = simulation.workload().event(number);
            require(event.timesTaken() > 0, "only what HubSpot took has a receipt", event);
            settle(event, SimulatedEvent.DELIVERED);
        }
    }

    private void deadLetter(ProducerRecord<byte[], byte[]> letter) {
        String uuid = DeadLetterHeader.UUID.in(letter.headers()).orElseThrow();
        String reason = DeadLetterHeader.REASON.in(letter.headers()).orElseThrow();
        SimulatedEvent event = simulation.workload().byUuid(uuid);
        require(Arrays.equals(letter.value(), event.source()), "a dead letter is the event as it came", event);
        require(
                reason.equals("expired") ? event.timesFailedAlone() > 0 : event.timesRefusedAlone() > 0,
                "only what HubSpot refused or failed on is dead",
                event,
                " is dead as ",
                reason);
        require(
                event.nature() != SimulatedEvent.Nature.GOOD,
                "no good event dies, however long HubSpot is at fault",
                event,
                " is dead as ",
                reason);
        settle(event, reason);
    }

    private void settle(SimulatedEvent event, String as) {
        require(!event.isSettled(), "an event is settled once", event, " is ", as, " and was ", event.settledAs());
        simulation.workload().settle(event, as);
        Tally before = tallies.getOrDefault(event.lane(), Tally.ZERO);
        boolean delivered = as.equals(SimulatedEvent.DELIVERED);
        tallies.put(event.lane(), before.plus(new Tally(1, delivered ? 1 : 0, 0, delivered ? 0 : 1)));
    }

    private void offset(TopicPartition lane, OffsetAndMetadata committed) {
        List<Workload.SimulatedBatch> batches = simulation.workload().batches(lane);
        Progress before = progress.getOrDefault(lane, new Progress(0, 0));
        require(committed.offset() >= before.offset(), "an offset never goes back", lane, " ", committed);
        int next = before.batches();
        while (next < batches.size() && batches.get(next).offset() < committed.offset()) {
            for (SimulatedEvent event : batches.get(next).events()) {
                require(event.isSettled(), "what is before the offset is settled", event, " ", committed);
            }
            next++;
        }
        progress.put(lane, new Progress(next, committed.offset()));
        OffsetMetadata expected = new OffsetMetadata(
                tallies.getOrDefault(lane, Tally.ZERO), settledAhead(batches.subList(next, batches.size())));
        require(
                expected.toJson().equals(committed.metadata()),
                "an offset's metadata says what is settled",
                lane,
                " has ",
                committed.metadata(),
                " and not ",
                expected.toJson());
    }

    private static BitSet settledAhead(List<Workload.SimulatedBatch> batches) {
        BitSet ahead = new BitSet();
        int index = 0;
        for (Workload.SimulatedBatch batch : batches) {
            for (SimulatedEvent event : batch.events()) {
                if (event.isSettled()) {
                    ahead.set(index);
                }
                index++;
            }
        }
        return ahead;
    }

    private void ledger(SimulatedKafka.Transaction transaction) {
        for (ProducerRecord<byte[], byte[]> outgoing : transaction.records) {
            if (outgoing.topic().equals(topics.ledger())) {
                Tally tally = Tally.parse(outgoing.value());
                String account = new String(outgoing.key(), UTF_8);
                boolean known = tallies.entrySet().stream()
                        .anyMatch(each -> account.equals(account(each.getKey())) && tally.equals(each.getValue()));
                require(known, "the ledger says what is settled", account, " ", tally);
            }
        }
    }

    private String account(TopicPartition lane) {
        String route = lane.topic().substring(topics.batchesPrefix().length() + 1);
        return "delivery/" + route + "/" + lane.partition();
    }
}
