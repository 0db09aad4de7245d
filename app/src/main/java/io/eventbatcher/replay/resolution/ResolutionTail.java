package io.eventbatcher.replay.resolution;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventbatcher.config.Settings;
import io.eventbatcher.replay.letter.LetterState;
import io.eventbatcher.replay.scan.TopicTail;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topic of resolutions as a run of replays follows it: the marks of colleagues, of further runs, and of the run itself. */
public final class ResolutionTail implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ResolutionTail.class);

    private final Resolutions resolutions = new Resolutions();
    private final String run;
    private final Set<UUID> secondComers = new HashSet<>();
    private final TopicTail tail;

    private ResolutionTail(Settings settings, String run) {
        this.run = run;
        this.tail = TopicTail.open(settings, settings.topics().resolutions(), null, this::take);
    }

    /**
     * Begins to follow the topic from its first record.
     *
     * @param run the id of the run that follows
     * @throws org.apache.kafka.common.errors.UnknownTopicOrPartitionException if there is no such topic
     */
    public static ResolutionTail open(Settings settings, String run) {
        return new ResolutionTail(settings, run);
    }

    /** Reads everything that was written before the call. */
    public void catchUp() {
        tail.catchUp();
    }

    /**
     * Reads records that were just committed: a commit is answered before its records can be read, and the next command must find them.
     * Where they cannot be read within half a minute, as behind a transaction of another program, they are written all the same.
     */
    public void readCommitted() {
        try {
            catchUp();
        } catch (TimeoutException hidden) {
            LOG.atWarn()
                    .addKeyValue("run", run)
                    .log(
                            "The marks are written, but cannot be read back yet: Kafka is away, or a transaction of another program hides"
                                    + " them.");
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> entry) {
        Optional<UUID> letter = Resolution.letter(entry.key() == null ? "" : new String(entry.key(), UTF_8));
        boolean replayedBefore = letter.isPresent() && state(letter.get()).replayed();
        String before = letter.map(resolutions::run).orElse("");
        resolutions.take(entry);
        if (replayedBefore
                && !before.equals(run)
                && resolutions.run(letter.get()).equals(run)) {
            secondComers.add(letter.get());
        }
    }

    public LetterState state(UUID letter) {
        return resolutions.letters().state(letter);
    }

    /** The id of the run that resolved a letter; empty for none. */
    public String run(UUID letter) {
        return resolutions.run(letter);
    }

    /** The letters that another run had sent in the same instant, and before: the service drops the second replay. */
    public Set<UUID> secondComers() {
        return Set.copyOf(secondComers);
    }

    /** The newest record of a run. */
    public Optional<ReplayRun> find(String id) {
        return resolutions.find(id);
    }

    @Override
    public void close() {
        tail.close();
    }
}
