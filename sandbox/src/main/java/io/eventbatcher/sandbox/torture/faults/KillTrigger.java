package io.eventbatcher.sandbox.torture.faults;

import java.time.Duration;

/**
 * Kills the sender of the next request with accepted inputs.
 *
 * @param delay from the moment to the kill
 * @param restartAfter from the kill to the next start
 */
public record KillTrigger(Moment moment, Duration delay, Duration restartAfter) {

    /** When the sender dies. */
    public enum Moment {
        /** HubSpot has done the work, and the answer never arrives. */
        BEFORE_ANSWER("kill-before-answer"),
        /** The answer is under way: within the delay the sender may have settled, be settling, or not yet have read the answer. */
        AFTER_ANSWER("kill-after-answer");

        private final String label;

        Moment(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }
}
