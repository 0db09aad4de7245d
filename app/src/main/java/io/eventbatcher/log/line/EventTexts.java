package io.eventbatcher.log.line;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/** Texts of an event that both forms of a line show. Values are made texts here, and none of them ends the thread that logs. */
final class EventTexts {
    private static final int MOST_CAUSES = 20;

    private EventTexts() {}

    static List<KeyValuePair> values(ILoggingEvent event) {
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        return pairs == null ? List.of() : pairs;
    }

    static String message(ILoggingEvent event) {
        return Objects.requireNonNullElse(event.getFormattedMessage(), "null");
    }

    static String text(@Nullable Object value) {
        try {
            return String.valueOf(value);
        } catch (RuntimeException | StackOverflowError unprintable) {
            return "(a value whose toString fails: " + unprintable.getClass().getSimpleName() + ")";
        }
    }

    /** The exception and the causes behind it; a cause that its wrapper repeats stands once. */
    static String causes(IThrowableProxy thrown) {
        StringBuilder causes = new StringBuilder();
        IThrowableProxy cause = thrown;
        for (int count = 0; cause != null && count < MOST_CAUSES; count++) {
            String text = cause.getMessage() == null
                    ? cause.getClassName()
                    : cause.getClassName() + ": " + cause.getMessage();
            if (causes.indexOf(text) < 0) {
                causes.append(causes.isEmpty() ? "" : ", caused by ").append(text);
            }
            cause = cause.getCause();
        }
        return causes.toString();
    }

    static String stack(IThrowableProxy thrown) {
        return ThrowableProxyUtil.asString(thrown);
    }
}
