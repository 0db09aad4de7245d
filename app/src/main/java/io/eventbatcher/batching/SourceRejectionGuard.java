package io.eventbatcher.batching;

import io.eventbatcher.control.LaneState;
import io.eventbatcher.ingest.IngestPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a systemic fault (a wrong registry, the wrong topic, a limit that was misread) from draining a source topic into the dead
 * letters. When so many of its records in a row were rejected, in all tasks of this instance, and not one was accepted, the topic
 * halts. From each of its partitions a few records are judged all the same, time and again; the first that passes ends the halt.
 *
 * <p>A count and no time, because a fast topic would be drained within any time worth the name. What is known lives in memory: a
 * restart costs one more streak. Safe for use by several threads.
 */
final class SourceRejectionGuard {
    private static final Logger LOG = LoggerFactory.getLogger(SourceRejectionGuard.class);

    private final IngestPolicy policy;
    private final Map<String, Streak> streaks = new ConcurrentHashMap<>();

    SourceRejectionGuard(IngestPolicy policy) {
        this.policy = policy;
    }

    private static final class Streak {
        volatile int length;
        volatile boolean halted;
        volatile long judgedUntil = Long.MIN_VALUE;
        volatile Instant haltedSince = Instant.MIN;
        final Map<Integer, Probe> probes = new ConcurrentHashMap<>();
        long saidAt;
    }

    /**
     * A partition's allowance while its topic is halted.
     *
     * @param at when it began, in milliseconds since the epoch
     * @param left how many records may still be judged
     */
    private record Probe(long at, int left) {}

    /** Whether the next record of this partition may be judged at this time (milliseconds since the epoch). */
    boolean mayJudge(TopicPartition partition, long now) {
        Streak streak = streaks.get(partition.topic());
        if (streak == null || !streak.halted || now < streak.judgedUntil) {
            return true;
        }
        Probe probe = streak.probes.computeIfAbsent(partition.partition(), first -> new Probe(now, 0));
        if (now - probe.at() >= policy.probeEvery().toMillis()) {
            probe = new Probe(now, policy.probeRecords());
        }
        boolean may = probe.left() > 0;
        streak.probes.put(partition.partition(), may ? new Probe(probe.at(), probe.left() - 1) : probe);
        return may;
    }

    void accepted(String topic) {
        Streak streak = streaks.get(topic);
        if (streak != null && (streak.length > 0 || streak.judgedUntil > Long.MIN_VALUE)) {
            end(topic, streak);
        }
    }

    private static void end(String topic, Streak streak) {
        synchronized (streak) {
            if (streak.halted) {
                LOG.atInfo().addKeyValue("topic", topic).log("A record passed; the topic is read again.");
            }
            streak.length = 0;
            streak.halted = false;
            streak.judgedUntil = Long.MIN_VALUE;
            streak.probes.clear();
        }
    }

    void rejected(String topic, long now) {
        if (policy.rejectionStreak() == 0) {
            return;
        }
        Streak streak = streaks.computeIfAbsent(topic, first -> new Streak());
        synchronized (streak) {
            if (now < streak.judgedUntil) {
                return;
            }
            streak.length++;
            boolean begins = !streak.halted && streak.length >= policy.rejectionStreak();
            if (begins
                    || (streak.halted
                            && now - streak.saidAt >= policy.probeEvery().toMillis())) {
                if (begins) {
                    streak.haltedSince = Instant.ofEpochMilli(now);
                }
                streak.halted = true;
                streak.saidAt = now;
                say(topic, streak.length);
            }
        }
    }

    /** An operator says that rejections are right: until then (milliseconds since the epoch), or until a record is accepted. */
    void judge(String topic, long until) {
        Streak streak = streaks.computeIfAbsent(topic, first -> new Streak());
        synchronized (streak) {
            streak.judgedUntil = until;
            streak.length = 0;
            streak.halted = false;
            streak.probes.clear();
        }
    }

    /** An operator thinks that the cause is gone: some records of each partition are tried at once. */
    void probeNow(String topic) {
        Streak streak = streaks.get(topic);
        if (streak != null) {
            streak.probes.replaceAll((partition, probe) -> new Probe(Long.MIN_VALUE / 2, 0));
        }
    }

    /** The topics that are halted, as an instance shows them. */
    List<LaneState> halted(String instance, Instant now) {
        return streaks.entrySet().stream()
                .filter(entry -> entry.getValue().halted)
                .map(entry -> LaneState.ofSource(
                        instance, entry.getKey(), reason(entry.getKey()), entry.getValue().haltedSince, now))
                .toList();
    }

    private String reason(String topic) {
        return "Every record of the topic is rejected, so it is halted before all of it becomes dead letters. Is it the right"
                + " topic, and the right registry? The dead letters say what is wrong with each. Every "
                + policy.probeEvery().toSeconds() + " s, " + policy.probeRecords()
                + " records of each partition are tried. When the records are what is wrong: event-batcher lanes dead-letter"
                + " --source " + topic + " makes dead letters of them.";
    }

    private void say(String topic, int length) {
        LOG.atError()
                .addKeyValue("topic", topic)
                .addKeyValue("rejected", length)
                .log(reason(topic));
    }
}
