package io.eventbatcher.sandbox.bench.program;

/** Kills child processes if this JVM ends before them: it may be told to stop at any moment, and they must not stay. */
final class Killer {
    private final Thread hook;

    Killer(Runnable kill) {
        hook = new Thread(kill);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** The processes have ended. */
    void dismiss() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException stopping) {
            // the hook runs, or has run
        }
    }
}
