package io.eventbatcher.hubspot;

import io.eventbatcher.config.AnswerSettings;
import io.eventbatcher.hubspot.Outcome.AlreadyAccepted;
import io.eventbatcher.hubspot.Outcome.Delivered;
import io.eventbatcher.hubspot.Outcome.Halt;
import io.eventbatcher.hubspot.Outcome.Park;
import io.eventbatcher.hubspot.Outcome.Rejected;
import io.eventbatcher.hubspot.Outcome.Retry;
import io.eventbatcher.hubspot.Outcome.Split;
import io.eventbatcher.route.Route;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What an answer means: decided here and nowhere else. The status decides; the body only tells inputs apart ({@link Proof}), a
 * 404 about an object from one about our configuration, and a quota for a day from one for a moment.
 *
 * <p>Only what is known to be a refusal of an input is one. Everything not named here is a {@link Retry}.
 */
final class Classifier {
    /** How long an object stays locked, as HubSpot documents for a 423. */
    static final Duration LOCKED = Duration.ofSeconds(2);

    /** How long to leave an account alone that is being moved, when HubSpot does not say. */
    static final Duration MOVING = Duration.ofMinutes(5);

    /**
     * The longest that one request is put off by {@code Retry-After}. An answer that is no park speaks of this request or this moment;
     * a lane that stood still for a day because of it would look open to everybody, and asking again costs a request.
     */
    static final Duration LONGEST_DELAY = Duration.ofMinutes(5);

    private final Clock clock;
    private final KnownUuid knownUuid;
    private final DailyQuota dailyQuota;

    Classifier(AnswerSettings settings, Clock clock) {
        this.clock = clock;
        this.knownUuid = new KnownUuid(settings.alreadyAcceptedPattern());
        this.dailyQuota = new DailyQuota(settings.accountTimeZone());
    }

    Outcome classify(HubSpotRequest request, Answer answer) {
        AnswerBody body = AnswerBody.read(answer.body());
        Facts facts = new Facts(
                answer.status(),
                body.category(),
                body.message(),
                body.correlationId() == null ? answer.correlationId() : body.correlationId(),
                answer.latency());
        return switch (answer.status()) {
            case 200, 204, 207 -> success(request, facts, body, answer);
            case 400 ->
                alreadyAccepted(request, body)
                        ? new AlreadyAccepted(facts)
                        : refused(request, facts, RejectionKind.REJECTED);
            case 413, 422 -> refused(request, facts, RejectionKind.REJECTED);
            case 404 ->
                Proof.NOT_FOUND.equals(body.category())
                        ? refused(request, facts, RejectionKind.NOT_FOUND)
                        : new Halt(facts, Halt.Cause.PATH_NOT_FOUND);
            case 401 -> new Halt(facts, Halt.Cause.TOKEN_REFUSED);
            case 403 -> forbidden(facts, body);
            case 405 -> new Halt(facts, Halt.Cause.METHOD_NOT_ALLOWED);
            case 423 -> new Retry(facts, longer(LOCKED, wait(answer)), Retry.Cause.LOCKED);
            case 429 -> limited(facts, body, answer);
            case 477 -> moving(facts, answer);
            default ->
                redirect(answer.status())
                        ? new Halt(facts.adding("It redirects to " + answer.target() + "."), Halt.Cause.REDIRECT)
                        : retry(
                                facts,
                                answer,
                                answer.status() >= 500 ? Retry.Cause.UNREACHABLE : Retry.Cause.UNEXPECTED);
        };
    }

    private Outcome success(HubSpotRequest request, Facts facts, AnswerBody body, Answer answer) {
        return switch (request.route().proof()) {
            case WHOLE -> facts.status() == 204 ? new Delivered(facts) : unclear(facts, answer);
            case BY_POSITION, BY_ID ->
                facts.status() != 204 && answer.mayBeJson() && body.complete()
                        ? Proof.of(request, facts, body)
                        : unclear(facts, answer);
        };
    }

    /**
     * A success that is none of this route's: a page of something between us and HubSpot, a body cut off, a batch that is still
     * PROCESSING. It says as little of the endpoint as of the inputs, and asking again harms nothing, as uuids and ids make
     * requests repeatable; it speaks of no input in particular, so it never makes a dead letter.
     */
    private Outcome unclear(Facts facts, Answer answer) {
        return retry(facts.adding("That proves nothing about the events sent."), answer, Retry.Cause.UNCLEAR);
    }

    private boolean alreadyAccepted(HubSpotRequest request, AnswerBody body) {
        return request.route() == Route.BEHAVIORAL
                && request.inputs().size() == 1
                && knownUuid.isWhat(body, request.inputs().get(0).uuid());
    }

    private static Outcome refused(HubSpotRequest request, Facts facts, RejectionKind refusal) {
        return request.inputs().size() > 1 ? new Split(facts) : new Rejected(facts, refusal);
    }

    private static Outcome forbidden(Facts facts, AnswerBody body) {
        if ("BANNED".equals(body.category())) {
            return new Halt(facts, Halt.Cause.BANNED);
        }
        Set<String> scopes = body.requiredScopes();
        return new Halt(
                scopes.isEmpty()
                        ? facts
                        : facts.adding("The token needs the scope " + String.join(" or ", List.copyOf(scopes)) + "."),
                Halt.Cause.FORBIDDEN);
    }

    private Outcome limited(Facts facts, AnswerBody body, Answer answer) {
        if (!"DAILY".equalsIgnoreCase(body.policyName())) {
            return retry(facts, answer, Retry.Cause.THROTTLED);
        }
        Instant now = clock.instant();
        return new Park(facts, until(answer, now, dailyQuota.renewedAfter(now)), Park.Cause.QUOTA);
    }

    private Outcome moving(Facts facts, Answer answer) {
        Instant now = clock.instant();
        return new Park(facts, until(answer, now, now.plus(MOVING)), Park.Cause.MIGRATION);
    }

    private static Instant until(Answer answer, Instant now, Instant otherwise) {
        Duration asked = RetryAfter.parse(answer.retryAfter(), now);
        return asked.isZero() ? otherwise : now.plus(asked);
    }

    private static boolean redirect(int status) {
        return status >= 300 && status < 400;
    }

    private Outcome retry(Facts facts, Answer answer, Retry.Cause cause) {
        return new Retry(facts, wait(answer), cause);
    }

    private Duration wait(Answer answer) {
        Duration asked = RetryAfter.parse(answer.retryAfter(), clock.instant());
        return asked.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : asked;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** No answer at all: it may or may not have been done. */
    Outcome withoutAnswer(String what) {
        return new Retry(Facts.withoutAnswer(what), Duration.ZERO, Retry.Cause.UNREACHABLE);
    }
}
