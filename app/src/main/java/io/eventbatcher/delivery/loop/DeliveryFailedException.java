package io.eventbatcher.delivery.loop;

import org.jspecify.annotations.Nullable;

/** The reason for delivery to end, as a sentence with the remedy. */
public final class DeliveryFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DeliveryFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
