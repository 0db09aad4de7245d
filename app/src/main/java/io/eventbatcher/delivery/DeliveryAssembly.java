package io.eventbatcher.delivery;

import io.eventbatcher.config.Settings;
import io.eventbatcher.delivery.dispatch.AnswerHandler;
import io.eventbatcher.delivery.dispatch.Dispatcher;
import io.eventbatcher.delivery.dispatch.LaneStates;
import io.eventbatcher.delivery.dispatch.RetryPolicy;
import io.eventbatcher.delivery.gate.RouteGates;
import io.eventbatcher.delivery.lane.AssignedLanes;
import io.eventbatcher.delivery.lane.ConsumerPositions;
import io.eventbatcher.delivery.loop.Backoff;
import io.eventbatcher.delivery.loop.DeliveryCounters;
import io.eventbatcher.delivery.loop.DeliveryObserver;
import io.eventbatcher.delivery.loop.Mailbox;
import io.eventbatcher.delivery.rate.QuotaShares;
import io.eventbatcher.delivery.settle.BatchPurger;
import io.eventbatcher.delivery.settle.Fencing;
import io.eventbatcher.delivery.settle.Settler;
import io.eventbatcher.time.Clocks;

/** Puts the rooms of delivery together. */
final class DeliveryAssembly {
    final DeliveryCounters counters;
    final QuotaShares rates;
    final RouteGates gates;
    final LaneStates laneStates;
    final Settler settler;
    final BatchPurger purger;
    final DeliveryLoop loop;

    DeliveryAssembly(Settings settings, DeliveryPorts ports) {
        this(settings, ports, DeliveryObserver.NONE);
    }

    DeliveryAssembly(Settings settings, DeliveryPorts ports, DeliveryObserver observer) {
        counters = new DeliveryCounters(observer);
        Clocks clocks = ports.clocks();
        Mailbox mailbox = ports.mailbox();
        rates = new QuotaShares(settings, ports.timers(), mailbox, clocks);
        gates = new RouteGates(settings, rates, ports.timers(), mailbox, clocks);
        laneStates = new LaneStates(settings.instance(), gates, clocks);
        RetryPolicy retries = new RetryPolicy(
                new Backoff(ports.chance()), settings.hubspot().answers().expireAfter(), clocks);
        AnswerHandler answers = new AnswerHandler(gates, retries, ports.timers(), mailbox, counters);
        Dispatcher dispatcher = new Dispatcher(ports.hubSpot(), gates, mailbox, answers, counters, laneStates);
        ConsumerPositions positions = new ConsumerPositions(ports.consumer(), settings.topics(), clocks);
        AssignedLanes lanes = new AssignedLanes(ports.consumer(), positions, settings);
        Fencing fencing = new Fencing(settings.instance(), clocks);
        settler = new Settler(positions, ports.producers(), settings.topics(), clocks, counters, fencing);
        purger = new BatchPurger(ports.admins());
        DeliveryParts parts =
                new DeliveryParts(ports.consumer(), lanes, positions, mailbox, dispatcher, settler, purger, rates);
        loop = new DeliveryLoop(parts, HandoverTimeouts.revocationBound(settings), clocks);
    }
}
