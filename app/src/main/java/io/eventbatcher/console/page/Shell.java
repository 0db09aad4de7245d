package io.eventbatcher.console.page;

/** Words of commands that people copy from pages. */
public final class Shell {
    private Shell() {}

    /** The text as one word of a shell. */
    public static String quoted(String text) {
        return text.matches("[\\w.:@/+][\\w.:@/+-]*") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
