package io.eventbatcher.notification;

import io.eventbatcher.config.ReportSettings;
import io.eventbatcher.config.Settings;
import io.eventbatcher.control.Notice;
import io.eventbatcher.log.LogThrottle;
import io.eventbatcher.log.Printable;
import io.eventbatcher.replay.letter.LetterKind;
import io.eventbatcher.replay.letter.StoredLetter;
import io.eventbatcher.time.Clocks;
import io.eventbatcher.time.Moment;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what the board shows: compares, posts, and notes on the board what the webhook has taken. A webhook that fails is tried again after a
 * pause that doubles up to five minutes, and the log tells as rarely.
 */
final class Teller {
    static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private static final Logger LOG = LoggerFactory.getLogger(Teller.class);

    private final Settings settings;
    private final ReportSettings.Webhook to;
    private final Webhook webhook;
    private final Board board;
    private final Clocks clocks;
    private final Troubles troubles;
    private final NewLetters letters;
    private final LogThrottle throttle = new LogThrottle(LONGEST_PAUSE);
    private Duration pause = FIRST_PAUSE;
    private Moment next = Moment.LONG_AGO;

    Teller(Settings settings, ReportSettings.Webhook to, Board board, Clocks clocks) {
        this(settings, to, new Webhook(to.address()), board, clocks);
    }

    Teller(Settings settings, ReportSettings.Webhook to, Webhook webhook, Board board, Clocks clocks) {
        this.settings = settings;
        this.to = to;
        this.webhook = webhook;
        this.board = board;
        this.clocks = clocks;
        this.troubles = new Troubles(settings.instance(), to.downAfter(), clocks);
        this.letters = new NewLetters(to.againAfter(), clocks);
    }

    void saw(StoredLetter letter) {
        letters.add(letter, board.notices());
    }

    /** Looks at the board, and tells what is due. */
    void turn() throws InterruptedException {
        troubles.look(board.states(), stateNotices());
        if (clocks.moment().isBefore(next)) {
            return;
        }
        try {
            tellBegun();
            tellOver();
            tellLetters();
        } catch (IOException failure) {
            next = clocks.moment().plus(pause);
            if (throttle.tryLog(clocks.moment())) {
                LOG.atWarn()
                        .addKeyValue("cause", failure.getMessage())
                        .log("A notification could not be sent; it is tried again. Is notifications.url right?");
            }
            pause = min(pause.multipliedBy(2), LONGEST_PAUSE);
        }
    }

    private List<Notice> stateNotices() {
        return board.notices().stream()
                .filter(notice -> !notice.key().startsWith(NewLetters.PREFIX))
                .toList();
    }

    private void tellBegun() throws IOException, InterruptedException {
        Map<String, List<Trouble>> alike = troubles.begun(stateNotices()).stream()
                .collect(Collectors.groupingBy(
                        trouble ->
                                trouble.cause().state() + '\n' + trouble.cause().reason(),
                        LinkedHashMap::new,
                        Collectors.toList()));
        for (List<Trouble> group : alike.values()) {
            Message message = Messages.begun(group);
            post(message);
            group.forEach(trouble -> note(trouble.key(), message));
        }
    }

    private void tellOver() throws IOException, InterruptedException {
        Map<String, List<Notice>> alike = troubles.over(stateNotices()).stream()
                .collect(Collectors.groupingBy(
                        notice -> Trouble.state(notice.key()), LinkedHashMap::new, Collectors.toList()));
        for (List<Notice> group : alike.values()) {
            post(Messages.over(group, clocks.instant()));
            group.forEach(board::withdraw);
        }
    }

    private void tellLetters() throws IOException, InterruptedException {
        letters.outdated(board.notices()).forEach(board::withdraw);
        Map<LetterKind, Integer> kinds = letters.due();
        if (!kinds.isEmpty()) {
            Message message = Messages.letters(kinds);
            post(message);
            kinds.keySet().forEach(kind -> note(NewLetters.key(kind), message));
            letters.told(kinds.keySet());
        }
    }

    private void note(String key, Message message) {
        board.publish(new Notice(key, settings.instance(), clocks.instant(), Printable.brief(message.title())));
    }

    private void post(Message message) throws IOException, InterruptedException {
        webhook.post(
                MessageBody.of(message, to.form(), settings.applicationId(), settings.instance(), clocks.instant()));
        pause = FIRST_PAUSE;
        throttle.reset();
        LOG.atInfo().addKeyValue("title", message.title()).log("A notification was sent.");
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
