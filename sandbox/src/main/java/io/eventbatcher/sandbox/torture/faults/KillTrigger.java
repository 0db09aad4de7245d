package io.eventbatcher.sandbox.torture.faults;

import java.time.Duration;

/**
 * Waits for the next request that HubSpot takes anything of, and kills its sender.
 *
 * @param delay from the moment to the kill
 * @param restartAfter from the kill to the next start
 */
public record KillTrigger(Moment moment, Duration delay, Duration restartAfter) {

    /** When the sender dies. */
    public enum Moment {
        /** HubSpot has done it, and the answer never arrives. */
        BEFORE_ANSWER("kill-before-answer"),
        /** The answer is under way: within the delay the sender may be settling, have settled, or not yet have read it. */
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
