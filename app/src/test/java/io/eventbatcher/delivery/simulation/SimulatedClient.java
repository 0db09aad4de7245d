package io.eventbatcher.delivery.simulation;

import io.eventbatcher.config.Settings;
import io.eventbatcher.hubspot.HubSpotClient;
import io.eventbatcher.hubspot.HubSpotRequest;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.hubspot.answer.SimulatedAnswers;
import io.eventbatcher.route.Route.Quota;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** The way of one instance to HubSpot. It waits for an answer as long as the true client does. */
final class SimulatedClient implements HubSpotClient {
    private final Simulation simulation;
    private final SimulatedInstance instance;
    private final Settings settings;
    private final SimulatedAnswers reader;

    SimulatedClient(Simulation simulation, SimulatedInstance instance, Settings settings) {
        this.simulation = simulation;
        this.instance = instance;
        this.settings = settings;
        this.reader = new SimulatedAnswers(settings.hubspot().answers(), instance.clocks());
    }

    @Override
    public CompletableFuture<Outcome> send(HubSpotRequest request) {
        SentRequest sent = SentRequest.of(instance, request, simulation.workload());
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        simulation.observers().sent(sent);
        simulation.time().after(simulation.network().way(), () -> arrive(sent, outcome));
        simulation.time().after(timeout(request), () -> timeOut(sent, outcome));
        return outcome;
    }

    private Duration timeout(HubSpotRequest request) {
        return request.route().quota() == Quota.EVENTS
                ? settings.hubspot().eventsTimeout()
                : settings.hubspot().marketingTimeout();
    }

    private void arrive(SentRequest sent, CompletableFuture<Outcome> outcome) {
        long sentAt = simulation.time().nanos();
        Reply reply = simulation.hubSpot().receive(sent);
        simulation.observers().arrived(sent, reply);
        if (reply.status() != Reply.NEVER) {
            Duration takes = simulation
                    .network()
                    .work()
                    .plus(reply.after())
                    .plus(simulation.network().way());
            simulation.time().after(takes, () -> answer(sent, reply, outcome, sentAt));
        }
    }

    private void answer(SentRequest sent, Reply reply, CompletableFuture<Outcome> outcome, long sentAt) {
        if (outcome.isDone() || !instance.alive()) {
            return;
        }
        simulation.observers().answered(sent, reply);
        Duration latency = Duration.ofNanos(simulation.time().nanos() - sentAt);
        outcome.complete(
                reply.status() == Reply.BROKEN_OFF
                        ? reader.unanswered("the connection broke off")
                        : reader.outcome(sent.request(), reply.status(), reply.headers(), reply.body(), latency));
    }

    private void timeOut(SentRequest sent, CompletableFuture<Outcome> outcome) {
        if (outcome.isDone() || !instance.alive()) {
            return;
        }
        simulation.observers().timedOut(sent);
        outcome.complete(reader.unanswered("timeout"));
    }

    @Override
    public void close() {}
}
