package io.eventbatcher.control;

import io.eventbatcher.config.Settings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An instance's place at the control topic: a thread that shows how its lanes stand and passes orders on. Kafka may be away for as
 * long as it likes.
 */
public final class OperatorChannel implements AutoCloseable {
    /** A lane whose state does not change is shown again after so long. */
    public static final Duration REPEAT_EVERY = Duration.ofSeconds(10);

    /** An instance that was silent for so long is gone, or cannot reach Kafka. */
    public static final Duration SILENT_AFTER = Duration.ofSeconds(35);

    private static final Duration TURN = Duration.ofMillis(500);
    private static final Duration CLOSE_BOUND = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(OperatorChannel.class);

    private final ControlTopic topic;
    private final Clock clock;
    private final Supplier<List<LaneState>> states;
    private final Consumer<OperatorCommand> orders;
    private final Thread thread;
    private final Map<String, LaneState> shown = new HashMap<>();
    private volatile boolean stopping;
    private boolean silent;

    private OperatorChannel(
            ControlTopic topic, Clock clock, Supplier<List<LaneState>> states, Consumer<OperatorCommand> orders) {
        this.topic = topic;
        this.clock = clock;
        this.states = states;
        this.orders = orders;
        this.thread = new Thread(this::run, "lanes-board");
        thread.setDaemon(true);
    }

    /**
     * Starts following the topic.
     *
     * @param topic read to its end; closed with this
     * @param states how the lanes stand, on the board's thread
     * @param orders where orders go, on the board's thread
     */
    public static OperatorChannel start(
            ControlTopic topic,
            Settings settings,
            Clock clock,
            Supplier<List<LaneState>> states,
            Consumer<OperatorCommand> orders) {
        OperatorChannel board = new OperatorChannel(topic, clock, states, orders);
        topic.states().stream()
                .filter(state -> state.instance().equals(settings.instance()))
                .forEach(before -> board.shown.put(before.key(), before));
        board.thread.start();
        return board;
    }

    private void run() {
        while (!stopping) {
            try {
                topic.poll(TURN).forEach(orders);
                show(states.get());
                silent = false;
            } catch (KafkaException | IllegalStateException trouble) {
                complain(trouble);
            }
        }
        try {
            show(List.of());
        } catch (KafkaException trouble) {
            complain(trouble);
        } finally {
            topic.close();
        }
    }

    private void complain(RuntimeException trouble) {
        if (!silent) {
            silent = true;
            LOG.atWarn()
                    .addKeyValue("cause", trouble.toString())
                    .log(
                            "The lanes topic cannot be reached: orders of operators wait, and lanes list shows old states.");
        }
    }

    private void show(List<LaneState> now) {
        Map<String, LaneState> gone = new HashMap<>(shown);
        for (LaneState state : now) {
            LaneState before = gone.remove(state.key());
            Instant due = before == null ? Instant.MIN : before.at().plus(REPEAT_EVERY);
            if (before == null || !before.agreesWith(state) || !clock.instant().isBefore(due)) {
                topic.publish(state);
                shown.put(state.key(), state);
            }
        }
        gone.forEach((key, state) -> {
            topic.withdraw(state);
            shown.remove(key);
        });
    }

    @Override
    public void close() {
        close(CLOSE_BOUND);
    }

    /** Says that the lanes are nobody's, if Kafka hears it within this time; otherwise their states age. */
    public void close(Duration bound) {
        stopping = true;
        Duration most = bound.compareTo(CLOSE_BOUND) < 0 ? bound : CLOSE_BOUND;
        try {
            // 0 would wait for ever
            thread.join(Math.max(1, most.toMillis()));
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
