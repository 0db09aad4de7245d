package io.eventbatcher.hubspot.answer;

import io.eventbatcher.config.AnswerSettings;
import io.eventbatcher.hubspot.Facts;
import io.eventbatcher.hubspot.HubSpotRequest;
import io.eventbatcher.hubspot.InputResult;
import io.eventbatcher.hubspot.Naming;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.hubspot.Outcome.AlreadyAccepted;
import io.eventbatcher.hubspot.Outcome.Delivered;
import io.eventbatcher.hubspot.Outcome.Halt;
import io.eventbatcher.hubspot.Outcome.Park;
import io.eventbatcher.hubspot.Outcome.PartlyDelivered;
import io.eventbatcher.hubspot.Outcome.Rejected;
import io.eventbatcher.hubspot.Outcome.Retry;
import io.eventbatcher.hubspot.Outcome.Split;
import io.eventbatcher.hubspot.RejectionKind;
import io.eventbatcher.route.Route;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The one table of status codes: turns an answer into an outcome. The status decides; the body only tells inputs apart ({@link Proof}), a
 * 404 about an object from one about the path, and a daily quota from a short rate limit.
 *
 * <p>Inputs are refused only by answers that are known to refuse inputs. A status that lasts until
 * somebody acts is a {@link Halt}, which operators see. Every answer without a case here is a {@link Retry}.
 */
public final class Classifier {
    private final NamingPattern knownUuid;
    private final NamingPattern undefinedName;
    private final RetryTimes times;

    public Classifier(AnswerSettings settings, InstantSource clock) {
        this.knownUuid = new NamingPattern(settings.alreadyAcceptedPattern());
        this.undefinedName = new NamingPattern(settings.undefinedNamePattern());
        this.times = new RetryTimes(clock, settings.accountTimeZone());
    }

    /** The outcome of a request without an answer: HubSpot may have taken the inputs or not. */
    public static Outcome withoutAnswer(String message) {
        return new Retry(Facts.withoutAnswer(message), Duration.ZERO, Retry.Cause.UNREACHABLE);
    }

    public Outcome classify(HubSpotRequest request, Answer answer) {
        AnswerBody body = AnswerBody.read(answer.body());
        Facts facts = new Facts(
                answer.status(),
                body.category(),
                body.message(),
                body.correlationId() == null ? answer.correlationId() : body.correlationId(),
                answer.latency());
        return switch (answer.status()) {
            case 400, 409 ->
                alreadyAccepted(request, body)
                        ? new AlreadyAccepted(facts)
                        : refused(request, facts, body, RejectionKind.REJECTED);
            case 413, 422 -> refused(request, facts, body, RejectionKind.REJECTED);
            case 404 ->
                Proof.NOT_FOUND.equals(body.category())
                        ? refused(request, facts, body, RejectionKind.NOT_FOUND)
                        : new Halt(facts, Halt.Cause.PATH_NOT_FOUND);
            case 401 -> new Halt(facts, Halt.Cause.TOKEN_REFUSED);
            case 403 -> answer.isPage() ? new Halt(ofPage(facts), Halt.Cause.BLOCKED) : forbidden(facts, body);
            case 402 -> new Halt(facts, Halt.Cause.PAYMENT_REQUIRED);
            case 405 -> new Halt(facts, Halt.Cause.METHOD_NOT_ALLOWED);
            case 406, 411, 412, 414, 415, 417, 426, 428, 431 -> new Halt(facts, Halt.Cause.FORM_REFUSED);
            case 407, 451 -> new Halt(facts, Halt.Cause.BLOCKED);
            case 410 -> new Halt(facts, Halt.Cause.GONE);
            case 423 -> new Retry(facts, times.delayWhileLocked(answer), Retry.Cause.LOCKED);
            case 429 ->
                "DAILY".equalsIgnoreCase(body.policyName())
                        ? new Park(facts, times.renewalOfQuota(answer), Park.Cause.QUOTA)
                        : retry(facts, answer, Retry.Cause.THROTTLED);
            case 477 -> new Park(facts, times.endOfMigration(answer), Park.Cause.MIGRATION);
            default -> byClass(request, facts, body, answer);
        };
    }

    private Outcome success(HubSpotRequest request, Facts facts, AnswerBody body, Answer answer) {
        return switch (request.route().proof()) {
            case WHOLE -> facts.status() == 204 ? new Delivered(facts) : unclear(facts, answer);
            case BY_POSITION, BY_ID ->
                Answer.mayHaveBody(answer.status()) && answer.mayBeJson() && body.complete()
                        ? Proof.of(request, facts, body)
                        : unclear(facts, answer);
        };
    }

    /**
     * A success without the route's proof: a page of a proxy, a body cut off, a batch still PROCESSING. Uuids and ids make requests
     * repeatable, so a repetition harms nothing; the answer names no input, so no dead letter results.
     */
    private Outcome unclear(Facts facts, Answer answer) {
        return retry(facts.adding("That proves nothing about the events sent."), answer, Retry.Cause.UNCLEAR);
    }

    private boolean alreadyAccepted(HubSpotRequest request, AnswerBody body) {
        return request.route() == Route.BEHAVIORAL
                && request.inputs().size() == 1
                && knownUuid.names(body, request.inputs().get(0).uuid());
    }

    /** A refusal for the name of an event is a verdict about all events of that name. */
    private Outcome refused(HubSpotRequest request, Facts facts, AnswerBody body, RejectionKind refusal) {
        Set<String> names = eventNames(request);
        String undefined = names.stream()
                .filter(name -> undefinedName.names(body, name))
                .findFirst()
                .orElse(null);
        boolean ofAll = undefined != null && names.size() == 1;
        int inputs = request.inputs().size();
        if (inputs == 1) {
            return new Rejected(facts, ofAll ? RejectionKind.UNDEFINED_NAME : refusal);
        }
        return ofAll
                ? new PartlyDelivered(
                        facts,
                        Collections.nCopies(inputs, new InputResult.Refused(facts, RejectionKind.UNDEFINED_NAME)))
                : new Split(facts, new Naming(body.texts(), undefined));
    }

    /** The names of events, for an event without a name the empty text; none on routes without names. */
    private static Set<String> eventNames(HubSpotRequest request) {
        Set<String> names = new LinkedHashSet<>();
        if (request.route().hasNames()) {
            request.inputs().forEach(input -> names.add(Objects.requireNonNullElse(input.eventName(), "")));
        }
        return names;
    }

    /** HubSpot's API answers in JSON; pages come from a firewall in front of HubSpot. */
    private static Facts ofPage(Facts facts) {
        return facts.adding(
                "A page (HTML) answers instead of HubSpot's API, as the firewall at HubSpot's edge or a proxy does.");
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

    private Outcome byClass(HubSpotRequest request, Facts facts, AnswerBody body, Answer answer) {
        return switch (answer.status() / 100) {
            case 0, 1, 4 -> retry(facts, answer, Retry.Cause.UNEXPECTED);
            case 2 -> success(request, facts, body, answer);
            case 3 -> new Halt(facts.adding("It redirects to " + answer.target() + "."), Halt.Cause.REDIRECT);
            default -> retry(facts, answer, Retry.Cause.UNREACHABLE);
        };
    }

    private Outcome retry(Facts facts, Answer answer, Retry.Cause cause) {
        return new Retry(facts, times.delay(answer), cause);
    }
}
