package io.eventbatcher.sandbox.simulator;

import io.eventbatcher.sandbox.simulator.access.AccessCheck;
import io.eventbatcher.sandbox.simulator.access.OAuth;
import io.eventbatcher.sandbox.simulator.access.RateLimiter;
import io.eventbatcher.sandbox.simulator.api.BatchResult;
import io.eventbatcher.sandbox.simulator.api.Endpoint;
import io.eventbatcher.sandbox.simulator.api.Input;
import io.eventbatcher.sandbox.simulator.api.Problem;
import io.eventbatcher.sandbox.simulator.api.ReceivedRequest;
import io.eventbatcher.sandbox.simulator.api.Reply;
import io.eventbatcher.sandbox.simulator.api.TakenInput;
import io.eventbatcher.sandbox.simulator.faults.Effect;
import io.eventbatcher.sandbox.simulator.faults.Faults;
import io.eventbatcher.sandbox.simulator.journal.Journal;
import io.eventbatcher.sandbox.simulator.rules.MarketingEvents;
import io.eventbatcher.sandbox.simulator.rules.RepeatedUuids;
import io.eventbatcher.sandbox.simulator.rules.RequestReader;
import io.eventbatcher.sandbox.simulator.rules.UuidWindow;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decides the answer to a request by the rules in their order. Knows nothing of HTTP. */
final class HubSpot {
    private final RequestReader reader;
    private final RateLimiter limiter;
    private final AccessCheck accessCheck;
    private final UuidWindow uuids;
    private final MarketingEvents marketingEvents;
    private final Faults faults;
    private final Journal journal;
    private final RequestListener listener;
    private final Clock clock;

    HubSpot(SimulatorSettings settings, OAuth oauth, Faults faults, Journal journal, Clock clock) {
        this.reader = new RequestReader(
                settings.account(), settings.strictness(), settings.recording().trackedProperty());
        this.limiter = new RateLimiter(settings.limits(), clock);
        this.accessCheck = new AccessCheck(settings.account(), oauth, limiter);
        this.uuids = new UuidWindow(settings.repeatedUuids());
        this.marketingEvents = new MarketingEvents(settings.account(), clock);
        this.faults = faults;
        this.journal = journal;
        this.listener = settings.listener();
        this.clock = clock;
    }

    /**
     * A request that is carried out and not yet answered.
     *
     * @param delay beside the usual latency
     */
    record Decided(ReceivedRequest request, Reply reply, Duration delay, Set<String> identities) {}

    /** Defines an event, as a user of HubSpot does while events come. */
    void define(String eventName) {
        reader.define(eventName);
    }

    Decided decide(ReceivedRequest request) {
        RequestReader.Body body = reader.read(request.endpoint(), request.body());
        Effect effect = faults.next(request, body.inputs());
        Set<String> identities = journal.openRequests(request.endpoint())
                .enter(body.inputs(), request.endpoint().marketing());
        List<Input> taken = new ArrayList<>();
        Reply honest = effect.applies() ? process(request, body, effect, taken) : Reply.Answer.empty(204);
        Reply reply = effect.replace(honest, request.correlationId());
        journal.count(request, reply);
        tell(request, effect, reply, taken);
        return new Decided(request, reply, effect.delay(), identities);
    }

    private void tell(ReceivedRequest request, Effect effect, Reply reply, List<Input> taken) {
        listener.decided(new DecidedRequest(
                request.number(),
                request.correlationId(),
                request.endpoint(),
                clock.instant(),
                AccessCheck.token(request.authorization()),
                request.instance(),
                request.batch(),
                request.attempt(),
                effect,
                reply.outcome(),
                taken.stream().map(TakenInput::of).toList()));
    }

    /** From now on. */
    void answerRepeatedUuids(RepeatedUuids changed) {
        uuids.change(changed);
    }

    /** To be called right before the reply goes out. */
    void close(Decided decided) {
        journal.openRequests(decided.request().endpoint()).leave(decided.identities());
        listener.answering(decided.request().number(), clock.instant());
    }

    /** @param taken gets the accepted inputs */
    private Reply process(ReceivedRequest request, RequestReader.Body body, Effect effect, List<Input> taken) {
        Optional<Problem> refusal = accessCheck.refusal(request);
        Map<String, String> limits = limiter.headers(request.endpoint());
        Reply.Answer answer = refusal.isPresent()
                ? refusal.get().answer(request.correlationId())
                : body.fold(
                        inputs -> apply(request, inputs, effect, taken),
                        () -> ignored(request.endpoint()),
                        problem -> problem.answer(request.correlationId()));
        return answer.withHeaders(limits);
    }

    private Reply.Answer ignored(Endpoint endpoint) {
        return endpoint.marketing()
                ? new BatchResult(200, "COMPLETE", List.of(), List.of()).answer(endpoint, clock.instant())
                : Reply.Answer.empty(204);
    }

    private Reply.Answer apply(ReceivedRequest request, List<Input> inputs, Effect effect, List<Input> taken) {
        return switch (request.endpoint()) {
            case BEHAVIORAL, BEHAVIORAL_SINGLE, BEHAVIORAL_V3 ->
                uuids.refusal(inputs)
                        .map(problem -> problem.answer(request.correlationId()))
                        .orElseGet(() -> acceptEvents(request, inputs, taken));
            case MARKETING_UPSERT, MARKETING_UPDATE ->
                MarketingEvents.duplicates(inputs)
                        .map(problem -> problem.answer(request.correlationId()))
                        .orElseGet(() -> acceptMarketing(request, inputs, effect, taken));
        };
    }

    private Reply.Answer acceptEvents(ReceivedRequest request, List<Input> inputs, List<Input> taken) {
        taken.addAll(inputs);
        journal.accept(request, inputs, clock.instant());
        return Reply.Answer.empty(204);
    }

    private Reply.Answer acceptMarketing(
            ReceivedRequest request, List<Input> inputs, Effect effect, List<Input> taken) {
        BatchResult honest = request.endpoint() == Endpoint.MARKETING_UPSERT
                ? marketingEvents.upsert(inputs)
                : marketingEvents.update(inputs);
        BatchResult result = effect.reshape(honest);
        result.results().forEach(done -> taken.add(done.input()));
        journal.accept(request, taken, clock.instant());
        return result.answer(request.endpoint(), clock.instant());
    }
}
