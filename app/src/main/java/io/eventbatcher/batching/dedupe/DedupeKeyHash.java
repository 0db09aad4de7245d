package io.eventbatcher.batching.dedupe;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Makes dedupe keys: 128 bits of SHA-256. Should two events ever share a key, their contents differ, so the later event becomes a dead
 * letter {@code uuid-conflict}: visible and replayable, never a silent loss. Not safe for use by several threads.
 */
final class DedupeKeyHash {
    private static final byte EVENT = 0;
    private static final byte REPLAY = 1;

    private final MessageDigest sha256;

    DedupeKeyHash() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** @param scope HubSpot tells uuids apart within the scope: the event name or the marketing event */
    DedupeKey ofEvent(String scope, String uuid) {
        byte[] scopeBytes = scope.getBytes(StandardCharsets.UTF_8);
        sha256.update(EVENT);
        // the length keeps scope and uuid apart, whatever characters they hold
        sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, scopeBytes.length));
        sha256.update(scopeBytes);
        return key(uuid);
    }

    DedupeKey ofReplay(String replayId) {
        sha256.update(REPLAY);
        return key(replayId);
    }

    private DedupeKey key(String last) {
        return DedupeKey.read(ByteBuffer.wrap(sha256.digest(last.getBytes(StandardCharsets.UTF_8))));
    }
}
