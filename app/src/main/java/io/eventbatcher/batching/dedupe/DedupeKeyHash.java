package io.eventbatcher.batching.dedupe;

import io.eventbatcher.record.Origin;
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
    private static final byte REPLAY_ID = 1;
    private static final byte REPLAY = 2;

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
        return key(EVENT, scope, uuid);
    }

    /**
     * The key of a letter's replay.
     *
     * @param origin the first origin of the letter's event
     * @param replays the number of replays, the current one included: a letter that a replay died as is another letter
     */
    DedupeKey ofReplay(String replayId, Origin origin, int replays) {
        return key(REPLAY, replayId, origin.topic() + '/' + origin.partition() + '/' + origin.offset() + '/' + replays);
    }

    /** The key that earlier releases gave to all replays of one id. */
    DedupeKey ofReplayId(String replayId) {
        sha256.update(REPLAY_ID);
        return key(replayId);
    }

    private DedupeKey key(byte kind, String first, String last) {
        byte[] firstBytes = first.getBytes(StandardCharsets.UTF_8);
        sha256.update(kind);
        // the length keeps the texts apart, whatever characters they hold
        sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, firstBytes.length));
        sha256.update(firstBytes);
        return key(last);
    }

    private DedupeKey key(String last) {
        return DedupeKey.read(ByteBuffer.wrap(sha256.digest(last.getBytes(StandardCharsets.UTF_8))));
    }
}
