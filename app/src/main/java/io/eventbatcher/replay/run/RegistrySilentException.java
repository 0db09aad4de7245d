package io.eventbatcher.replay.run;

/** The schema registry gives no answer, so the events of a run cannot be edited. No replay was sent twice, and the run can be resumed. */
public final class RegistrySilentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String run;

    RegistrySilentException(String run) {
        super("The schema registry gives no answer, so no event of run " + run + " can be edited.");
        this.run = run;
    }

    public String run() {
        return run;
    }
}
