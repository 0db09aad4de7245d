package io.eventbatcher.replay.letter;

import io.eventbatcher.log.Printable;

/** A value that an option of a filter does not take. The message is a sentence that names the option and the values it takes. */
public final class IllegalFilterException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    IllegalFilterException(FilterOption option, String value, String takes) {
        super("--" + option.label() + ": '" + Printable.brief(value) + "' does not fit; it takes " + takes + ".");
    }
}
