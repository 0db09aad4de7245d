package io.eventbatcher.cli;

import java.util.List;

/**
 * Further commands, found on the class path with {@link java.util.ServiceLoader}. So the sandbox adds its commands without the
 * service knowing of it.
 */
public interface CommandSource {
    /** Objects annotated with picocli's {@code @Command}. */
    List<Object> commands();
}
