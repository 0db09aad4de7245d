package io.eventbatcher.sandbox.simulator.journal;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * A set of texts that keeps 16 bytes of hash for each text (a {@code HashSet<String>} takes more than 120), because tens of millions of
 * uuids must fit. Two texts with one 122-bit hash are not expected in the life of a sandbox. Not thread-safe.
 */
public final class FingerprintSet {
    private static final int FIRST_CAPACITY = 1 << 10;

    /** Pairs of words. A pair of zeros is free; no name-based UUID is zero. */
    private long[] slots = new long[2 * FIRST_CAPACITY];

    private int size;

    public static UUID fingerprint(String scope, String text) {
        return UUID.nameUUIDFromBytes((scope + '\n' + text).getBytes(StandardCharsets.UTF_8));
    }

    public boolean contains(UUID fingerprint) {
        return slots[slotOf(fingerprint, slots)] != 0;
    }

    /** Returns true for a new fingerprint. */
    public boolean add(UUID fingerprint) {
        int slot = slotOf(fingerprint, slots);
        if (slots[slot] != 0) {
            return false;
        }
        put(fingerprint, slot, slots);
        size++;
        if (3 * size > slots.length) {
            grow();
        }
        return true;
    }

    private void grow() {
        long[] larger = new long[2 * slots.length];
        for (int slot = 0; slot < slots.length; slot += 2) {
            if (slots[slot] != 0) {
                UUID fingerprint = new UUID(slots[slot], slots[slot + 1]);
                put(fingerprint, slotOf(fingerprint, larger), larger);
            }
        }
        slots = larger;
    }

    private static void put(UUID fingerprint, int slot, long[] slots) {
        slots[slot] = fingerprint.getMostSignificantBits();
        slots[slot + 1] = fingerprint.getLeastSignificantBits();
    }

    /** Returns the fingerprint's slot, or the free slot for a new one. */
    private static int slotOf(UUID fingerprint, long[] slots) {
        long high = fingerprint.getMostSignificantBits();
        long low = fingerprint.getLeastSignificantBits();
        int mask = slots.length / 2 - 1;
        int place = (int) (high ^ (high >>> 32)) & mask;
        while (slots[2 * place] != 0 && (slots[2 * place] != high || slots[2 * place + 1] != low)) {
            place = (place + 1) & mask;
        }
        return 2 * place;
    }
}
