package io.eventbatcher.sandbox.stack;

import java.io.IOException;

/** Programs of the machine, which may be missing. */
public final class Programs {
    private Programs() {}

    /** True if the command runs, such as {@code kcat -V}. */
    public static boolean has(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
