package io.eventbatcher.hubspot;

import java.io.IOException;
import java.io.OutputStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An element of {@code inputs}: JSON, written straight to the socket. */
public interface RequestInput {
    /** The length of the JSON, in bytes. */
    int length();

    /** Writes the JSON, UTF-8, exactly {@link #length} bytes. */
    void writeTo(OutputStream target) throws IOException;

    /** The id of the input in answers: the object id on the update route. */
    String identity();

    /** The event's own name, by which HubSpot must know events on a route that has names; null for an event without a name. */
    default @Nullable String eventName() {
        return null;
    }

    /** The event's uuid, which the behavioral routes remember. */
    String uuid();

    /** The values of a header of the source records behind the input, the last of each record; read from the records when asked for. */
    default Stream<byte[]> headers(String name) {
        return Stream.empty();
    }
}
