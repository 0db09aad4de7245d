package io.eventbatcher.status;

import io.eventbatcher.control.LaneCause;
import io.eventbatcher.control.LaneState;
import io.eventbatcher.control.Stage;
import io.eventbatcher.control.StateName;
import io.eventbatcher.health.SupervisedLoop;
import io.eventbatcher.time.Clocks;
import io.eventbatcher.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** A thread of a running instance that reads the status of the whole system every few seconds. */
public final class StatusWatch implements AutoCloseable {
    /** The time between two readings. */
    public static final Duration EVERY = Duration.ofSeconds(5);

    private static final Duration FRESH = Duration.ofSeconds(2);
    private static final Duration STOP_BOUND = Duration.ofSeconds(1);

    private final StatusReader reader;
    private final Supplier<List<LaneState>> own;
    private final Function<KafkaException, String> sentences;
    private final Clocks clocks;
    private final LagHistory history;
    private final ReentrantLock reading = new ReentrantLock();
    private final SupervisedLoop loop;
    private volatile @Nullable SystemStatus latest;
    private volatile Map<String, LaneCause> standing = Map.of();
    private volatile boolean closed;
    private volatile Moment readAt = Moment.LONG_AGO;
    private volatile Moment failedAt;
    private volatile @Nullable Instant awaySince;

    private StatusWatch(
            StatusReader reader,
            Supplier<List<LaneState>> own,
            Function<KafkaException, String> sentences,
            Clocks clocks) {
        this.reader = reader;
        this.own = own;
        this.sentences = sentences;
        this.clocks = clocks;
        this.failedAt = clocks.moment();
        this.history = new LagHistory(clocks);
        this.loop = SupervisedLoop.every(EVERY, "the watch of the status", "status", this::look);
    }

    /**
     * Starts to read, after {@link #EVERY}.
     *
     * @param reader closed with the watch
     * @param own the states of this instance, the only ones while Kafka is away
     * @param sentences explain failures of Kafka
     */
    public static StatusWatch start(
            StatusReader reader,
            Supplier<List<LaneState>> own,
            Function<KafkaException, String> sentences,
            Clocks clocks) {
        return new StatusWatch(reader, own, sentences, clocks);
    }

    /** Any thread: the status, two seconds old at most, or as old as the outage of Kafka makes the last look; the first caller waits. */
    public SystemStatus latest() {
        SystemStatus known = latest;
        if (known == null) {
            return first();
        }
        boolean fresh = clocks.moment().isBefore(readAt.plus(FRESH));
        return closed || fresh || awaySince != null || !reading.tryLock() ? known : unlocking(this::readLocked);
    }

    /** Several callers wait for one reading. */
    private SystemStatus first() {
        reading.lock();
        return unlocking(() -> {
            SystemStatus known = latest;
            return known == null ? readLocked() : known;
        });
    }

    /** Any thread: the time since Kafka last failed to answer, or since the start. */
    public Duration kafkaAnswers() {
        return clocks.moment().since(failedAt);
    }

    /** Any thread: the causes that show only over minutes, by topic. */
    public Map<String, LaneCause> standing() {
        return standing;
    }

    /** The trouble of the watch's own thread, as a clause; Kafka being away is none. */
    public Optional<String> trouble() {
        return loop.trouble();
    }

    private void look() throws InterruptedException {
        reading.lockInterruptibly();
        var unused = unlocking(this::readLocked);
        if (Thread.interrupted()) {
            throw new InterruptedException("the watch is closed");
        }
    }

    private SystemStatus unlocking(Supplier<SystemStatus> work) {
        try {
            return work.get();
        } finally {
            if (closed) {
                reader.close();
            }
            reading.unlock();
        }
    }

    private SystemStatus readLocked() {
        if (closed) {
            return away("the instance stops", clocks.instant());
        }
        SystemStatus status;
        try {
            status = reader.read();
            standing = history.add(reader.latestPositions());
            awaySince = null;
        } catch (KafkaException away) {
            Instant since = awaySince == null ? clocks.instant() : awaySince;
            awaySince = since;
            // an explanation asks Kafka, which would delay the close
            String why =
                    Thread.currentThread().isInterrupted() ? "the question was interrupted" : sentences.apply(away);
            failedAt = clocks.moment();
            status = away(why, since);
        }
        readAt = clocks.moment();
        latest = status;
        return status;
    }

    private SystemStatus away(String why, Instant since) {
        String sentence = "Kafka does not say how the system stands: " + why + ".";
        return reader.withoutKafka(own.get(), new LaneCause(Stage.INSTANCES, StateName.FAILING, sentence, since, null));
    }

    /** Ends the watch. A reading under way is not waited for, and closes its clients itself. */
    @Override
    public void close() {
        closed = true;
        loop.close(STOP_BOUND);
        if (reading.tryLock()) {
            try {
                reader.close();
            } finally {
                reading.unlock();
            }
        }
    }
}
