package io.eventbatcher.notification;

import io.eventbatcher.config.ReportSettings;
import io.eventbatcher.config.Settings;
import io.eventbatcher.control.OperatorChannel;
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

/** The thread that notifies. It opens its reader of dead letters itself, and opens it again after a failure. */
public final class Notifier implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);
    private static final Duration TURN = Duration.ofMillis(500);
    private static final Duration REST = Duration.ofSeconds(10);
    private static final Duration STOP_BOUND = Duration.ofMillis(500);

    private final Settings settings;
    private final Teller teller;
    private final Clocks clocks;
    private final LogThrottle throttle = new LogThrottle(Duration.ofMinutes(5));
    private final SupervisedLoop loop;
    private @Nullable LetterTail letters;
    private Moment lettersAgain = Moment.LONG_AGO;

    private Notifier(Settings settings, ReportSettings.Webhook to, OperatorChannel operators, Clocks clocks) {
        this.settings = settings;
        this.teller = new Teller(settings, to, new ControlBoard(operators), clocks);
        this.clocks = clocks;
        this.loop = SupervisedLoop.start(
                "the notifier", SupervisedLoop.daemons("notifications"), this::turn, this::closeLetters);
    }

    /**
     * Starts if a webhook is configured.
     *
     * @param operators tells the states of all instances, and keeps the notes; closed after the notifier
     */
    public static Optional<Notifier> start(Settings settings, OperatorChannel operators, Clocks clocks) {
        ReportSettings.Webhook to = settings.report().webhook();
        return to.isGiven() ? Optional.of(new Notifier(settings, to, operators, clocks)) : Optional.empty();
    }

    /** The trouble of the notifier's own thread, as a clause; a webhook that is away is none. */
    public Optional<String> trouble() {
        return loop.trouble();
    }

    private void turn() throws InterruptedException {
        readLetters();
        teller.turn();
    }

    /** Halts are told also where dead letters cannot be read, for want of the right to a group, for instance. */
    private void readLetters() throws InterruptedException {
        if (clocks.moment().isBefore(lettersAgain)) {
            // a poll would have taken as long
            Thread.sleep(TURN.toMillis());
            return;
        }
        try {
            LetterTail open = letters == null ? new LetterTail(settings, clocks) : letters;
            letters = open;
            open.poll(TURN, entry -> teller.saw(new StoredLetter(entry)));
            if (teller.hasToldLetters()) {
                open.commit();
            }
        } catch (KafkaException failure) {
            if (throttle.tryLog(clocks.moment())) {
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

    /** Ends the thread soon; a webhook that hangs is not waited for. */
    @Override
    public void close() {
        loop.end(STOP_BOUND);
    }
}
