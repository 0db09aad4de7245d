package io.eventbatcher.cli.terminal;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The terminal of the process, if there is one: for questions, and for lines that are written again and again. */
@SuppressWarnings("SystemConsoleNull") // isTerminal tells where null does not
public final class Terminal {
    private Terminal() {}

    /** True if a person sits at stdin and stdout. */
    public static boolean isWatched() {
        Console console = System.console();
        return console != null && isTerminal(console);
    }

    /** From Java 22 on there is a console without a terminal, too, and it can tell. */
    private static boolean isTerminal(Console console) {
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException before22) {
            return true;
        }
    }

    /** A line that a person writes; null if nobody can write one, or for the end of the input. */
    public static @Nullable String line() {
        Console console = System.console();
        return console == null ? null : console.readLine();
    }

    /**
     * Asks a question that {@code y} or {@code yes} agrees to; anything else declines.
     *
     * @param answers gives the line that answers; null declines
     */
    public static boolean agrees(String question, PrintWriter err, Supplier<@Nullable String> answers) {
        err.print(question + " [y/N] ");
        err.flush();
        String answer = answers.get();
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    }
}
