package io.eventbatcher.config;

import io.eventbatcher.config.table.Choice;
import io.eventbatcher.config.table.Key;
import io.eventbatcher.config.table.Section;
import io.eventbatcher.config.table.Values;
import io.eventbatcher.log.LogFormat;

/** The reports of an instance about itself. */
public record ReportSettings(LogFormat logFormat) {
    static final Section LOG = new Section("log");

    private static final Key<LogFormat> FORMAT = LOG.add("format", Choice.of(LogFormat.values()), "text", """
        The form of the log of run, which goes to stderr: text is for people, json has an object with time, level, logger, thread,
        message, values, cause and stack in each line.
        """);

    /** The environment variable of the log's format, which holds before the configuration is read. */
    public static final String FORMAT_VARIABLE = FORMAT.variable();

    ReportSettings(Values values) {
        this(values.get(FORMAT));
    }
}
