package io.eventbatcher.replay.plan;

/** A plan cannot be made. The message is a sentence, with the remedy. */
public final class NoPlanException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private NoPlanException(String sentence) {
        super(sentence);
    }

    static NoPlanException identityUnknown() {
        return new NoPlanException(
                "The schema registry gives no answer, so nobody can tell if HubSpot took later changes of the same marketing events. Try again"
                        + " when it answers; --force replays without that check.");
    }

    static NoPlanException editsGone(String run) {
        return new NoPlanException(
                "Run " + run + " has its edits from a file, and not all of them are kept any more: 'dead-letters edit"
                        + " --file' with the same file sends the rest, and nothing twice.");
    }
}
