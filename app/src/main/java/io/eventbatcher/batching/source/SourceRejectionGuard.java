package io.eventbatcher.batching.source;

import io.eventbatcher.control.LaneState;
import io.eventbatcher.ingest.IngestPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/**
 * Keeps a systemic fault (a wrong registry, a wrong topic, a limit that was misread) from draining a source topic into the dead letters.
 * A topic halts after a run of rejected records, in all tasks of the instance, with no accepted record between. A few records of each
 * partition are still tried now and then; the first accepted record ends the halt.
 *
 * <p>The bound is a count and not a time, because a fast topic would be drained within any useful time. A restart forgets the halt and
 * costs one more run. Safe for use by several threads.
 */
public final class SourceRejectionGuard {
    private final IngestPolicy policy;
    private final Map<String, RejectionStreak> streaks = new ConcurrentHashMap<>();

    public SourceRejectionGuard(IngestPolicy policy) {
        this.policy = policy;
    }

    /** True if the partition's next record may be ingested at the time (milliseconds since the epoch). */
    boolean mayIngest(TopicPartition partition, long now) {
        RejectionStreak streak = streaks.get(partition.topic());
        return streak == null || streak.mayIngest(partition.partition(), now);
    }

    void accepted(String topic) {
        RejectionStreak streak = streaks.get(topic);
        if (streak != null) {
            streak.accepted();
        }
    }

    void rejected(String topic, long now) {
        if (policy.rejectionStreak() > 0) {
            streak(topic).rejected(now);
        }
    }

    /** Lets rejected records become dead letters until the time (milliseconds since the epoch), or until a record is accepted. */
    public void deadLetterUntil(String topic, long until) {
        streak(topic).deadLetterUntil(until);
    }

    /** Lets some records of each partition be tried at once. */
    public void probeNow(String topic) {
        RejectionStreak streak = streaks.get(topic);
        if (streak != null) {
            streak.probeNow();
        }
    }

    /** The states of the halted topics, for operators. */
    public List<LaneState> halted(String instance, Instant now) {
        return streaks.values().stream()
                .filter(RejectionStreak::isHalted)
                .map(streak -> streak.state(instance, now))
                .toList();
    }

    private RejectionStreak streak(String topic) {
        return streaks.computeIfAbsent(topic, name -> new RejectionStreak(name, policy));
    }
}
