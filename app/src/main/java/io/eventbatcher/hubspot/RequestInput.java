package io.eventbatcher.hubspot;

import java.io.IOException;
import java.io.OutputStream;

/** One element of {@code inputs}: JSON that is written straight to the socket. */
public interface RequestInput {
    /** The length of the JSON, in bytes. */
    int length();

    /** Writes the JSON, UTF-8, exactly {@link #length} bytes. */
    void writeTo(OutputStream target) throws IOException;

    /** What an answer calls it by: the object id on the update route. */
    String identity();

    /** What the behavioral routes know it by, and remember: the event's uuid. */
    String uuid();
}
