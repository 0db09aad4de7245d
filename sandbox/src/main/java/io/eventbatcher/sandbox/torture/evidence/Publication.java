package io.eventbatcher.sandbox.torture.evidence;

import io.eventbatcher.sandbox.load.RecordFingerprint;
import io.eventbatcher.sandbox.load.plan.Fate;
import io.eventbatcher.sandbox.load.plan.PlannedRecord;
import java.util.UUID;

/**
 * A record that the broker acknowledged, and what must become of it.
 *
 * @param key the event; a duplicate has that of its original
 * @param fingerprint of key, value and headers
 */
public record Publication(EventKey key, SourceOffset origin, Fate fate, UUID uuid, UUID fingerprint) {
    public static Publication of(PlannedRecord planned, SourceOffset origin) {
        return new Publication(
                EventKey.of(planned),
                origin,
                planned.fate(),
                planned.uuid(),
                RecordFingerprint.of(planned.key(), planned.value(), planned.headers()));
    }
}
