package io.eventbatcher.sandbox.torture.evidence;

/**
 * A mark on a dead letter, as the topic of resolutions has it.
 *
 * @param letter the letter's id
 * @param state replayed, discarded or open
 * @param outcome delivered or died-again; empty while the run did not know
 * @param run the run that replayed the letter; empty for none
 */
public record Mark(String letter, String state, String outcome, String run) {
    public boolean isReplay() {
        return state.equals("replayed");
    }

    public boolean isDiscard() {
        return state.equals("discarded");
    }
}
