package io.eventbatcher.monitoring;

import io.eventbatcher.batching.Batching;
import io.eventbatcher.batching.node.BatchingObserver;
import io.eventbatcher.config.Settings;
import io.eventbatcher.control.LaneState;
import io.eventbatcher.delivery.Delivery;
import io.eventbatcher.delivery.loop.DeliveryObserver;
import io.eventbatcher.health.Health;
import io.eventbatcher.health.Heartbeat;
import io.eventbatcher.status.SystemStatus;
import io.eventbatcher.time.Clocks;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** The HTTP port of a service with the meters behind it, if the settings name a port; nothing is counted otherwise. */
public final class Monitoring implements AutoCloseable {
    private final Optional<HttpPort> port;
    private final Optional<ServiceMeters> meters;

    private Monitoring(Optional<HttpPort> port, Optional<ServiceMeters> meters) {
        this.port = port;
        this.meters = meters;
    }

    /** Opens the port, before anything else starts: a port that is taken is told at once. */
    public static Monitoring open(Settings settings) {
        Optional<HttpPort> port = settings.http().port().map(number -> HttpPort.open(settings.http(), number));
        return new Monitoring(port, port.map(opened -> new ServiceMeters(settings)));
    }

    /** To be told by batching. */
    public BatchingObserver batching() {
        return meters.map(ServiceMeters::batching).orElse(BatchingObserver.NONE);
    }

    /** To be told by delivery. */
    public DeliveryObserver delivery() {
        return meters.map(ServiceMeters::delivery).orElse(DeliveryObserver.NONE);
    }

    /**
     * Serves what the running halves tell.
     *
     * @param status of the whole system, newest
     */
    public void show(
            Batching batching,
            Delivery delivery,
            Supplier<List<LaneState>> states,
            Heartbeat heartbeat,
            Supplier<SystemStatus> status,
            Clocks clocks) {
        meters.ifPresent(ofService -> {
            batching.show(ofService::read);
            ofService.read(delivery::snapshot, states, () -> heartbeat.health().good(), clocks);
            ofService.readBatching(batching::threadDeaths, batching.restoring()::left, batching.restoring()::restored);
            port.ifPresent(opened -> opened.serve(
                    () -> live(batching, delivery, heartbeat),
                    heartbeat::health,
                    ofService,
                    () -> status.get().toJson().toPrettyString() + "\n"));
        });
    }

    /** Not good when a restart would help: a half has ended or hangs, or the heartbeat stands still. An outage is no reason. */
    private static Health live(Batching batching, Delivery delivery, Heartbeat heartbeat) {
        Optional<String> silence = delivery.silence().or(batching::silence);
        if (silence.isPresent()) {
            return new Health(false, "Not well: " + silence.get() + ".");
        }
        return heartbeat.beats() ? new Health(true, "Both halves run.") : heartbeat.health();
    }

    /** The number of the open port. */
    public OptionalInt port() {
        return port.map(opened -> OptionalInt.of(opened.number())).orElse(OptionalInt.empty());
    }

    @Override
    public void close() {
        port.ifPresent(HttpPort::close);
        meters.ifPresent(ServiceMeters::close);
    }
}
