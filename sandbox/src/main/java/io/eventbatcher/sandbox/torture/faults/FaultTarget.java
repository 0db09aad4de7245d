package io.eventbatcher.sandbox.torture.faults;

import io.eventbatcher.sandbox.simulator.api.Endpoint;
import java.time.Duration;
import java.util.Optional;

/** What can be done to the world of the service. Nothing here waits for its end. */
public interface FaultTarget {
    void kill(String instance, Duration restartAfter);

    /** Kills it as soon as somebody has written dedupe marks or batches, which mostly are not committed then. */
    void killWhileBatching(String instance, Duration restartAfter);

    void arm(KillTrigger trigger);

    /** SIGTERM; later it comes back with its state. */
    void leave(String instance, Duration restartAfter);

    /** A further instance, which leaves again and takes its state with it. */
    void join(String instance, Duration stay);

    void restartBroker(Duration down);

    void registryOutage(int status, Duration length);

    void refuseConnections(Duration length);

    /** Repeated uuids are refused with a 400. */
    void refuseKnownUuids(Duration length);

    void burst(ApiFault fault, Optional<Endpoint> endpoint, double share, Duration length);
}
