package io.eventbatcher.sandbox.torture.evidence;

import io.eventbatcher.sandbox.load.RecordFingerprint;
import io.eventbatcher.sandbox.load.plan.Fate;
import io.eventbatcher.sandbox.load.plan.PlannedRecord;
import io.eventbatcher.sandbox.stack.SourceOffset;
import java.util.UUID;

/**
 * A record acknowledged by the broker, and its fate.
 *
 * @param key of the event; a duplicate has the key of its original
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
