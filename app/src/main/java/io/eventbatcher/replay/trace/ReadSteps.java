package io.eventbatcher.replay.trace;

import io.eventbatcher.control.LaneState;
import io.eventbatcher.control.StateName;
import io.eventbatcher.record.Origin;
import io.eventbatcher.replay.resolution.Resolution;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The proof that a source record was read: the committed offset of its partition. */
final class ReadSteps {
    private final Map<TopicPartition, OffsetAndMetadata> committed;
    private final LaneReports reports;

    ReadSteps(Map<TopicPartition, OffsetAndMetadata> committed, LaneReports reports) {
        this.committed = committed;
        this.reports = reports;
    }

    void add(TracedEvent event) {
        Origin origin = event.origin();
        TopicPartition partition = new TopicPartition(origin.topic(), origin.partition());
        OffsetAndMetadata next = committed.get(partition);
        if (next != null && next.offset() > origin.offset()) {
            event.add(Fact.now(
                            Step.READ,
                            "",
                            "Batching has read " + partition.topic() + '/' + partition.partition() + " up to offset "
                                    + (next.offset() - 1) + '.')
                    .with("next", Long.toString(next.offset())));
        } else if (event.hasGoneOn()) {
            event.add(Fact.now(Step.READ, "", "Batching has read the record, for the event has gone on."));
        } else if (event.has(Step.PUBLISHED)) {
            event.add(unread(origin, next));
        }
    }

    private Fact unread(Origin origin, @Nullable OffsetAndMetadata next) {
        String before = next == null
                ? "Batching has never committed an offset of the partition."
                : Texts.count(origin.offset() - next.offset(), "record") + " before it "
                        + (origin.offset() - next.offset() == 1 ? "is" : "are") + " unread, too.";
        Optional<LaneState> source = reports.source(origin.topic(), origin.partition());
        String why = source.map(state -> " The source is " + state.state() + ": " + state.reason())
                .orElse(reports.anybodyRuns() ? "" : " No instance is running.");
        return Fact.now(Step.UNREAD, Resolution.text(origin), "The record has not been read yet. " + before + why)
                .with(
                        "state",
                        source.filter(LaneState::heldForLoss).isPresent()
                                ? StateName.HELD.label()
                                : Step.UNREAD.label());
    }
}
