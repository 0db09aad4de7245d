package io.eventbatcher.sandbox.simulator.access;

/**
 * HubSpot's limits, in requests.
 *
 * @param eventsPerSecond all events endpoints together
 * @param marketingPerTenSeconds both marketing endpoints together, in any rolling ten seconds
 * @param marketingPerDay both marketing endpoints together, until midnight in the clock's time zone
 */
public record RateLimits(int eventsPerSecond, int marketingPerTenSeconds, int marketingPerDay) {
    public RateLimits {
        if (eventsPerSecond < 1 || marketingPerTenSeconds < 1 || marketingPerDay < 1) {
            throw new IllegalArgumentException("Every rate limit must allow one request at least.");
        }
    }

    /** HubSpot's documented limits: 1,250 a second for events; 190 and 625,000 (Professional tier) for marketing events. */
    public static RateLimits defaults() {
        return new RateLimits(1_250, 190, 625_000);
    }

    /** Limits beyond the reach of a test. */
    public static RateLimits none() {
        return new RateLimits(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    public RateLimits withEventsPerSecond(int changed) {
        return new RateLimits(changed, marketingPerTenSeconds, marketingPerDay);
    }

    public RateLimits withMarketingPerTenSeconds(int changed) {
        return new RateLimits(eventsPerSecond, changed, marketingPerDay);
    }
}
