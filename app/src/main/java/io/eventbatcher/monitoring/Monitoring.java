package io.eventbatcher.monitoring;

import com.sun.net.httpserver.HttpHandler;
import io.eventbatcher.batching.Batching;
import io.eventbatcher.batching.node.BatchingObserver;
import io.eventbatcher.config.ConfigurationException;
import io.eventbatcher.config.Settings;
import io.eventbatcher.control.LaneState;
import io.eventbatcher.delivery.Delivery;
import io.eventbatcher.delivery.loop.DeliveryObserver;
import io.eventbatcher.health.Heartbeat;
import io.eventbatcher.status.SystemStatus;
import io.eventbatcher.time.Clocks;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The HTTP port of a service with the meters behind it, if the settings name a port; nothing is counted otherwise. */
public final class Monitoring implements AutoCloseable {
    private final Optional<HttpPort> port;
    private final Optional<ServiceMeters> meters;

    private Monitoring(Optional<HttpPort> port, Optional<ServiceMeters> meters) {
        this.port = port;
        this.meters = meters;
    }

    /**
     * Opens the port, before anything else starts: a port that is taken is told at once.
     *
     * @throws ConfigurationException if the port cannot be had, or would open a console to everybody
     */
    public static Monitoring open(Settings settings) {
        settings.http().openConsole().ifPresent(open -> {
            throw new ConfigurationException(open);
        });
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
     * @param kafkaAnswers the time since Kafka last failed to answer
     */
    public void show(
            Batching batching,
            Delivery delivery,
            Supplier<List<LaneState>> states,
            Heartbeat heartbeat,
            Supplier<SystemStatus> status,
            Supplier<Duration> kafkaAnswers,
            Clocks clocks) {
        meters.ifPresent(ofService -> {
            batching.show(ofService::read);
            ofService.read(delivery::snapshot, states, () -> heartbeat.health().good(), clocks);
            ofService.readBatching(batching::threadDeaths, batching.restoring()::left, batching.restoring()::restored);
            Liveness liveness = new Liveness(() -> delivery.hanging().or(batching::silence), kafkaAnswers, heartbeat);
            port.ifPresent(opened -> opened.serve(
                    liveness::now,
                    heartbeat::health,
                    ofService,
                    () -> status.get().toJson().toPrettyString() + "\n"));
        });
    }

    /** A stop begins: the service is ready no longer, and alive until the end. */
    public void stops() {
        port.ifPresent(HttpPort::stops);
    }

    /** The trouble of the meters' own thread, as a clause; empty without a port. */
    public Optional<String> trouble() {
        return meters.flatMap(ServiceMeters::trouble);
    }

    /** Serves the numbers of spans that the collector has taken, and that are lost. */
    public void showSpans(LongSupplier exported, LongSupplier lost) {
        meters.ifPresent(ofService -> ofService.readSpans(exported, lost));
    }

    /** Hands over the requests of the port whose paths begin so; nothing without a port. */
    public void mount(String path, HttpHandler handler) {
        port.ifPresent(opened -> opened.mount(path, handler));
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
