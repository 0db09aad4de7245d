package io.eventbatcher.sandbox.endtoend;

import java.util.List;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** A record to be published, as a producer may make it: nearly everything can be null. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Outgoing(byte @Nullable [] key, byte @Nullable [] value, List<Header> headers) {
    static Outgoing of(byte @Nullable [] value) {
        return new Outgoing(null, value, List.of());
    }

    Outgoing withKey(byte... changed) {
        return new Outgoing(changed, value, headers);
    }

    Outgoing withHeaders(List<Header> changed) {
        return new Outgoing(key, value, changed);
    }
}
