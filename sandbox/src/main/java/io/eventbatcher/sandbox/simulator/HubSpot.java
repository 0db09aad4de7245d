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

/** Decides what becomes of a request: the order of the rules, and nothing of HTTP. */
final class HubSpot {
    private final RequestReader reader;
    private final RateLimiter limiter;
    private final AccessCheck gate;
    private final UuidWindow uuids;
    private final MarketingEvents marketingEvents;
    private final Faults faults;
    private final Journal journal;
    private final RequestListener listener;
    private final Clock clock;

    HubSpot(SimulatorSettings settings, OAuth oauth, Faults faults, Journal journal, Clock clock) {
        this.reader = new RequestReader(settings.account(), settings.recording().trackedProperty());
        this.limiter = new RateLimiter(settings.limits(), clock);
        this.gate = new AccessCheck(settings.account(), oauth, limiter);
        this.uuids = new UuidWindow(settings.repeatedUuids());
        this.marketingEvents = new MarketingEvents(settings.account(), clock);
        this.faults = faults;
        this.journal = journal;
        this.listener = settings.listener();
        this.clock = clock;
    }

    /**
     * A request that is decided, carried out and not yet answered.
     *
     * @param delay beside the usual latency
     */
    record Decided(ReceivedRequest exchange, Reply reply, Duration delay, Set<String> identities) {}

    Decided decide(ReceivedRequest exchange) {
        RequestReader.Body body = reader.read(exchange.endpoint(), exchange.body());
        Effect effect = faults.next(exchange, body.inputs());
        Set<String> identities = journal.openRequests(exchange.endpoint())
                .enter(body.inputs(), exchange.endpoint().marketing());
        List<Input> taken = new ArrayList<>();
        Reply honest = effect.applies() ? process(exchange, body, effect, taken) : Reply.Answer.empty(204);
        Reply reply = effect.replace(honest, exchange.correlationId());
        journal.count(exchange, reply);
        tell(exchange, effect, reply, taken);
        return new Decided(exchange, reply, effect.delay(), identities);
    }

    private void tell(ReceivedRequest exchange, Effect effect, Reply reply, List<Input> taken) {
        listener.decided(new DecidedRequest(
                exchange.number(),
                exchange.correlationId(),
                exchange.endpoint(),
                clock.instant(),
                AccessCheck.token(exchange.authorization()),
                exchange.instance(),
                exchange.batch(),
                exchange.attempt(),
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
        journal.openRequests(decided.exchange().endpoint()).leave(decided.identities());
        listener.answering(decided.exchange().number(), clock.instant());
    }

    /** @param taken gets what is accepted */
    private Reply process(ReceivedRequest exchange, RequestReader.Body body, Effect effect, List<Input> taken) {
        Optional<Problem> refusal = gate.refusal(exchange);
        Map<String, String> limits = limiter.headers(exchange.endpoint());
        Reply.Answer answer = refusal.isPresent()
                ? refusal.get().answer(exchange.correlationId())
                : body.fold(
                        inputs -> apply(exchange, inputs, effect, taken),
                        () -> ignored(exchange.endpoint()),
                        problem -> problem.answer(exchange.correlationId()));
        return answer.withHeaders(limits);
    }

    private Reply.Answer ignored(Endpoint endpoint) {
        return endpoint.marketing()
                ? new BatchResult(200, "COMPLETE", List.of(), List.of()).answer(endpoint, clock.instant())
                : Reply.Answer.empty(204);
    }

    private Reply.Answer apply(ReceivedRequest exchange, List<Input> inputs, Effect effect, List<Input> taken) {
        return switch (exchange.endpoint()) {
            case BEHAVIORAL, BEHAVIORAL_SINGLE, BEHAVIORAL_V3 ->
                uuids.refusal(inputs)
                        .map(problem -> problem.answer(exchange.correlationId()))
                        .orElseGet(() -> acceptEvents(exchange, inputs, taken));
            case MARKETING_UPSERT, MARKETING_UPDATE ->
                MarketingEvents.duplicates(inputs)
                        .map(problem -> problem.answer(exchange.correlationId()))
                        .orElseGet(() -> acceptMarketing(exchange, inputs, effect, taken));
        };
    }

    private Reply.Answer acceptEvents(ReceivedRequest exchange, List<Input> inputs, List<Input> taken) {
        taken.addAll(inputs);
        journal.accept(exchange, inputs, clock.instant());
        return Reply.Answer.empty(204);
    }

    private Reply.Answer acceptMarketing(
            ReceivedRequest exchange, List<Input> inputs, Effect effect, List<Input> taken) {
        BatchResult honest = exchange.endpoint() == Endpoint.MARKETING_UPSERT
                ? marketingEvents.upsert(inputs)
                : marketingEvents.update(inputs);
        BatchResult result = effect.reshape(honest);
        result.results().forEach(done -> taken.add(done.input()));
        journal.accept(exchange, taken, clock.instant());
        return result.answer(exchange.endpoint(), clock.instant());
    }
}
