package io.eventbatcher.status;

import io.eventbatcher.control.LaneCause;
import io.eventbatcher.control.LaneState;
import io.eventbatcher.control.Stage;
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
            return read();
        }
        boolean fresh = clocks.moment().isBefore(readAt.plus(FRESH));
        return closed || fresh || awaySince != null || !reading.tryLock() ? known : unlocking(this::readLocked);
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
        var unused = read();
        if (Thread.interrupted()) {
            throw new InterruptedException("the watch is closed");
        }
    }

    private SystemStatus read() {
        reading.lock();
        return unlocking(this::readLocked);
    }

    private SystemStatus unlocking(Supplier<SystemStatus> work) {
        try {
            return work.get();
        } finally {
            reading.unlock();
        }
    }

    private SystemStatus readLocked() {
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
            String sentence = "Kafka does not say how the system stands: " + why + ".";
            status = reader.withoutKafka(own.get(), new LaneCause(Stage.INSTANCES, "failing", sentence, since, null));
        }
        readAt = clocks.moment();
        latest = status;
        return status;
    }

    @Override
    public void close() {
        closed = true;
        loop.close();
        reader.close();
    }
}
