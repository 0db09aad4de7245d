package io.eventbatcher.sandbox.simulator;

import java.time.Instant;

/** Gets each request while the simulator handles it, on the simulator's threads. A slow listener delays the answer. */
public interface RequestListener {
    /** Ignores all requests. */
    RequestListener NOBODY = new RequestListener() {
        @Override
        public void decided(DecidedRequest request) {}

        @Override
        public void answering(long number, Instant at) {}
    };

    /** The request was decided and carried out; the answer waits until the call returns. */
    void decided(DecidedRequest request);

    /** The answer goes to the connection now, or the connection is reset. */
    void answering(long number, Instant at);
}
