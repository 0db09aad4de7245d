package io.eventbatcher.sandbox.operator;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventbatcher.sandbox.endtoend.ServiceProcess;
import java.io.IOException;
import java.util.Map;

/**
 * The command line as a user calls it: in a process of its own, with an environment.
 *
 * @param status the exit status
 * @param out stdout and stderr, as a terminal shows them
 */
public record Invocation(int status, String out) {
    public static Invocation of(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        Process process = ServiceProcess.command(environment, arguments)
                .redirectErrorStream(true)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Invocation(process.waitFor(), out);
    }
}
