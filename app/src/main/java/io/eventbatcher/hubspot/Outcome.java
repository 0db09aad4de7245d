package io.eventbatcher.hubspot;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The result of a request. The classifier decides an answer's meaning; the client makes outcomes without an answer, and the sender may read a
 * {@link Halt} as a fault of the inputs when HubSpot takes others. {@link #fold} reads an outcome case by case. */
public sealed interface Outcome {
    /** The answer in short. */
    Facts facts();

    /** True if the answer shows that HubSpot has taken an input, now or, for a known uuid, earlier. */
    default boolean showsAcceptance() {
        return false;
    }

    /** True if the outcome speaks against the endpoint as a whole: no answer, or a 5xx. */
    default boolean unreachable() {
        return false;
    }

    /** True if HubSpot limits the rate or the quota of requests (429). */
    default boolean throttled() {
        return false;
    }

    /** Applies the case of the outcome. */
    <T> T fold(Cases<T> cases);

    /** One function for each outcome. */
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

    /** The route's success: every input is proven. */
    record Delivered(Facts facts) implements Outcome {
        @Override
        public boolean showsAcceptance() {
            return true;
        }

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
        public boolean showsAcceptance() {
            return results.stream().anyMatch(InputResult.Proven.class::isInstance);
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.partlyDelivered(this);
        }
    }

    /** HubSpot refuses at least one of several inputs, or one of the items merged into a single input; smaller requests find the culprit. */
    record Split(Facts facts, Naming naming) implements Outcome {
        /** A refusal that names no input. */
        public Split(Facts facts) {
            this(facts, Naming.NONE);
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.split(this);
        }
    }

    /** HubSpot refuses the only input of the request for good. */
    record Rejected(Facts facts, RejectionKind refusal) implements Outcome {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.rejected(this);
        }
    }

    /**
     * The request must be repeated later: nothing is decided about the inputs.
     *
     * @param notBefore the least time to wait, from {@code Retry-After}, within bounds; zero without the header
     */
    record Retry(Facts facts, Duration notBefore, Retry.Cause cause) implements Outcome {
        /** The reason to repeat a request. */
        public enum Cause {
            /** No answer, or a 5xx. */
            UNREACHABLE,
            /** A rate limit of seconds (429). */
            THROTTLED,
            /** HubSpot changes the object at the moment (423). */
            LOCKED,
            /** A success without the proof that the route asks for. */
            UNCLEAR,
            /** A status that HubSpot does not document for the route. */
            UNEXPECTED,
            /** A halting answer to a single input, while HubSpot takes others: only further tries alone tell. */
            DOUBTED
        }

        @Override
        public boolean unreachable() {
            return cause == Retry.Cause.UNREACHABLE;
        }

        @Override
        public boolean throttled() {
            return cause == Retry.Cause.THROTTLED;
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.retry(this);
        }
    }

    /** HubSpot knows the uuid of the only input: an earlier request, whose answer was lost, was accepted. */
    record AlreadyAccepted(Facts facts) implements Outcome {
        @Override
        public boolean showsAcceptance() {
            return true;
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.alreadyAccepted(this);
        }
    }

    /** A success without a result for the only input. */
    record Unproven(Facts facts) implements Outcome {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.unproven(this);
        }
    }

    /**
     * A quota is used up, or HubSpot moves the account: nothing under the quota is sent before a time.
     *
     * @param until the time of the next try
     */
    record Park(Facts facts, Instant until, Park.Cause cause) implements Outcome {
        /** The reason to wait. */
        public enum Cause {
            /** The quota of the day is used up (429). */
            QUOTA,
            /** HubSpot moves the account to another data centre (477). */
            MIGRATION
        }

        @Override
        public boolean throttled() {
            return cause == Park.Cause.QUOTA;
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.park(this);
        }
    }

    /** Credentials or configuration are wrong, not the inputs: nothing is sent or judged until the fault is gone. */
    record Halt(Facts facts, Halt.Cause cause) implements Outcome {
        /** The routes that a fault stops. */
        public enum Scope {
            /** Every route, because all share the credentials. */
            CREDENTIALS,
            /** The route of the request. */
            ROUTE
        }

        /** The fault, with the routes that stop for it. */
        public enum Cause {
            /** No token can be had; no request was sent. */
            NO_TOKEN(Scope.CREDENTIALS),
            /** HubSpot does not take the token (401). */
            TOKEN_REFUSED(Scope.CREDENTIALS),
            /** HubSpot has banned the account (403 with the category BANNED). */
            BANNED(Scope.CREDENTIALS),
            /** HubSpot refuses the token here (401), and takes the token on another route or for other inputs. */
            REFUSED_HERE(Scope.ROUTE),
            /** The token lacks a scope, or the account a subscription (403). */
            FORBIDDEN(Scope.ROUTE),
            /** The path does not exist (404 about no object). */
            PATH_NOT_FOUND(Scope.ROUTE),
            /** The path takes no POST (405). */
            METHOD_NOT_ALLOWED(Scope.ROUTE),
            /** HubSpot has switched the path off (410). */
            GONE(Scope.ROUTE),
            /** HubSpot asks for a payment (402). */
            PAYMENT_REQUIRED(Scope.ROUTE),
            /** The path does not take the form of the service's requests (406, 415 and their like). */
            FORM_REFUSED(Scope.ROUTE),
            /** A firewall answers with a page (403), a proxy wants credentials (407), or a law forbids access (451). */
            BLOCKED(Scope.ROUTE),
            /** The answer leads elsewhere (3xx). */
            REDIRECT(Scope.ROUTE);

            private final Scope scope;

            Cause(Scope scope) {
                this.scope = scope;
            }
        }

        public Scope scope() {
            return cause.scope;
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.halt(this);
        }
    }
}
