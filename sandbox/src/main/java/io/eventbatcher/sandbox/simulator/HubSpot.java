package io.eventbatcher.sandbox.simulator;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decides what becomes of a request: the order of the rules, and nothing of HTTP. */
final class HubSpot {
    private final RequestReader reader;
    private final RateLimiter limiter;
    private final Gate gate;
    private final UuidWindow uuids;
    private final MarketingEvents marketingEvents;
    private final Faults faults;
    private final Journal journal;
    private final Clock clock;

    HubSpot(SimulatorSettings settings, Faults faults, Journal journal, Clock clock) {
        this.reader = new RequestReader(settings.account(), settings.recording().trackedProperty());
        this.limiter = new RateLimiter(settings.limits(), clock);
        this.gate = new Gate(settings.account(), limiter);
        this.uuids = new UuidWindow(settings.repeatedUuids());
        this.marketingEvents = new MarketingEvents(settings.account(), clock);
        this.faults = faults;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * A request that is decided, carried out and not yet answered.
     *
     * @param delay beside the usual latency
     */
    record Decided(Exchange exchange, Reply reply, Duration delay, Set<String> identities) {}

    Decided decide(Exchange exchange) {
        Effect effect = faults.next(exchange.endpoint(), exchange.body());
        RequestReader.Body body = reader.read(exchange.endpoint(), exchange.body());
        Set<String> identities = journal.openRequests(exchange.endpoint())
                .enter(body.inputs(), exchange.endpoint().marketing());
        Reply honest = effect.applies() ? process(exchange, body, effect) : Reply.Answer.empty(204);
        Reply reply = effect.replace(honest, exchange.correlationId());
        journal.count(exchange, reply);
        return new Decided(exchange, reply, effect.delay(), identities);
    }

    /** To be called right before the reply goes out. */
    void close(Decided decided) {
        journal.openRequests(decided.exchange().endpoint()).leave(decided.identities());
    }

    private Reply process(Exchange exchange, RequestReader.Body body, Effect effect) {
        Optional<Problem> refusal = gate.refusal(exchange);
        Map<String, String> limits = limiter.headers(exchange.endpoint());
        Reply.Answer answer = refusal.isPresent()
                ? refusal.get().answer(exchange.correlationId())
                : body.fold(
                        inputs -> apply(exchange, inputs, effect),
                        () -> ignored(exchange.endpoint()),
                        problem -> problem.answer(exchange.correlationId()));
        return answer.withHeaders(limits);
    }

    private Reply.Answer ignored(Endpoint endpoint) {
        return endpoint.marketing()
                ? new BatchResult(200, "COMPLETE", List.of(), List.of()).answer(endpoint, clock.instant())
                : Reply.Answer.empty(204);
    }

    private Reply.Answer apply(Exchange exchange, List<Input> inputs, Effect effect) {
        return switch (exchange.endpoint()) {
            case BEHAVIORAL, BEHAVIORAL_SINGLE, BEHAVIORAL_V3 ->
                uuids.refusal(inputs)
                        .map(problem -> problem.answer(exchange.correlationId()))
                        .orElseGet(() -> acceptEvents(exchange, inputs));
            case MARKETING_UPSERT, MARKETING_UPDATE ->
                MarketingEvents.duplicates(inputs)
                        .map(problem -> problem.answer(exchange.correlationId()))
                        .orElseGet(() -> acceptMarketing(exchange, inputs, effect));
        };
    }

    private Reply.Answer acceptEvents(Exchange exchange, List<Input> inputs) {
        journal.accept(exchange, inputs, clock.instant());
        return Reply.Answer.empty(204);
    }

    private Reply.Answer acceptMarketing(Exchange exchange, List<Input> inputs, Effect effect) {
        BatchResult honest = exchange.endpoint() == Endpoint.MARKETING_UPSERT
                ? marketingEvents.upsert(inputs)
                : marketingEvents.update(inputs);
        BatchResult result = effect.reshape(honest);
        journal.accept(
                exchange, result.results().stream().map(BatchResult.Done::input).toList(), clock.instant());
        return result.answer(exchange.endpoint(), clock.instant());
    }
}
