package io.eventbatcher.delivery.dispatch;

import io.eventbatcher.delivery.gate.EndpointHealth;
import io.eventbatcher.delivery.lane.BatchedItem;
import io.eventbatcher.delivery.lane.FailureHistory;
import io.eventbatcher.delivery.lane.FollowUp;
import io.eventbatcher.delivery.lane.ItemOutcome;
import io.eventbatcher.delivery.lane.MergedInput;
import io.eventbatcher.delivery.lane.PendingRequest;
import io.eventbatcher.hubspot.Facts;
import io.eventbatcher.hubspot.InputResult;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.record.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** What follows from the answer to a shipment: verdicts for its items, and further shipments. */
public final class OutcomeHandler implements Outcome.Cases<FollowUp> {
    private final PendingRequest shipment;
    private final Court court;
    private final EndpointHealth pulse;
    private final RetryTerms terms;
    private final Instant now;

    /** Where it is decided whether a rejection is believed. */
    public interface Court {
        void rejected(BatchedItem member, ItemOutcome.Dead verdict);
    }

    public OutcomeHandler(PendingRequest shipment, Court court, EndpointHealth pulse, RetryTerms terms) {
        this.shipment = shipment;
        this.court = court;
        this.pulse = pulse;
        this.terms = terms;
        this.now = terms.clock().instant();
    }

    /** These, and then the other half of a search, now that the first is answered. */
    private FollowUp thenTheOther(List<PendingRequest> shipments) {
        List<PendingRequest> all = new ArrayList<>(shipments);
        all.addAll(shipment.released());
        return FollowUp.atOnce(all);
    }

    @Override
    public FollowUp delivered(Outcome.Delivered outcome) {
        Receipt.Request request = request(outcome.facts());
        shipment.inputs().forEach(parcel -> parcel.delivered(request));
        PendingRequest other = shipment.other();
        // the two were refused together, so it must be the other
        return FollowUp.atOnce(other == null ? List.of() : other.searched());
    }

    @Override
    public FollowUp partlyDelivered(Outcome.PartlyDelivered outcome) {
        Receipt.Request request = request(outcome.facts());
        List<PendingRequest> next = new ArrayList<>();
        for (int i = 0; i < outcome.results().size(); i++) {
            MergedInput parcel = shipment.inputs().get(i);
            next.addAll(outcome.results().get(i).fold(new InputResult.Cases<List<PendingRequest>>() {
                @Override
                public List<PendingRequest> proven(InputResult.Proven result) {
                    parcel.delivered(request);
                    return List.of();
                }

                @Override
                public List<PendingRequest> refused(InputResult.Refused result) {
                    return dead(
                            parcel,
                            (member, letters) ->
                                    new ItemOutcome.Dead(letters.refused(member, result.facts(), result.refusal())));
                }

                @Override
                public List<PendingRequest> unproven(InputResult.Unproven result) {
                    return List.of(shipment.alone(parcel));
                }
            }));
        }
        return thenTheOther(next);
    }

    @Override
    public FollowUp split(Outcome.Split outcome) {
        return thenTheOther(shipment.searched());
    }

    @Override
    public FollowUp rejected(Outcome.Rejected outcome) {
        return thenTheOther(dead(
                shipment.inputs().get(0),
                (member, letters) ->
                        new ItemOutcome.Dead(letters.refused(member, outcome.facts(), outcome.refusal()))));
    }

    @Override
    public FollowUp alreadyAccepted(Outcome.AlreadyAccepted outcome) {
        shipment.inputs().get(0).delivered(request(outcome.facts()));
        return thenTheOther(List.of());
    }

    /** Twice alone, and it is unconfirmed; the second time after a while, for HubSpot may be behind. */
    @Override
    public FollowUp unproven(Outcome.Unproven outcome) {
        if (shipment.unproven() == 0) {
            return after(shipment.toProve(), Duration.ZERO);
        }
        return thenTheOther(dead(
                shipment.inputs().get(0),
                (member, letters) -> new ItemOutcome.Dead(letters.unconfirmed(member, outcome.facts()))));
    }

    @Override
    public FollowUp retry(Outcome.Retry outcome) {
        if (!outcome.unreachable()) {
            return after(shipment.toRetry(interrupted()), outcome.notBefore());
        }
        FailureHistory trial = shipment.failures().failed(pulse.signs(), now);
        if (!shipment.single() && trial.callsForDivision()) {
            return FollowUp.atOnce(shipment.parts(trial));
        }
        if (shipment.single() && trial.expired(shipment.failures(), terms.expireAfter())) {
            return expired(outcome.facts(), trial);
        }
        return failed(trial, outcome.notBefore());
    }

    /**
     * Others were taken meanwhile: that the route works needs no further proof. A merged input goes to its members only now, each with
     * as much patience as it had: what drew no answer may have been taken, and then the members set back for a moment what the last
     * of them had changed.
     */
    private FollowUp expired(Facts facts, FailureHistory trial) {
        MergedInput parcel = shipment.inputs().get(0);
        if (parcel.isMerged()) {
            return FollowUp.atOnce(shipment.parts(trial));
        }
        BatchedItem culprit = parcel.items().get(0);
        culprit.decide(new ItemOutcome.Dead(letters().expired(culprit, facts, trial)));
        return thenTheOther(List.of());
    }

    private FollowUp failed(FailureHistory trial, Duration notBefore) {
        boolean suspect = trial.part() || (shipment.single() && trial.count() >= FailureHistory.SUSPICIOUS);
        Duration delay = terms.backoff().delay(shipment.retries(), notBefore);
        boolean lacksComparison = suspect && trial.needsComparison(pulse.signs(), terms.expireAfter());
        return new FollowUp(List.of(shipment.toRetry(trial)), delay, suspect, lacksComparison);
    }

    @Override
    public FollowUp park(Outcome.Park outcome) {
        return whenTheGateOpens();
    }

    @Override
    public FollowUp halt(Outcome.Halt outcome) {
        return whenTheGateOpens();
    }

    /** It waits in front of its lane, where the gate keeps it; that it was turned away is not held against it. */
    private FollowUp whenTheGateOpens() {
        return FollowUp.atOnce(List.of(shipment.unsent().withFailures(interrupted())));
    }

    private FailureHistory interrupted() {
        return shipment.failures().interrupted(pulse.signs(), now);
    }

    private FollowUp after(PendingRequest again, Duration notBefore) {
        return FollowUp.after(List.of(again), terms.backoff().delay(shipment.retries(), notBefore));
    }

    /** A single item is dead. Of merged ones only the culprit should die, so they are asked one at a time, in order. */
    private List<PendingRequest> dead(
            MergedInput parcel, BiFunction<BatchedItem, DeliveryDeadLetters, ItemOutcome.Dead> verdict) {
        if (parcel.isMerged()) {
            return parcel.items().stream()
                    .map(MergedInput::of)
                    .map(shipment::alone)
                    .toList();
        }
        BatchedItem member = parcel.items().get(0);
        court.rejected(member, verdict.apply(member, letters()));
        return List.of();
    }

    private DeliveryDeadLetters letters() {
        return new DeliveryDeadLetters(shipment.attempts(), now);
    }

    private Receipt.Request request(Facts facts) {
        return new Receipt.Request(
                facts.status(),
                facts.correlationId(),
                shipment.attempts(),
                facts.latency().toMillis());
    }
}
