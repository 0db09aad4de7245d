package io.eventbatcher.sandbox.torture.run;

import io.eventbatcher.route.Route;
import java.util.Collection;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The operator, who gives orders by the service's own commands: accepts each loss of records as soon as the service tells of the loss, and ends halts
 * that only an operator can end.
 */
public final class Operator {
    private static final long LOOK_SECONDS = 5;
    private static final int GIVEN = 0;
    private static final int TRIES = 24;

    private final ServiceCommand command;
    private final ScheduledExecutorService timers;
    private final AtomicInteger losses = new AtomicInteger();

    public Operator(ServiceCommand command, ScheduledExecutorService timers) {
        this.command = command;
        this.timers = timers;
    }

    /** Records of the topic are gone; the service will hold their partition when it is up again. */
    void acceptLossOf(String topic) {
        if (losses.getAndIncrement() == 0) {
            later(topic, TRIES);
        }
    }

    /**
     * What the service leaves to an operator. With no other events to compare with, an event that draws halting answers stops its route until a dead
     * letter is ordered; and a topic made anew is not read before somebody accepts what the service cannot know, whether all of the old one was read.
     */
    public void decide(Collection<Route> routes, String recreatedTopic) {
        routes.forEach(route -> command.order("lanes", "dead-letter", route.label(), "--for", "5m"));
        acceptLossOf(recreatedTopic);
    }

    private void later(String topic, int tries) {
        var unused = timers.schedule(() -> accept(topic, tries), LOOK_SECONDS, TimeUnit.SECONDS);
    }

    /** An order is refused until an instance holds a partition. One order accepts all losses that are told. */
    private void accept(String topic, int tries) {
        var unused = command.order("lanes", "accept-loss", "--source", topic, "--why", "the fault kit deleted records")
                .onExit()
                .thenAccept(ended -> {
                    boolean given = ended.exitValue() == GIVEN;
                    if (given ? losses.decrementAndGet() > 0 : tries > 1) {
                        later(topic, given ? TRIES : tries - 1);
                    } else if (!given) {
                        losses.set(0);
                    }
                });
    }
}
