package io.eventbatcher.sandbox.load.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** Headers that a dead letter has to keep: a repeated name, a null value, bytes that are no text. */
final class RandomHeaders {

    private static final Header SOURCE = new RecordHeader("source", "load-generator".getBytes(UTF_8));

    private RandomHeaders() {}

    static List<Header> plain() {
        return List.of(SOURCE);
    }

    static List<Header> curious(RandomGenerator random) {
        byte[] noText = new byte[8];
        random.nextBytes(noText);
        return List.of(
                SOURCE,
                new RecordHeader("trace", noText),
                new RecordHeader("step", "first".getBytes(UTF_8)),
                new RecordHeader("step", "second".getBytes(UTF_8)),
                new RecordHeader("nothing", (byte[]) null));
    }
}
