package io.eventbatcher.control;

import io.eventbatcher.config.Settings;
import io.eventbatcher.health.SupervisedLoop;
import io.eventbatcher.time.Clocks;
import io.eventbatcher.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The channel between operators and a running instance: a thread that publishes the state of the instance's lanes and receives commands.
 * Kafka may be away for any time.
 */
public final class OperatorChannel implements AutoCloseable {
    /** The interval at which unchanged states are published again. */
    public static final Duration REPEAT_EVERY = Duration.ofSeconds(10);

    /** An instance that is silent for longer is gone, or cannot reach Kafka. */
    public static final Duration SILENT_AFTER = Duration.ofSeconds(35);

    /**
     * True for a state that its instance has told lately, by the broker's clock where the topic keeps the broker's time. A state from the future is of an
     * instance that has said nothing since its clock was set back.
     */
    public static boolean isHeard(LaneState state, Instant now) {
        return Duration.between(state.at(), now).abs().compareTo(SILENT_AFTER) < 0;
    }

    private static final Duration TURN = Duration.ofMillis(500);
    private static final Duration CLOSE_BOUND = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(OperatorChannel.class);

    private final ControlTopic topic;
    private final Clocks clocks;
    private final Supplier<List<LaneState>> states;
    private final Consumer<OperatorCommand> commands;
    private final SupervisedLoop loop;
    private volatile List<LaneState> told;
    private final Map<String, LaneState> published = new HashMap<>();
    private Moment nextRepetition = Moment.LONG_AGO;
    private boolean silent;

    private OperatorChannel(
            ControlTopic topic,
            Clocks clocks,
            Supplier<List<LaneState>> states,
            Consumer<OperatorCommand> commands,
            List<LaneState> before) {
        this.topic = topic;
        this.clocks = clocks;
        this.states = states;
        this.commands = commands;
        this.told = topic.states();
        before.forEach(state -> published.put(state.key(), state));
        this.loop = SupervisedLoop.start(
                "the channel to operators", SupervisedLoop.daemons("operator-channel"), this::turn, this::leave);
    }

    /**
     * Starts to follow the topic.
     *
     * @param topic read to its end; closed with the channel
     * @param states gives the state of all lanes; called on the channel's thread
     * @param commands receives commands on the channel's thread
     */
    public static OperatorChannel start(
            ControlTopic topic,
            Settings settings,
            Clocks clocks,
            Supplier<List<LaneState>> states,
            Consumer<OperatorCommand> commands) {
        List<LaneState> before = topic.states().stream()
                .filter(state -> state.instance().equals(settings.instance()))
                .toList();
        return new OperatorChannel(topic, clocks, states, commands, before);
    }

    /** The trouble of the channel's own thread, as a clause; Kafka being away is none. */
    public Optional<String> trouble() {
        return loop.trouble();
    }

    /** Any thread: the newest states of all instances, a moment ago. */
    public List<LaneState> told() {
        return told;
    }

    /** Any thread: the notes of what was told to people. */
    public Collection<Notice> notices() {
        return topic.notices();
    }

    /** Any thread: notes that a trouble was told, without waiting. */
    public void publish(Notice notice) {
        orNothing(() -> topic.publish(notice));
    }

    /** Any thread: removes a note. */
    public void withdraw(Notice notice) {
        orNothing(() -> topic.withdraw(notice));
    }

    /** A notification may be under way while the channel closes. */
    private static void orNothing(Runnable note) {
        try {
            note.run();
        } catch (IllegalStateException closed) {
            LOG.atDebug().setCause(closed).log("A note was not published, because the channel is closed.");
        }
    }

    private void turn() throws InterruptedException {
        try {
            topic.poll(TURN).forEach(commands);
            told = topic.states();
            publish(states.get());
            silent = false;
        } catch (KafkaException | IllegalStateException trouble) {
            warnOnce(trouble);
            // a denied topic fails at once, every time
            Thread.sleep(TURN.toMillis());
        }
    }

    private void leave() {
        try {
            publish(List.of());
        } catch (KafkaException trouble) {
            warnOnce(trouble);
        } finally {
            topic.close();
        }
    }

    private void warnOnce(RuntimeException trouble) {
        if (!silent) {
            silent = true;
            LOG.atWarn()
                    .addKeyValue("cause", trouble.toString())
                    .log("The lanes topic cannot be reached: operators' orders wait, and lanes list shows old states.");
        }
    }

    private void publish(List<LaneState> now) {
        boolean repeat = !clocks.moment().isBefore(nextRepetition);
        if (repeat) {
            nextRepetition = clocks.moment().plus(REPEAT_EVERY);
        }
        Map<String, LaneState> gone = new HashMap<>(published);
        for (LaneState state : now) {
            LaneState before = gone.remove(state.key());
            if (before == null || repeat || !before.agreesWith(state)) {
                topic.publish(state);
                published.put(state.key(), state);
            }
        }
        gone.forEach((key, state) -> {
            topic.withdraw(state);
            published.remove(key);
        });
    }

    @Override
    public void close() {
        close(CLOSE_BOUND);
    }

    /** Removes the states of all lanes, within this time; if Kafka is away, the states age. */
    public void close(Duration bound) {
        loop.end(bound.compareTo(CLOSE_BOUND) < 0 ? bound : CLOSE_BOUND);
    }
}
