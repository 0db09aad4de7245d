package io.eventbatcher.sandbox.torture.faults;

import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.simulator.api.Endpoint;
import java.time.Duration;
import java.util.Optional;

/** The system under test, with the faults to befall it. Calls return at once. */
public interface FaultTarget {
    void kill(String instance, Duration restartAfter);

    /** Kills the instance as soon as any instance has written dedupe records or batches, mostly before their commit. */
    void killWhileBatching(String instance, Duration restartAfter);

    void arm(KillTrigger trigger);

    /** SIGTERM; the instance comes back later with its state. */
    void leave(String instance, Duration restartAfter);

    /** Adds an instance, which leaves later and loses its state. */
    void join(String instance, Duration stay);

    void restartBroker(Duration down);

    void registryOutage(int status, Duration length);

    void refuseConnections(Duration length);

    /** Repeated uuids are refused with a 400. */
    void refuseKnownUuids(Duration length);

    /** More partitions, with records in each. */
    void growTopic(Route route, int more);

    /**
     * Deletes the source topic of behavioral events when all is read, and creates it again.
     *
     * @param longer true if the new topic soon reaches beyond the old positions
     */
    void recreateTopic(boolean longer);

    /** Stops all, publishes records, deletes some of them unread, and starts all. */
    void expireRecords(int records);

    /** The clock of the instance's machine steps; without effect where no clock can be faked. */
    void stepClock(String instance, Duration by);

    /** The topic of dead letters takes tiny records only. */
    void refuseDeadLetters(Duration length);

    /** Requests on the open connections to HubSpot go nowhere from now on; new connections work. */
    void swallowConnections();

    /** Publishes records under schemas that no parser takes, and one under a new good schema. */
    void publishUnreadableSchema(int number);

    void publishTooLarge();

    /** HubSpot never takes one of the next events. */
    void ask(Culprit kind);

    void burst(ApiFault fault, Optional<Endpoint> endpoint, double share, Duration length);
}
