package io.eventbatcher.log.line;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import ch.qos.logback.core.spi.FilterReply;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LibraryRepeatsTest {
    private static final String CLIENTS = "org.apache.kafka.clients.NetworkClient";
    private static final String SENDER = "org.apache.kafka.clients.producer.internals.Sender";

    private final AtomicLong nanos = new AtomicLong();
    private final LibraryRepeats filter = new LibraryRepeats(nanos::get);
    private final LoggerContext context = new LoggerContext();

    @Test
    void shouldLetOneLineAMinuteThroughHoweverManyClientsMissTheBroker() {
        // Given
        List<FilterReply> replies = new ArrayList<>();

        // When
        for (int attempt = 0; attempt < 100; attempt++) {
            replies.add(warn(
                    CLIENTS, "[Producer clientId=a-" + attempt + "] Connection to node {} could not be established"));
            replies.add(warn(CLIENTS, "[Consumer clientId=b-" + attempt + "] Bootstrap broker {} disconnected"));
            nanos.addAndGet(LibraryRepeats.INTERVAL.toNanos() / 100);
        }

        // Then
        assertThat(replies).containsOnlyOnce(FilterReply.NEUTRAL).first().isEqualTo(FilterReply.NEUTRAL);
        assertThat(warn(CLIENTS, "[Producer clientId=a] Connection to node {} could not be established"))
                .isEqualTo(FilterReply.NEUTRAL);
    }

    @Test
    void shouldLetMessagesOfOtherKindsAndLevelsAndOursThrough() {
        // Given
        warn(SENDER, "[Producer clientId=a] Got error produce response {}");

        // When
        List<FilterReply> replies = List.of(
                warn(SENDER, "[Producer clientId=a] Received invalid metadata error {}"),
                reply(CLIENTS, Level.WARN, Level.ERROR, "[Producer clientId=a] failed authentication due to {}"),
                reply(SENDER, Level.WARN, Level.INFO, "[Producer clientId=a] Got error produce response {}"),
                reply(SENDER, Level.INFO, Level.WARN, "[Producer clientId=a] Got error produce response {}"),
                warn("io.eventbatcher.service.Service", "Stopped"),
                warn("io.eventbatcher.service.Service", "Stopped"));

        // Then
        assertThat(replies).containsOnly(FilterReply.NEUTRAL);
    }

    @Test
    void shouldSayHowManyLinesWereLeftOutWithTheNextLineOfAnyLogger() {
        // Given
        for (int attempt = 0; attempt < 30; attempt++) {
            warn(SENDER, "[Producer clientId=a-" + attempt + "] Got error produce response {}");
        }
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        context.getLogger(LibraryRepeats.class).addAppender(lines);
        nanos.addAndGet(LibraryRepeats.INTERVAL.toNanos());

        // When
        reply("io.eventbatcher.service.Service", Level.WARN, Level.DEBUG, "Another line");

        // Then
        assertThat(lines.list)
                .singleElement()
                .satisfies(event -> assertThat(event.getKeyValuePairs())
                        .extracting(pair -> pair.key + "=" + pair.value)
                        .containsExactly(
                                "level=WARN",
                                "logger=" + SENDER,
                                "lines=29",
                                "like=[Producer clientId=a-0] Got error produce response {}"));
    }

    @Test
    void shouldLetTenErrorsOfAKindThroughAndCountTheRest() {
        // When
        List<FilterReply> replies = new ArrayList<>();
        for (int attempt = 0; attempt < 30; attempt++) {
            replies.add(
                    reply(SENDER, Level.WARN, Level.ERROR, "[Producer clientId=a] Expiring " + attempt + " records"));
        }

        // Then
        assertThat(replies.subList(0, LibraryRepeats.MOST_ERRORS)).containsOnly(FilterReply.NEUTRAL);
        assertThat(replies.subList(LibraryRepeats.MOST_ERRORS, 30)).containsOnly(FilterReply.DENY);
    }

    @Test
    void shouldForgetTheOldestKindsWhenThereAreTooMany() {
        // Given
        warn(SENDER, "the first");

        // When
        for (int kind = 0; kind < LibraryRepeats.MOST_KINDS; kind++) {
            warn(SENDER, "kind " + "x".repeat(kind));
        }

        // Then
        assertThat(warn(SENDER, "the first")).isEqualTo(FilterReply.NEUTRAL);
    }

    private FilterReply warn(String logger, String format) {
        return reply(logger, Level.WARN, Level.WARN, format);
    }

    private FilterReply reply(String name, Level threshold, Level level, String format) {
        Logger logger = context.getLogger(name);
        logger.setLevel(threshold);
        return filter.decide(null, logger, level, format, null, null);
    }
}
