package io.eventbatcher.sandbox.torture.faults;

import io.eventbatcher.sandbox.simulator.DecidedRequest;
import io.eventbatcher.sandbox.simulator.RequestListener;
import io.eventbatcher.sandbox.simulator.api.TakenInput;
import io.eventbatcher.sandbox.simulator.faults.Effect;
import io.eventbatcher.sandbox.torture.evidence.DeliveredRequest;
import io.eventbatcher.sandbox.torture.evidence.EventKey;
import io.eventbatcher.sandbox.torture.evidence.Evidence.Delivery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Records deliveries on HubSpot's side, with their senders, and fires the armed kill trigger. */
public final class DeliveryRecorder implements RequestListener {
    /** Not a fault of the kit's: HubSpot's limits are less than the service believes. */
    static final String OVER_THE_LIMIT = "429-over-the-limit";

    private static final String TOO_MANY = "429";

    private final Ambiguity ambiguity;
    private final FaultCounts counts;
    private final BiConsumer<String, KillTrigger> kill;
    private final AtomicReference<@Nullable KillTrigger> armed = new AtomicReference<>();
    private final Map<Long, Caught> caught = new ConcurrentHashMap<>();
    private final Map<Long, Instant> answered = new ConcurrentHashMap<>();
    private final List<DecidedRequest> requests = new ArrayList<>();
    private final Set<EventKey> delivered = new HashSet<>();

    private record Caught(String incarnation, KillTrigger trigger) {}

    /** @param kill gets the sender's token and the trigger, at the trigger's moment */
    public DeliveryRecorder(Ambiguity ambiguity, FaultCounts counts, BiConsumer<String, KillTrigger> kill) {
        this.ambiguity = ambiguity;
        this.counts = counts;
        this.kill = kill;
    }

    /** Replaces an armed trigger. */
    public void arm(KillTrigger trigger) {
        armed.set(trigger);
    }

    public void disarm() {
        armed.set(null);
    }

    @Override
    public void decided(DecidedRequest request) {
        if (request.effect() instanceof Effect.None && request.outcome().equals(TOO_MANY)) {
            counts.count(OVER_THE_LIMIT);
        }
        if (request.taken().isEmpty()) {
            return;
        }
        note(request);
        KillTrigger trigger = armed.getAndSet(null);
        if (trigger != null) {
            switch (trigger.moment()) {
                case BEFORE_ANSWER -> kill.accept(request.token(), trigger);
                case AFTER_ANSWER -> caught.put(request.number(), new Caught(request.token(), trigger));
            }
        }
    }

    private synchronized void note(DecidedRequest request) {
        requests.add(request);
        for (TakenInput input : request.taken()) {
            delivered.addAll(EventKey.of(request.endpoint(), input));
        }
    }

    @Override
    public void answering(long number, Instant at) {
        answered.put(number, at);
        Caught one = caught.remove(number);
        if (one != null) {
            kill.accept(one.incarnation(), one.trigger());
        }
    }

    /** The number of events taken up to now, each counted once. */
    public synchronized long delivered() {
        return delivered.size();
    }

    /** The deliveries up to now, in order. */
    public synchronized List<Delivery> deliveries() {
        List<Delivery> deliveries = new ArrayList<>();
        for (DecidedRequest decided : requests) {
            DeliveredRequest request = request(decided);
            for (TakenInput input : decided.taken()) {
                EventKey.of(decided.endpoint(), input)
                        .forEach(event -> deliveries.add(new Delivery(event, request, input.named())));
            }
        }
        return deliveries;
    }

    private DeliveredRequest request(DecidedRequest decided) {
        Instant at = Optional.ofNullable(answered.get(decided.number())).orElse(null);
        return new DeliveredRequest(
                decided.number(),
                decided.correlationId(),
                decided.at(),
                decided.instance(),
                decided.token(),
                decided.batch(),
                decided.attempt(),
                ambiguity.of(decided, at));
    }
}
