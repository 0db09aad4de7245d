package io.eventbatcher.sandbox.operator;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventbatcher.cli.EventBatcher;
import io.eventbatcher.sandbox.endtoend.ServiceProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

/**
 * A call of the command line.
 *
 * @param status the exit status
 * @param out stdout and stderr, as a terminal shows them
 */
public record Invocation(int status, String out) {
    /** As a user calls it: in a process of its own, with an environment. */
    public static Invocation of(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        Process process = ServiceProcess.command(environment, arguments)
                .redirectErrorStream(true)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Invocation(process.waitFor(), out);
    }

    /** In this JVM, which costs a second less; for all that neither the environment nor the end of a process matters to. */
    public static Invocation here(String... arguments) {
        StringWriter terminal = new StringWriter();
        PrintWriter out = new PrintWriter(terminal);
        int status = EventBatcher.commandLine().setOut(out).setErr(out).execute(arguments);
        out.flush();
        return new Invocation(status, terminal.toString());
    }
}
