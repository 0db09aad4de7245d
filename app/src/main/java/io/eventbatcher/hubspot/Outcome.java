package io.eventbatcher.hubspot;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What became of a request. {@link Classifier} makes them; {@link #fold} is how everybody else reads them. */
public sealed interface Outcome {
    /** What is known of the answer. */
    Facts facts();

    /** The value for this outcome; every case must be answered. */
    <T> T fold(Cases<T> cases);

    /** One answer for each outcome. */
    interface Cases<T> {
        T delivered(Delivered outcome);

        T partlyDelivered(PartlyDelivered outcome);

        T split(Split outcome);

        T rejected(Rejected outcome);

        T retry(Retry outcome);

        T alreadyAccepted(AlreadyAccepted outcome);

        T unproven(Unproven outcome);

        T park(Park outcome);

        T halt(Halt outcome);
    }

    /** Exactly the route's success: every input is proven. */
    record Delivered(Facts facts) implements Outcome {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.delivered(this);
        }
    }

    /**
     * Each input has its own result.
     *
     * @param results in the order of the inputs
     */
    record PartlyDelivered(Facts facts, List<InputResult> results) implements Outcome {
        public PartlyDelivered {
            results = List.copyOf(results);
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.partlyDelivered(this);
        }
    }

    /** At least one of several inputs is refused; which one, only smaller requests will tell. */
    record Split(Facts facts) implements Outcome {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.split(this);
        }
    }

    /** The only input of the request is refused for good. */
    record Rejected(Facts facts, RejectionKind refusal) implements Outcome {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.rejected(this);
        }
    }

    /**
     * Nothing is known, or nothing for good: the same again, later.
     *
     * @param notBefore the least time to wait, from {@code Retry-After}; zero when the answer names none
     * @param unreachable whether this speaks against the endpoint as such: no answer, or a 5xx
     */
    record Retry(Facts facts, Duration notBefore, boolean unreachable) implements Outcome {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.retry(this);
        }
    }

    /** The only input is refused because its uuid was accepted before: by an earlier request of ours, whose answer was lost. */
    record AlreadyAccepted(Facts facts) implements Outcome {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.alreadyAccepted(this);
        }
    }

    /** A success that says nothing about the only input. */
    record Unproven(Facts facts) implements Outcome {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.unproven(this);
        }
    }

    /**
     * A quota is used up, or the account is being moved: nothing under that quota is to be sent before a time.
     *
     * @param until when it may be tried again
     */
    record Park(Facts facts, Instant until) implements Outcome {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.park(this);
        }
    }

    /** The fault is with our credentials or configuration, not with the inputs: nothing is to be sent, or judged, until it is gone. */
    record Halt(Facts facts, Scope scope) implements Outcome {
        /** What the fault stops. */
        public enum Scope {
            /** Every route: they share the credentials. */
            CREDENTIALS,
            /** The route whose path or scope it is. */
            ROUTE
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.halt(this);
        }
    }
}
