package io.eventbatcher.hubspot;

/** The result of a single input of a request. */
public sealed interface InputResult {
    /** Applies the case of the result. */
    <T> T fold(Cases<T> cases);

    /** One function for each result. */
    interface Cases<T> {
        T proven(Proven result);

        T refused(Refused result);

        T unproven(Unproven result);
    }

    /** HubSpot has taken the input. */
    record Proven() implements InputResult {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.proven(this);
        }
    }

    /** HubSpot refuses the input by name. */
    record Refused(Facts facts, RejectionKind refusal) implements InputResult {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.refused(this);
        }
    }

    /** The answer says nothing of the input, or contradicts itself. */
    record Unproven() implements InputResult {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.unproven(this);
        }
    }
}
