package io.eventbatcher.sandbox.torture.traffic;

import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.stack.SourceOffset;
import io.eventbatcher.sandbox.torture.evidence.Replay;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A dead letter that waits for its operator. */
public record WaitingLetter(
        String id,
        Route route,
        SourceOffset origin,
        String reason,
        ReplayPlan plan,
        ConsumerRecord<byte[], byte[]> entry) {

    /** @param edited the event's new name or organizer; empty for none */
    public Replay replay(Replay.Way way, String edited, boolean carriedOut) {
        return new Replay(route, id, origin, way, plan.end().orElseThrow(), edited, carriedOut);
    }
}
