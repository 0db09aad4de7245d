package io.eventbatcher.delivery.dispatch;

import io.eventbatcher.deadletter.DeadLetter;
import io.eventbatcher.delivery.history.FailureHistory.EndpointSigns;
import io.eventbatcher.delivery.lane.BatchedItem;
import io.eventbatcher.delivery.lane.FollowUp;
import io.eventbatcher.delivery.lane.ItemOutcome;
import io.eventbatcher.delivery.lane.MergedInput;
import io.eventbatcher.delivery.lane.PendingRequest;
import io.eventbatcher.delivery.search.BadShare;
import io.eventbatcher.hubspot.Facts;
import io.eventbatcher.hubspot.InputResult;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.hubspot.RejectionKind;
import io.eventbatcher.record.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Turns the outcome of a request into outcomes of items, and into follow-up requests. */
final class OutcomeHandler implements Outcome.Cases<FollowUp> {
    private final PendingRequest request;
    private final RejectionPolicy rejections;
    private final BadShare share;
    private final EndpointSigns signs;
    private final RetryPolicy retries;
    private final DeliveryDeadLetters letters;

    /** Decides if a rejection makes an item dead at once. */
    interface RejectionPolicy {
        void rejected(BatchedItem item, ItemOutcome.Dead dead);
    }

    /** @param share learns from the outcome, and sizes groups in a search */
    OutcomeHandler(
            PendingRequest request,
            RejectionPolicy rejections,
            BadShare share,
            EndpointSigns signs,
            RetryPolicy retries) {
        this.request = request;
        this.share = share;
        this.rejections = rejections;
        this.signs = signs;
        this.retries = retries;
        this.letters = new DeliveryDeadLetters(request.attempts(), retries.now());
    }

    @Override
    public FollowUp delivered(Outcome.Delivered outcome) {
        Receipt.Request receipt = receipt(outcome.facts());
        request.inputs().forEach(input -> input.delivered(receipt));
        share.taken(request.inputs().size());
        return FollowUp.atOnce(request.afterTaken());
    }

    @Override
    public FollowUp partlyDelivered(Outcome.PartlyDelivered outcome) {
        Receipt.Request receipt = receipt(outcome.facts());
        List<PendingRequest> next = new ArrayList<>();
        for (int i = 0; i < outcome.results().size(); i++) {
            MergedInput input = request.inputs().get(i);
            next.addAll(outcome.results().get(i).fold(new InputResult.Cases<List<PendingRequest>>() {
                @Override
                public List<PendingRequest> proven(InputResult.Proven result) {
                    input.delivered(receipt);
                    return List.of();
                }

                @Override
                public List<PendingRequest> refused(InputResult.Refused result) {
                    return dead(input, item -> letters.refused(item, result.facts(), result.refusal()));
                }

                @Override
                public List<PendingRequest> unproven(InputResult.Unproven result) {
                    return List.of(request.alone(input));
                }
            }));
        }
        boolean allRefused = outcome.results().stream().allMatch(InputResult.Refused.class::isInstance);
        return FollowUp.atOnce(next).then(allRefused ? request.afterBad() : request.waiting());
    }

    @Override
    public FollowUp split(Outcome.Split outcome) {
        return request.single()
                ? thenOthers(request.itemsOf(request.inputs().get(0)))
                : FollowUp.atOnce(request.afterRefused(AnswerHint.of(request, outcome.naming()), share));
    }

    @Override
    public FollowUp rejected(Outcome.Rejected outcome) {
        if (outcome.refusal() != RejectionKind.UNDEFINED_NAME) {
            share.refused();
        }
        return thenOthers(
                dead(request.inputs().get(0), item -> letters.refused(item, outcome.facts(), outcome.refusal())));
    }

    @Override
    public FollowUp alreadyAccepted(Outcome.AlreadyAccepted outcome) {
        request.inputs().get(0).delivered(receipt(outcome.facts()));
        // a known uuid, too, makes HubSpot refuse a whole request: to a search the input is a bad one
        share.refused();
        return thenOthers(List.of());
    }

    /** The second answer without proof makes the input unconfirmed; before that HubSpot gets some time. */
    @Override
    public FollowUp unproven(Outcome.Unproven outcome) {
        return request.unproven() == 0
                ? retries.proveAgain(request)
                : thenOthers(dead(request.inputs().get(0), item -> letters.unconfirmed(item, outcome.facts())));
    }

    @Override
    public FollowUp retry(Outcome.Retry outcome) {
        return retries.retry(request, outcome, signs);
    }

    @Override
    public FollowUp park(Outcome.Park outcome) {
        return retries.afterStop(request, signs);
    }

    @Override
    public FollowUp halt(Outcome.Halt outcome) {
        return retries.afterStop(request, signs);
    }

    /** The only input was at fault: nothing is known of those that waited for the answer. */
    private FollowUp thenOthers(List<PendingRequest> next) {
        return FollowUp.atOnce(next).then(request.afterBad());
    }

    /** A single item is dead. The items of a merged input are sent singly, in order: only the culprit should die. */
    private List<PendingRequest> dead(MergedInput input, Function<BatchedItem, DeadLetter> letter) {
        if (input.isMerged()) {
            return request.itemsOf(input);
        }
        BatchedItem item = input.items().get(0);
        rejections.rejected(item, new ItemOutcome.Dead(letter.apply(item)));
        return List.of();
    }

    private Receipt.Request receipt(Facts facts) {
        return new Receipt.Request(
                facts.status(),
                facts.correlationId(),
                request.attempts(),
                facts.latency().toMillis());
    }
}
