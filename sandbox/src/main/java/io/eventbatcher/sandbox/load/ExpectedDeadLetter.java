package io.eventbatcher.sandbox.load;

import io.eventbatcher.sandbox.load.plan.Fate;
import java.util.UUID;

/**
 * A published record that must be found among the dead letters.
 *
 * @param topic of the publication, as {@code partition} and {@code offset}
 * @param fate the reason of death
 * @param fingerprint of key, value and headers as published, see {@link RecordFingerprint}
 */
public record ExpectedDeadLetter(String topic, int partition, long offset, Fate fate, UUID fingerprint) {}
