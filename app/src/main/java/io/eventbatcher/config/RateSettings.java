package io.eventbatcher.config;

import io.eventbatcher.config.table.Key;
import io.eventbatcher.config.table.Section;
import io.eventbatcher.config.table.Values;
import io.eventbatcher.config.table.Whole;

/** HubSpot's documented rate limits, and the service's part of the limits. */
public record RateSettings(int eventsPerSecond, int accountPerTenSeconds, int reservePercent, int eventsPerMonth) {
    static final Section KEYS = new Section("hubspot.rate");

    private static final Key<Integer> EVENTS_PER_SECOND = KEYS.add(
            "events-per-second", new Whole(1, 100_000, "requests"), "1250", "HubSpot's limit on the behavioral path.");
    private static final Key<Integer> ACCOUNT_PER_TEN_SECONDS =
            KEYS.add("account-per-ten-seconds", new Whole(1, 100_000, "requests"), "190", """
                HubSpot's limit for both marketing routes together: 100 on Free and Starter, 190 on Professional and Enterprise,
                250 with the add-on, 110 for public OAuth apps.
                """);
    private static final Key<Integer> RESERVE_PERCENT =
            KEYS.add("reserve-percent", new Whole(0, 90, "percent"), "10", """
                The part of each limit that is left to other apps of the account.
                """);

    private static final Key<Integer> EVENTS_PER_MONTH =
            KEYS.add("events-per-month", new Whole(1, 2_000_000_000, "events"), "30000000", """
                HubSpot's limit on behavioral events in a calendar month. Only metrics and alerts use the number: the service sends
                on, and HubSpot's answers decide.
                """);

    public RateSettings {
        EVENTS_PER_SECOND.check(eventsPerSecond);
        ACCOUNT_PER_TEN_SECONDS.check(accountPerTenSeconds);
        RESERVE_PERCENT.check(reservePercent);
        EVENTS_PER_MONTH.check(eventsPerMonth);
    }

    RateSettings(Values values) {
        this(
                values.get(EVENTS_PER_SECOND),
                values.get(ACCOUNT_PER_TEN_SECONDS),
                values.get(RESERVE_PERCENT),
                values.get(EVENTS_PER_MONTH));
    }
}
