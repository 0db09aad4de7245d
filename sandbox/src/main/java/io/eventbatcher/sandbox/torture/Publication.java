package io.eventbatcher.sandbox.torture;

import io.eventbatcher.sandbox.load.Fate;
import io.eventbatcher.sandbox.load.PlannedRecord;
import io.eventbatcher.sandbox.load.RecordFingerprint;
import java.util.UUID;

/**
 * A record that the broker acknowledged, and what must become of it.
 *
 * @param key the event; a duplicate has that of its original
 * @param fingerprint of key, value and headers
 */
record Publication(EventKey key, Origin origin, Fate fate, UUID uuid, UUID fingerprint) {
    static Publication of(PlannedRecord planned, Origin origin) {
        return new Publication(
                EventKey.of(planned),
                origin,
                planned.fate(),
                planned.uuid(),
                RecordFingerprint.of(planned.key(), planned.value(), planned.headers()));
    }
}
