package io.eventbatcher.config;

import java.time.Duration;

/** Bounds of settings; what is outside them is refused with the key, the value and what is allowed. */
final class Check {
    private Check() {}

    static void within(String key, long value, long least, long most) {
        if (value < least || value > most) {
            throw new ConfigurationException(
                    key + ": " + value + " is out of range; allowed are " + least + " to " + most + ".");
        }
    }

    static void within(String key, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new ConfigurationException(key + ": " + Durations.text(value) + " is out of range; allowed are "
                    + Durations.text(least) + " to " + Durations.text(most) + ".");
        }
    }

    static void present(String key, String value, String remedy) {
        if (value.isBlank()) {
            throw new ConfigurationException(key + ": is empty; " + remedy);
        }
    }
}
