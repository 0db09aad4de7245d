package io.eventbatcher.delivery.loop;

import org.jspecify.annotations.Nullable;

/** Why delivery cannot go on, as a sentence with the remedy. */
public final class DeliveryFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DeliveryFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
