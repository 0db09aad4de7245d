package io.eventbatcher.notification;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A notification.
 *
 * @param event begun, over or dead-letters
 * @param state the state of the lanes: halted, held, parked, down, waiting; dead for letters
 * @param subjects the routes or topics
 * @param title the news in brief
 * @param text sentences about the cause and the remedy
 */
record Message(
        Event event,
        String state,
        List<String> subjects,
        @Nullable Instant since,
        @Nullable Instant until,
        String title,
        String text) {

    enum Event {
        BEGUN("begun"),
        OVER("over"),
        DEAD_LETTERS("dead-letters");

        private final String label;

        Event(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }
}
