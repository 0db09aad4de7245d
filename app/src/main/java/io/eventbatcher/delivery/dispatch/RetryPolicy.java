package io.eventbatcher.delivery.dispatch;

import io.eventbatcher.delivery.history.FailureHistory;
import io.eventbatcher.delivery.history.FailureHistory.EndpointSigns;
import io.eventbatcher.delivery.lane.BatchedItem;
import io.eventbatcher.delivery.lane.FollowUp;
import io.eventbatcher.delivery.lane.ItemOutcome;
import io.eventbatcher.delivery.lane.MergedInput;
import io.eventbatcher.delivery.lane.PendingRequest;
import io.eventbatcher.delivery.loop.Backoff;
import io.eventbatcher.hubspot.Facts;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.time.Clocks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Decides when a request without a result goes again, when to divide the request to find an input on which HubSpot fails, and when to
 * give the input up.
 */
public final class RetryPolicy {
    private final Backoff backoff;
    private final Duration expireAfter;
    private final Clocks clocks;

    /** @param expireAfter the longest time for an input to fail alone while HubSpot takes the rest of the route */
    public RetryPolicy(Backoff backoff, Duration expireAfter, Clocks clocks) {
        this.backoff = backoff;
        this.expireAfter = expireAfter;
        this.clocks = clocks;
    }

    /** The time for people. */
    Instant now() {
        return clocks.instant();
    }

    FollowUp retry(PendingRequest request, Outcome.Retry outcome, EndpointSigns signs) {
        if (outcome.cause() == Outcome.Retry.Cause.DOUBTED) {
            return doubted(request.toRetry(interrupted(request, signs)), outcome.notBefore());
        }
        if (!outcome.unreachable()) {
            return later(request, request.toRetry(interrupted(request, signs)), outcome.notBefore());
        }
        FailureHistory failures = request.failures().failed(signs, clocks.moment());
        if (!request.single() && failures.callsForDivision()) {
            return FollowUp.atOnce(request.halves(failures));
        }
        if (request.single() && failures.expired(request.failures(), expireAfter)) {
            return giveUp(request, outcome.facts(), failures);
        }
        return failed(request, failures, outcome.notBefore(), signs);
    }

    /** A doubted input waits beside the queue, and others do not wait for the answer. */
    private FollowUp doubted(PendingRequest again, Duration notBefore) {
        return new FollowUp(List.of(again.withoutSearch()), backoff.delay(0, notBefore), true, true, again.waiting());
    }

    private FollowUp failed(PendingRequest request, FailureHistory failures, Duration notBefore, EndpointSigns signs) {
        boolean suspect = failures.part() || (request.single() && failures.count() >= FailureHistory.SUSPICIOUS);
        return new FollowUp(
                List.of(request.toRetry(failures)),
                backoff.delay(request.retries(), notBefore),
                suspect,
                suspect && failures.needsComparison(signs, expireAfter),
                List.of());
    }

    /**
     * Acceptances of the route make confirmation of the dead letter needless. A merged input falls apart only now, and each item gets
     * the full time: if HubSpot took the input without an answer, the items set back for a moment fields of the last item.
     */
    private FollowUp giveUp(PendingRequest request, Facts facts, FailureHistory failures) {
        MergedInput input = request.inputs().get(0);
        if (input.isMerged()) {
            return FollowUp.atOnce(request.unmerged(failures));
        }
        BatchedItem item = input.items().get(0);
        DeliveryDeadLetters letters = new DeliveryDeadLetters(request.attempts(), now());
        item.decide(new ItemOutcome.Dead(letters.expired(item, facts, failures)));
        return FollowUp.atOnce(request.waiting());
    }

    /** Sends a single input again after a success without proof. */
    FollowUp proveAgain(PendingRequest request) {
        return later(request, request.toProve(), Duration.ZERO);
    }

    /** A stop keeps the request at the front of the queue; the attempt does not count. */
    FollowUp afterStop(PendingRequest request, EndpointSigns signs) {
        return FollowUp.atOnce(List.of(request.unsent().withFailures(interrupted(request, signs))));
    }

    private FailureHistory interrupted(PendingRequest request, EndpointSigns signs) {
        return request.failures().interrupted(signs, clocks.moment());
    }

    private FollowUp later(PendingRequest request, PendingRequest again, Duration notBefore) {
        return FollowUp.after(List.of(again), backoff.delay(request.retries(), notBefore));
    }
}
