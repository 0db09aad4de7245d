package io.eventbatcher.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The limits that HubSpot documents, and how much of them is ours.
 *
 * @param eventsPerSecond requests a second on the behavioral path; default 1,250
 * @param accountPerTenSeconds requests per rolling ten seconds on the marketing paths: 100 (Free, Starter), 190 (Professional,
 *     Enterprise), 250 with the add-on, 110 for public OAuth apps; default 190
 * @param reservePercent the part left to other apps of the account, 0 to 90; default 10
 */
public record RateSettings(int eventsPerSecond, int accountPerTenSeconds, int reservePercent) {
    public RateSettings {
        Check.within("hubspot.rate.events-per-second", eventsPerSecond, 1, 100_000);
        Check.within("hubspot.rate.account-per-ten-seconds", accountPerTenSeconds, 1, 100_000);
        Check.within("hubspot.rate.reserve-percent", reservePercent, 0, 90);
    }

    /** HubSpot's documented limits of a Professional or Enterprise account, less a tenth for other apps. */
    public static final RateSettings DEFAULT = new RateSettings(1250, 190, 10);

    @JsonCreator
    static RateSettings stated(
            @JsonProperty("events-per-second") @Nullable Integer eventsPerSecond,
            @JsonProperty("account-per-ten-seconds") @Nullable Integer accountPerTenSeconds,
            @JsonProperty("reserve-percent") @Nullable Integer reservePercent) {
        return new RateSettings(
                eventsPerSecond == null ? DEFAULT.eventsPerSecond : eventsPerSecond,
                accountPerTenSeconds == null ? DEFAULT.accountPerTenSeconds : accountPerTenSeconds,
                reservePercent == null ? DEFAULT.reservePercent : reservePercent);
    }
}
