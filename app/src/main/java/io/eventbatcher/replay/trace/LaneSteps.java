package io.eventbatcher.replay.trace;

import io.eventbatcher.config.Settings;
import io.eventbatcher.control.LaneState;
import io.eventbatcher.control.StateName;
import io.eventbatcher.ledger.OffsetMetadata;
import io.eventbatcher.record.Batch;
import io.eventbatcher.record.Item;
import io.eventbatcher.record.UnreadableRecordException;
import io.eventbatcher.replay.scan.ScanProgress;
import io.eventbatcher.replay.scan.ScanRange;
import io.eventbatcher.replay.scan.TopicScan;
import io.eventbatcher.route.Route;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Events in batches that are not settled, and the number of events before them in their lane. */
final class LaneSteps {
    private final Settings settings;
    private final TracedEvents events;
    private final ScanProgress progress;
    private final LaneReports reports;

    LaneSteps(Settings settings, TracedEvents events, ScanProgress progress, LaneReports reports) {
        this.settings = settings;
        this.events = events;
        this.progress = progress;
        this.reports = reports;
    }

    /** @param settled the committed offsets of delivery */
    void read(Map<TopicPartition, OffsetAndMetadata> settled) {
        for (Route route : events.routes()) {
            Map<Integer, Lane> lanes = new HashMap<>();
            String topic = settings.topics().batches(route);
            TopicScan.of(settings, topic, ScanRange.ALL, progress)
                    .forEachIfThere(entry -> lanes.computeIfAbsent(
                                    entry.partition(),
                                    lane -> new Lane(route, settled.get(new TopicPartition(topic, lane))))
                            .batch(entry));
        }
    }

    private final class Lane {
        private final Route route;
        private final long next;
        private final BitSet ahead;
        private int items;
        private int settledAhead;

        Lane(Route route, @Nullable OffsetAndMetadata at) {
            this.route = route;
            this.next = at == null ? 0 : at.offset();
            this.ahead = at == null || at.metadata().isEmpty()
                    ? new BitSet()
                    : OffsetMetadata.parse(at.metadata()).ahead();
        }

        void batch(ConsumerRecord<byte[], byte[]> entry) {
            if (entry.offset() < next || entry.value() == null) {
                return;
            }
            try {
                for (Item item : Batch.read(entry.value()).items()) {
                    int number = items++;
                    if (ahead.get(number)) {
                        settledAhead++;
                    } else {
                        events.find(item).ifPresent(event -> event.add(waiting(entry, number - settledAhead)));
                    }
                }
            } catch (UnreadableRecordException later) {
                // of a later release
            }
        }

        private Fact waiting(ConsumerRecord<byte[], byte[]> entry, int before) {
            String lane = route.label() + '/' + entry.partition();
            String batch = route.label() + '-' + entry.partition() + '-' + entry.offset();
            Optional<LaneState> state = reports.lane(route.label(), entry.partition());
            return Fact.now(
                            Step.WAITING,
                            Texts.place(entry),
                            "Waits in lane " + lane + ", in batch " + batch + ", behind " + Texts.events(before) + ". "
                                    + state.map(LaneReports::sentence).orElse("No running instance has the lane."))
                    .with("lane", lane)
                    .with("batch", batch)
                    .with("before", Integer.toString(before))
                    .with("laneState", state.map(LaneState::state).orElse(StateName.UNATTENDED.label()));
        }
    }
}
