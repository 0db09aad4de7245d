package io.eventbatcher.sandbox.simulator;

import java.time.Instant;

/** Is told of each request while it happens, on the simulator's threads: what takes long here makes the answer late. */
public interface RequestListener {
    /** For those who do not listen. */
    RequestListener NOBODY = new RequestListener() {
        @Override
        public void decided(DecidedRequest request) {}

        @Override
        public void answering(long number, Instant at) {}
    };

    /** It was decided and carried out; the answer waits for this call. */
    void decided(DecidedRequest request);

    /** The answer goes to the connection now, or the connection is reset. */
    void answering(long number, Instant at);
}
