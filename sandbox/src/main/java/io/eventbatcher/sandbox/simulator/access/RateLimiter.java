package io.eventbatcher.sandbox.simulator.access;

import io.eventbatcher.sandbox.simulator.api.Endpoint;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Counts requests against the account's limits, and tells the rest in HubSpot's headers. Answers to events have no headers of limits. */
public final class RateLimiter {
    private final Clock clock;
    private final RollingWindow events;
    private final RollingWindow marketing;
    private final int marketingPerDay;
    private LocalDate day = LocalDate.EPOCH;
    private int takenToday;

    public RateLimiter(RateLimits limits, Clock clock) {
        this.clock = clock;
        this.events = new RollingWindow(limits.eventsPerSecond(), Duration.ofSeconds(1));
        this.marketing = new RollingWindow(limits.marketingPerTenSeconds(), Duration.ofSeconds(10));
        this.marketingPerDay = limits.marketingPerDay();
    }

    /** Takes a permit, or returns the policy (HubSpot's {@code policyName}) that refuses the request. */
    public synchronized Optional<String> refusal(Endpoint endpoint) {
        long now = clock.millis();
        if (!endpoint.marketing()) {
            return take(events, now) ? Optional.empty() : Optional.of("SECONDLY");
        }
        startDay();
        if (takenToday >= marketingPerDay) {
            return Optional.of("DAILY");
        }
        if (!take(marketing, now)) {
            return Optional.of("TEN_SECONDLY_ROLLING");
        }
        takenToday++;
        return Optional.empty();
    }

    public synchronized Map<String, String> headers(Endpoint endpoint) {
        if (!endpoint.marketing()) {
            return Map.of();
        }
        startDay();
        marketing.hasRoom(clock.millis());
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-HubSpot-RateLimit-Max", Integer.toString(marketing.limit()));
        headers.put("X-HubSpot-RateLimit-Remaining", Integer.toString(marketing.remaining()));
        headers.put("X-HubSpot-RateLimit-Interval-Milliseconds", Long.toString(marketing.lengthMillis()));
        headers.put("X-HubSpot-RateLimit-Daily", Integer.toString(marketingPerDay));
        headers.put("X-HubSpot-RateLimit-Daily-Remaining", Integer.toString(marketingPerDay - takenToday));
        return headers;
    }

    private static boolean take(RollingWindow window, long now) {
        if (!window.hasRoom(now)) {
            return false;
        }
        window.take(now);
        return true;
    }

    private void startDay() {
        LocalDate today = LocalDate.now(clock);
        if (!today.equals(day)) {
            day = today;
            takenToday = 0;
        }
    }
}
