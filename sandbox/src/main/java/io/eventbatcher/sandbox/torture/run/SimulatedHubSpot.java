package io.eventbatcher.sandbox.torture.run;

import io.eventbatcher.sandbox.broker.LoopbackPorts;
import io.eventbatcher.sandbox.simulator.SimulatorSettings;
import io.eventbatcher.sandbox.simulator.access.RateLimits;
import io.eventbatcher.sandbox.simulator.api.HubSpotAccount;
import io.eventbatcher.sandbox.simulator.rules.RepeatedUuids;
import io.eventbatcher.sandbox.stack.EmbeddedStack;
import io.eventbatcher.sandbox.torture.faults.DeliveryRecorder;
import io.eventbatcher.sandbox.torture.traffic.Repair;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** The simulator's settings for the services under torture. */
public final class SimulatedHubSpot {
    private static final int MOST_INCARNATIONS = 5_000;

    /** More than the load needs, and less than backlogs would take after each fault. HubSpot tells the limit for events by a 429 alone. */
    private static final RateLimits LIMITS =
            RateLimits.defaults().withEventsPerSecond(25).withMarketingPerTenSeconds(250);

    private SimulatedHubSpot() {}

    /** Each process has its own token, because requests of successive processes must be told apart. */
    public static SimulatorSettings settings(DeliveryRecorder recorder, Repair repair) {
        HubSpotAccount account = EmbeddedStack.account();
        Set<String> scopes = account.tokens().getOrDefault(HubSpotAccount.DEFAULT_TOKEN, Set.of());
        Map<String, Set<String>> tokens = new HashMap<>();
        IntStream.rangeClosed(1, MOST_INCARNATIONS).forEach(number -> tokens.put(Fleet.token(number), scopes));
        return SimulatorSettings.defaults()
                // during an outage of the API another connection could take a port of the systems' own range
                .withPort(LoopbackPorts.free())
                .withAccount(account.withTokens(tokens)
                        .withObjectIds(id -> account.objectIds().test(id) || repair.hasMadeKnown(id)))
                .withLimits(LIMITS)
                .withLatency(Duration.ofMillis(20))
                .withRepeatedUuids(RepeatedUuids.REJECTED)
                .withListener(recorder);
    }
}
