package io.eventbatcher.replay.plan;

/** The schema registry gives no answer, so nobody can tell if HubSpot has taken later changes. The message is a sentence. */
public final class IdentityUnknownException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    IdentityUnknownException() {
        super(
                "The schema registry gives no answer, so nobody can tell if HubSpot took later changes of the same marketing events. Try again"
                        + " when it answers; --force replays without that check.");
    }
}
