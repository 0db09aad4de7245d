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
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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

    /** A message, and the note that it was told. */
    private record Telling(Message message, Runnable told) {}

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

    /** True if no letter that was seen is of a kind that is still to be told. */
    boolean hasToldLetters() {
        return letters.isEmpty();
    }

    /** Looks at the board, and tells what is due. */
    void turn() throws InterruptedException {
        troubles.look(board.states(), stateNotices());
        if (clocks.moment().isBefore(next)) {
            return;
        }
        try {
            tell(due());
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

    /** A message that the webhook refuses is set aside when the webhook takes another one: then the address is right. */
    private void tell(List<Telling> due) throws IOException, InterruptedException {
        List<Telling> refused = new ArrayList<>();
        Webhook.@Nullable Refused refusal = null;
        for (Telling one : due) {
            try {
                post(one.message());
                one.told().run();
            } catch (Webhook.Refused no) {
                refused.add(one);
                refusal = no;
            }
        }
        if (refusal != null && refused.size() == due.size()) {
            throw refusal;
        }
        for (Telling one : refused) {
            one.told().run();
            LOG.atWarn()
                    .addKeyValue("title", one.message().title())
                    .addKeyValue("text", Printable.brief(one.message().text()))
                    .log("The webhook refuses a notification and takes others; it is set aside, and not sent again.");
        }
    }

    private List<Notice> stateNotices() {
        return board.notices().stream()
                .filter(notice -> !notice.key().startsWith(NewLetters.PREFIX))
                .toList();
    }

    private List<Telling> due() {
        List<Telling> due = new ArrayList<>();
        alike(
                        troubles.begun(stateNotices()),
                        trouble ->
                                trouble.cause().state() + '\n' + trouble.cause().reason())
                .forEach(group -> {
                    Message message = Messages.begun(group);
                    due.add(new Telling(message, () -> group.forEach(trouble -> note(trouble.key(), message))));
                });
        alike(troubles.over(stateNotices()), notice -> Trouble.state(notice.key()))
                .forEach(group -> due.add(
                        new Telling(Messages.over(group, clocks.instant()), () -> group.forEach(board::withdraw))));
        letters.outdated(board.notices()).forEach(board::withdraw);
        Map<LetterKind, Integer> kinds = letters.due(board.notices());
        if (!kinds.isEmpty()) {
            Message message = Messages.letters(kinds);
            due.add(new Telling(message, () -> {
                kinds.keySet().forEach(kind -> note(NewLetters.key(kind), message));
                letters.told(kinds.keySet());
            }));
        }
        return due;
    }

    private static <T> Collection<List<T>> alike(List<T> all, Function<T, String> likeness) {
        return all.stream()
                .collect(Collectors.groupingBy(likeness, LinkedHashMap::new, Collectors.toList()))
                .values();
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
