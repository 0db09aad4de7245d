package io.eventbatcher.notification;

import io.eventbatcher.config.ReportSettings;
import io.eventbatcher.config.Settings;
import io.eventbatcher.health.SupervisedLoop;
import io.eventbatcher.log.LogThrottle;
import io.eventbatcher.log.Printable;
import io.eventbatcher.replay.letter.StoredLetter;
import io.eventbatcher.time.Clocks;
import io.eventbatcher.time.Moment;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that notifies. It opens its clients of Kafka itself, and opens them again after a failure. */
public final class Notifier implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);
    private static final Duration TURN = Duration.ofMillis(500);
    private static final Duration REST = Duration.ofSeconds(10);
    private static final Duration STOP_BOUND = Duration.ofMillis(500);

    private final Settings settings;
    private final ReportSettings.Webhook to;
    private final Clocks clocks;
    private final LogThrottle throttle = new LogThrottle(Duration.ofMinutes(5));
    private final SupervisedLoop loop;
    private final LogThrottle lettersThrottle = new LogThrottle(Duration.ofMinutes(5));
    private @Nullable Watch watch;
    private @Nullable LetterTail letters;
    private Moment lettersAgain = Moment.LONG_AGO;

    /** The board, and the teller that it feeds. */
    private record Watch(ControlBoard board, Teller teller) {}

    private Notifier(Settings settings, ReportSettings.Webhook to, Clocks clocks) {
        this.settings = settings;
        this.to = to;
        this.clocks = clocks;
        this.loop = SupervisedLoop.start(
                "the notifier", SupervisedLoop.daemons("notifications"), this::turn, this::closeClients);
    }

    /** Starts if a webhook is configured. */
    public static Optional<Notifier> start(Settings settings, Clocks clocks) {
        ReportSettings.Webhook to = settings.report().webhook();
        return to.isGiven() ? Optional.of(new Notifier(settings, to, clocks)) : Optional.empty();
    }

    private void turn() throws InterruptedException {
        try {
            Watch open = opened();
            open.board().poll(TURN);
            readLetters(open.teller());
            open.teller().turn();
        } catch (KafkaException failure) {
            if (throttle.tryLog(clocks.moment())) {
                LOG.atWarn()
                        .addKeyValue("cause", Printable.cause(failure))
                        .log("Kafka does not let the lanes topic be read for notifications; tried again.");
            }
            closeClients();
            Thread.sleep(REST.toMillis());
        }
    }

    private Watch opened() {
        if (watch == null) {
            ControlBoard board = new ControlBoard(settings);
            watch = new Watch(board, new Teller(settings, to, board, clocks));
        }
        return watch;
    }

    /** Halts are told also where dead letters cannot be read, for want of the right to a group, for instance. */
    private void readLetters(Teller teller) {
        if (clocks.moment().isBefore(lettersAgain)) {
            return;
        }
        try {
            if (letters == null) {
                letters = new LetterTail(settings);
            }
            letters.poll(TURN, entry -> teller.saw(new StoredLetter(entry)));
        } catch (KafkaException failure) {
            if (lettersThrottle.tryLog(clocks.moment())) {
                LOG.atWarn()
                        .addKeyValue("cause", Printable.cause(failure))
                        .log("Kafka does not let the dead letters be read for notifications; tried again.");
            }
            closeLetters();
            lettersAgain = clocks.moment().plus(REST);
        }
    }

    private void closeLetters() {
        if (letters != null) {
            letters.close();
            letters = null;
        }
    }

    private void closeClients() {
        closeLetters();
        if (watch != null) {
            watch.board().close();
            watch = null;
        }
    }

    /** Ends the thread soon; a webhook that hangs is not waited for. */
    @Override
    public void close() {
        loop.end(STOP_BOUND);
    }
}
