package io.eventbatcher.delivery.simulation;

import io.eventbatcher.route.Route;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Something that is wrong with HubSpot, or with the way to it. */
interface HubSpotFault {
    /**
     * The reply to this request; empty when the fault leaves it alone.
     *
     * @param truth makes HubSpot do its work, and gives the reply that it means to send
     */
    Optional<Reply> befall(SentRequest request, Supplier<Reply> truth, RandomGenerator chance);

    /** Every request draws this reply, and nothing is taken. */
    static HubSpotFault always(Reply reply) {
        return (request, truth, chance) -> Optional.of(reply);
    }

    static HubSpotFault status(int status) {
        return always(Reply.of(status));
    }

    /** Nothing arrives and nothing is answered. */
    static HubSpotFault blackHole() {
        return status(Reply.NEVER);
    }

    static HubSpotFault rejectsEverything() {
        Reply reply = Reply.of(400, "{\"category\":\"VALIDATION_ERROR\",\"message\":\"a rule has changed\"}");
        return (request, truth, chance) -> Optional.of(request.isSingle() ? reply.refusing(request.inputs()) : reply);
    }

    static HubSpotFault limited(Duration retryAfter) {
        return always(Reply.of(429, "{\"errorType\":\"RATE_LIMIT\",\"policyName\":\"TEN_SECONDLY_ROLLING\"}")
                .with("Retry-After", String.valueOf(retryAfter.toSeconds())));
    }

    static HubSpotFault dailyLimit(Duration retryAfter) {
        return always(Reply.of(429, "{\"errorType\":\"RATE_LIMIT\",\"policyName\":\"DAILY\"}")
                .with("Retry-After", String.valueOf(retryAfter.toSeconds())));
    }

    /** HubSpot does its work, and something else is heard of it. */
    static HubSpotFault answerLost(int heard) {
        return (request, truth, chance) -> Optional.of(Reply.of(heard).insteadOf(truth.get()));
    }

    /** HubSpot does its work, but late. */
    static HubSpotFault slow(Duration by) {
        return (request, truth, chance) -> Optional.of(truth.get().after(by));
    }

    /** Each request with this chance, in percent. */
    default HubSpotFault inPercent(int percent) {
        return (request, truth, chance) ->
                chance.nextInt(100) < percent ? befall(request, truth, chance) : Optional.empty();
    }

    default HubSpotFault onlyOn(Route route) {
        return (request, truth, chance) -> request.route() == route ? befall(request, truth, chance) : Optional.empty();
    }
}
