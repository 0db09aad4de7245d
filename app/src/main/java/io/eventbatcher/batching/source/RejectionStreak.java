package io.eventbatcher.batching.source;

import io.eventbatcher.control.LaneState;
import io.eventbatcher.ingest.IngestPolicy;
import io.eventbatcher.log.LogThrottle;
import io.eventbatcher.time.Moment;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rejections of one source topic in a row, and the halt that follows. Safe for use by several threads. */
final class RejectionStreak {
    private static final Logger LOG = LoggerFactory.getLogger(RejectionStreak.class);

    private final String topic;
    private final IngestPolicy policy;
    private final Map<Integer, Probe> probes = new ConcurrentHashMap<>();
    private final LogThrottle log;
    private volatile int length;
    private volatile boolean halted;
    private volatile Instant haltedSince = Instant.MIN;
    private volatile long deadLetterUntil = Long.MIN_VALUE;

    /**
     * A partition's allowance while the topic is halted.
     *
     * @param at the start, in milliseconds since the epoch
     * @param left the number of records that may still be tried
     */
    private record Probe(long at, int left) {}

    RejectionStreak(String topic, IngestPolicy policy) {
        this.topic = topic;
        this.policy = policy;
        log = new LogThrottle(policy.probeEvery());
    }

    boolean mayIngest(int partition, long now) {
        if (!halted || now < deadLetterUntil) {
            return true;
        }
        Probe probe = probes.computeIfAbsent(partition, first -> new Probe(now, 0));
        // a clock that was set back must not keep a probe away
        if (Math.abs(now - probe.at()) >= policy.probeEvery().toMillis()) {
            probe = new Probe(now, policy.probeRecords());
        }
        boolean may = probe.left() > 0;
        probes.put(partition, may ? new Probe(probe.at(), probe.left() - 1) : probe);
        return may;
    }

    void accepted() {
        if (length > 0 || deadLetterUntil > Long.MIN_VALUE) {
            synchronized (this) {
                if (halted) {
                    LOG.atInfo().addKeyValue("topic", topic).log("A record passed; the topic is read again.");
                }
                clear();
                deadLetterUntil = Long.MIN_VALUE;
            }
        }
    }

    synchronized void rejected(long now) {
        if (now < deadLetterUntil) {
            return;
        }
        length++;
        if (!halted && length >= policy.rejectionStreak()) {
            halted = true;
            haltedSince = Instant.ofEpochMilli(now);
            log.reset();
        }
        // only compared with each other
        if (halted && log.tryLog(Moment.ofMillis(now))) {
            LOG.atError()
                    .addKeyValue("topic", topic)
                    .addKeyValue("rejected", length)
                    .log(reason());
        }
    }

    synchronized void deadLetterUntil(long until) {
        deadLetterUntil = until;
        clear();
    }

    private void clear() {
        length = 0;
        halted = false;
        probes.clear();
    }

    void probeNow() {
        probes.replaceAll((partition, probe) -> new Probe(Long.MIN_VALUE / 2, 0));
    }

    boolean isHalted() {
        return halted;
    }

    LaneState state(String instance, Instant now) {
        return LaneState.ofSource(instance, topic, reason(), haltedSince, now);
    }

    private String reason() {
        return "Every record of the topic is rejected, so it is halted before all of it becomes dead letters. Is it"
                + " the right topic, and the right registry? The dead letters say what is wrong with each. Every "
                + policy.probeEvery().toSeconds() + " s, " + policy.probeRecords()
                + " records of each partition are tried. When the records are what is wrong: event-batcher lanes"
                + " dead-letter --source " + topic + " makes dead letters of them.";
    }
}
