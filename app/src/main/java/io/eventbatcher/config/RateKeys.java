package io.eventbatcher.config;

/** HubSpot's rate limits. */
final class RateKeys {
    static final Section SECTION = new Section();

    static final Key<Integer> EVENTS_PER_SECOND = SECTION.add(Key.of(
            "hubspot.rate.events-per-second",
            new Types.Whole(1, 100_000, "requests"),
            "1250",
            "HubSpot's limit on the behavioral path."));
    static final Key<Integer> ACCOUNT_PER_TEN_SECONDS = SECTION.add(Key.of(
            "hubspot.rate.account-per-ten-seconds",
            new Types.Whole(1, 100_000, "requests"),
            "190",
            "HubSpot's limit for both marketing routes together: 100 on Free and Starter, 190 on Professional and Enterprise, 250"
                    + " with the add-on, 110 for public OAuth apps."));
    static final Key<Integer> RESERVE_PERCENT = SECTION.add(Key.of(
            "hubspot.rate.reserve-percent",
            new Types.Whole(0, 90, "percent"),
            "10",
            "The part of each limit that is left to other apps of the account."));

    private RateKeys() {}
}
