package io.eventbatcher.log.line;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import io.eventbatcher.log.LogFormat;

/** Writes each event in the form that holds at the moment: {@link TextLine} or {@link JsonLine}. */
public final class LineEncoder extends EncoderBase<ILoggingEvent> {
    private static final String OURS = "io.eventbatcher.";
    private static final byte[] NOTHING = {};

    private boolean libraryStacks;

    /** Called by Logback; {@code full} shows the stack traces of libraries, any other text their causes only. */
    public void setLibraryStacks(String stacks) {
        libraryStacks = stacks.equals("full");
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        boolean stack = libraryStacks || event.getLoggerName().startsWith(OURS);
        String line = LogFormat.current() == LogFormat.JSON ? JsonLine.of(event, stack) : TextLine.of(event, stack);
        return line.getBytes(UTF_8);
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }
}
