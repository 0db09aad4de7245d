package io.eventbatcher.config;

/** A value that must never be printed: only {@link #reveal} gives it, and everything else shows stars. */
public final class Secret {
    /** None given. */
    public static final Secret NONE = new Secret("");

    private final String value;

    public Secret(String value) {
        this.value = value;
    }

    /** The value itself, for the one place that sends it. */
    public String reveal() {
        return value;
    }

    public boolean isEmpty() {
        return value.isBlank();
    }

    @Override
    public String toString() {
        return isEmpty() ? "(none)" : "********";
    }
}
