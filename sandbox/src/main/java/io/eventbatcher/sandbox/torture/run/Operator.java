package io.eventbatcher.sandbox.torture.run;

import io.eventbatcher.config.Settings;
import io.eventbatcher.control.ControlTopic;
import io.eventbatcher.control.LaneState;
import io.eventbatcher.route.Route;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * The operator, who gives orders by the service's own commands: accepts each loss of records as soon as the service tells of the loss, and ends halts
 * that only an operator can end.
 */
public final class Operator implements AutoCloseable {
    private static final long LOOK_SECONDS = 3;
    /** By then the service has obeyed, and told what it holds still. */
    private static final Duration BETWEEN_ORDERS = Duration.ofSeconds(10);

    private final ServiceCommand command;
    private final Settings settings;
    private @Nullable ControlTopic control;
    private @Nullable Process order;
    private long orderedAt;

    public Operator(ServiceCommand command, Settings settings) {
        this.command = command;
        this.settings = settings;
    }

    /** Accepts losses from now on. */
    public void watch(ScheduledExecutorService timers) {
        var unused = timers.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    private synchronized void look() {
        try {
            if (control == null) {
                control = ControlTopic.open(settings);
            }
            control.catchUp();
            acceptWhatIsTold(control);
        } catch (KafkaException brokerAway) {
            // the next look comes soon
        } catch (RuntimeException unexpected) {
            // a timer would never look again, and the run would wait for orders until its patience ends
            System.err.println("The operator's look failed: " + unexpected);
        }
    }

    /** One order accepts all losses that running instances tell of, which may be fewer than are told when the order is given. */
    private void acceptWhatIsTold(ControlTopic told) {
        boolean pause = order != null && (order.isAlive() || System.nanoTime() - orderedAt < BETWEEN_ORDERS.toNanos());
        if (!pause && told.states().stream().anyMatch(LaneState::heldForLoss)) {
            orderedAt = System.nanoTime();
            order = command.order(
                    "lanes",
                    "accept-loss",
                    "--source",
                    settings.route(Route.BEHAVIORAL).topic(),
                    "--why",
                    "the fault kit did it");
        }
    }

    /** With no other events to compare with, an event that draws halting answers stops its route until an operator orders a dead letter. */
    public void buryWhatHalts(Collection<Route> routes) {
        routes.forEach(route -> command.order("lanes", "dead-letter", route.label(), "--for", "5m"));
    }

    @Override
    public synchronized void close() {
        if (control != null) {
            control.close();
        }
    }
}
