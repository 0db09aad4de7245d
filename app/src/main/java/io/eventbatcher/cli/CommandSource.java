package io.eventbatcher.cli;

import java.util.List;

/**
 * A source of further commands, found on the class path with {@link java.util.ServiceLoader}: the sandbox adds its commands, and the service does
 * not know the sandbox.
 */
public interface CommandSource {
    /** Objects annotated with picocli's {@code @Command}. */
    List<Object> commands();
}
