package io.eventbatcher.batching;

import io.eventbatcher.batching.position.PartitionPositions;
import io.eventbatcher.batching.source.SourceRejectionGuard;
import io.eventbatcher.batching.streams.ThreadDeaths;
import io.eventbatcher.control.LaneCause;
import io.eventbatcher.control.LaneState;
import io.eventbatcher.control.Stage;
import io.eventbatcher.control.StateName;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The states of batching for operators: all that keeps records of source topics, or lanes, waiting. Safe for any thread. */
record BatchingStates(
        SourceRejectionGuard guard,
        PartitionPositions positions,
        ThreadDeaths deaths,
        RestorationStates restoring,
        List<String> sources) {

    List<LaneState> of(String instance, Instant now) {
        return Stream.of(
                        guard.halted(instance, now),
                        positions.held(instance, now),
                        dying(instance, now),
                        restoring.of(instance, now))
                .flatMap(List::stream)
                .toList();
    }

    private List<LaneState> dying(String instance, Instant now) {
        return deaths.trouble()
                .map(trouble -> sources.stream()
                        .map(topic -> LaneState.ofSource(instance, topic, deadly(trouble, now), now))
                        .toList())
                .orElse(List.of());
    }

    private LaneCause deadly(String trouble, Instant now) {
        return new LaneCause(
                Stage.INGEST,
                StateName.HALTED,
                "Records wait, because " + trouble + ".",
                now.minus(deaths.lasted()),
                null);
    }
}
