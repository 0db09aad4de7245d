package io.eventbatcher.log;

/** The form of the lines that the process logs. */
public enum LogFormat {
    /** A line for people. */
    TEXT,
    /** A JSON object in a line, for collectors of logs. */
    JSON;

    // the first lines are logged before anybody has read the configuration
    private static volatile LogFormat current = TEXT;

    /** The form of the next line. */
    public static LogFormat current() {
        return current;
    }

    /** Gives all later lines of the process this form. */
    public static void use(LogFormat format) {
        current = format;
    }
}
