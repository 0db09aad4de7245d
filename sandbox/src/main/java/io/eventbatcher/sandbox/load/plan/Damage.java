package io.eventbatcher.sandbox.load.plan;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Makes bytes that no reader of the wire format can take for an event. Leaves the schema id alone, because an unknown id may become known
 * later.
 */
final class Damage {

    private static final int HEADER = 5;

    private Damage() {}

    static byte[] to(byte[] value, RandomGenerator random) {
        return switch (random.nextInt(5)) {
            case 0 -> randomBytes(random);
            case 1 -> cutShort(value, random);
            case 2 -> withAnotherMagic(value);
            case 3 -> Arrays.copyOf(value, 1 + random.nextInt(HEADER - 1));
            default -> new byte[0];
        };
    }

    private static byte[] randomBytes(RandomGenerator random) {
        byte[] bytes = new byte[20 + random.nextInt(400)];
        random.nextBytes(bytes);
        return withAnotherMagic(bytes);
    }

    /** All of our schemas end with a map, and a map ends with a zero byte; a reader of a cut value misses the end. */
    private static byte[] cutShort(byte[] value, RandomGenerator random) {
        return Arrays.copyOf(value, HEADER + random.nextInt(value.length - HEADER));
    }

    private static byte[] withAnotherMagic(byte[] value) {
        byte[] changed = value.clone();
        changed[0] = 7;
        return changed;
    }
}
