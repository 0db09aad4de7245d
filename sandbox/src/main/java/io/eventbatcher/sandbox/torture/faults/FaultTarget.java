package io.eventbatcher.sandbox.torture.faults;

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

    void burst(ApiFault fault, Optional<Endpoint> endpoint, double share, Duration length);
}
