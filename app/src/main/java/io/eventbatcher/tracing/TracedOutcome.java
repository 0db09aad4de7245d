package io.eventbatcher.tracing;

import io.eventbatcher.hubspot.Facts;
import io.eventbatcher.hubspot.InputResult;
import io.eventbatcher.hubspot.Outcome;

/** The same outcome, whose facts name a trace. */
final class TracedOutcome implements Outcome.Cases<Outcome>, InputResult.Cases<InputResult> {
    private final String traceId;

    TracedOutcome(String traceId) {
        this.traceId = traceId;
    }

    private Facts traced(Facts facts) {
        return facts.traced(traceId);
    }

    @Override
    public Outcome delivered(Outcome.Delivered outcome) {
        return new Outcome.Delivered(traced(outcome.facts()));
    }

    @Override
    public Outcome partlyDelivered(Outcome.PartlyDelivered outcome) {
        return new Outcome.PartlyDelivered(
                traced(outcome.facts()),
                outcome.results().stream().map(result -> result.fold(this)).toList());
    }

    @Override
    public Outcome split(Outcome.Split outcome) {
        return new Outcome.Split(traced(outcome.facts()), outcome.naming());
    }

    @Override
    public Outcome rejected(Outcome.Rejected outcome) {
        return new Outcome.Rejected(traced(outcome.facts()), outcome.refusal());
    }

    @Override
    public Outcome retry(Outcome.Retry outcome) {
        return new Outcome.Retry(traced(outcome.facts()), outcome.notBefore(), outcome.cause());
    }

    @Override
    public Outcome alreadyAccepted(Outcome.AlreadyAccepted outcome) {
        return new Outcome.AlreadyAccepted(traced(outcome.facts()));
    }

    @Override
    public Outcome unproven(Outcome.Unproven outcome) {
        return new Outcome.Unproven(traced(outcome.facts()));
    }

    @Override
    public Outcome park(Outcome.Park outcome) {
        return new Outcome.Park(traced(outcome.facts()), outcome.until(), outcome.cause());
    }

    @Override
    public Outcome halt(Outcome.Halt outcome) {
        return new Outcome.Halt(traced(outcome.facts()), outcome.cause());
    }

    @Override
    public InputResult proven(InputResult.Proven result) {
        return result;
    }

    @Override
    public InputResult refused(InputResult.Refused result) {
        return new InputResult.Refused(traced(result.facts()), result.refusal());
    }

    @Override
    public InputResult unproven(InputResult.Unproven result) {
        return result;
    }
}
