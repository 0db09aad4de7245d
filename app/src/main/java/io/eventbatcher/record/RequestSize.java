package io.eventbatcher.record;

/** The exact length of a request's body: {@code {"inputs":[…]}}, with a comma between inputs. */
public final class RequestSize {
    private static final int ENVELOPE_BYTES = "{\"inputs\":[]}".length();

    private RequestSize() {}

    /**
     * The length of a body, in bytes.
     *
     * @param inputs the number of inputs
     * @param jsonBytes the length of all inputs together
     */
    public static long bytes(int inputs, long jsonBytes) {
        return ENVELOPE_BYTES + jsonBytes + Math.max(0, inputs - 1);
    }
}
