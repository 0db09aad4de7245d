package io.eventbatcher.log.line;

import ch.qos.logback.classic.pattern.TargetLengthBasedClassNameAbbreviator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import io.eventbatcher.log.Printable;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.slf4j.event.KeyValuePair;

/**
 * An event as a line for people, with the lines of a stack trace indented behind it. Texts from outside, those of libraries included, forge no
 * line and steer no terminal.
 */
final class TextLine {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSSXXX", Locale.ROOT)
            .withZone(ZoneId.systemDefault());
    private static final TargetLengthBasedClassNameAbbreviator SHORT_NAMES =
            new TargetLengthBasedClassNameAbbreviator(1);

    private TextLine() {}

    /** @param stack true for a stack trace below the line, false for the causes within */
    static String of(ILoggingEvent event, boolean stack) {
        StringBuilder line = new StringBuilder(200)
                .append(TIME.format(Instant.ofEpochMilli(event.getTimeStamp())))
                .append(' ')
                .append(String.format(Locale.ROOT, "%-5s", event.getLevel()))
                .append(' ')
                .append(SHORT_NAMES.abbreviate(event.getLoggerName()))
                .append(' ')
                .append(Printable.of(EventTexts.message(event)));
        for (KeyValuePair pair : EventTexts.values(event)) {
            line.append(' ')
                    .append(Printable.of(pair.key))
                    .append('=')
                    .append(Printable.of(EventTexts.text(pair.value)));
        }
        IThrowableProxy thrown = event.getThrowableProxy();
        if (thrown != null && !stack) {
            line.append(" | ").append(Printable.of(EventTexts.causes(thrown)));
        }
        line.append('\n');
        if (thrown != null && stack) {
            Printable.lines(EventTexts.stack(thrown))
                    .lines()
                    .forEach(frame -> line.append("  ").append(frame).append('\n'));
        }
        return line.toString();
    }
}
