package io.eventbatcher.delivery.inflight;

import io.eventbatcher.delivery.halt.ProbedHalt;
import java.util.Optional;

/** The reason for sending a request. */
public sealed interface RequestPurpose {
    /** The halt that the answer may end; empty for an ordinary request. */
    Optional<ProbedHalt> halt();

    /** The rejection of a retrial; empty for the rest. */
    Optional<UnconfirmedRejection> rejection();

    /** Delivers the next events of a lane. */
    record Ordinary() implements RequestPurpose {
        @Override
        public Optional<ProbedHalt> halt() {
            return Optional.empty();
        }

        @Override
        public Optional<UnconfirmedRejection> rejection() {
            return Optional.empty();
        }
    }

    /**
     * Tries a halted route with one input of a lane.
     *
     * @param probed the halt
     */
    record Probe(ProbedHalt probed) implements RequestPurpose {
        @Override
        public Optional<ProbedHalt> halt() {
            return Optional.of(probed);
        }

        @Override
        public Optional<UnconfirmedRejection> rejection() {
            return Optional.empty();
        }
    }

    /**
     * Tries a halted route with a rejected input, which is in no queue of a lane.
     *
     * @param probed the halt
     * @param retried the rejection
     */
    record Retrial(ProbedHalt probed, UnconfirmedRejection retried) implements RequestPurpose {
        @Override
        public Optional<ProbedHalt> halt() {
            return Optional.of(probed);
        }

        @Override
        public Optional<UnconfirmedRejection> rejection() {
            return Optional.of(retried);
        }
    }
}
