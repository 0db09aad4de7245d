package io.eventbatcher.hubspot;

import java.io.IOException;
import java.io.OutputStream;

/** An element of {@code inputs}: JSON, written straight to the socket. */
public interface RequestInput {
    /** The length of the JSON, in bytes. */
    int length();

    /** Writes the JSON, UTF-8, exactly {@link #length} bytes. */
    void writeTo(OutputStream target) throws IOException;

    /** The id of the input in answers: the object id on the update route. */
    String identity();

    /** The event's uuid, which the behavioral routes remember. */
    String uuid();
}
