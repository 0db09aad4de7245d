package io.eventbatcher.hubspot;

/** What a request's answer says of one of its inputs. */
public sealed interface InputResult {
    /** The value for this result; every case must be answered. */
    <T> T fold(Cases<T> cases);

    /** One answer for each result. */
    interface Cases<T> {
        T proven(Proven result);

        T refused(Refused result);

        T unproven(Unproven result);
    }

    /** Taken. */
    record Proven() implements InputResult {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.proven(this);
        }
    }

    /** Refused by name. */
    record Refused(Facts facts, RejectionKind refusal) implements InputResult {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.refused(this);
        }
    }

    /** Neither: the answer says nothing of it, or contradicts itself. */
    record Unproven() implements InputResult {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.unproven(this);
        }
    }
}
