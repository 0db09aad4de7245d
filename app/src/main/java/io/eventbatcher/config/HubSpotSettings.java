package io.eventbatcher.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How HubSpot is reached.
 *
 * @param baseUrl default https://api.hubapi.com
 * @param token the private-app token or service key; from the environment variable EVENT_BATCHER_HUBSPOT_TOKEN or a file, never
 *     from the configuration file itself
 * @param connectTimeout default 10s
 * @param eventsTimeout the longest a behavioral request may take; default 30s
 * @param marketingTimeout the longest a marketing request may take; default 2m, above HubSpot's own ceiling of 100 s, so that a
 *     late answer is still heard
 * @param rate the limits to keep
 */
public record HubSpotSettings(
        URI baseUrl,
        Secret token,
        Duration connectTimeout,
        Duration eventsTimeout,
        Duration marketingTimeout,
        RateSettings rate) {
    public HubSpotSettings(
            @JsonProperty("base-url") @Nullable URI baseUrl,
            @JsonProperty("token") @Nullable Secret token,
            @JsonProperty("connect-timeout") @Nullable Duration connectTimeout,
            @JsonProperty("events-timeout") @Nullable Duration eventsTimeout,
            @JsonProperty("marketing-timeout") @Nullable Duration marketingTimeout,
            @JsonProperty("rate") @Nullable RateSettings rate) {
        this.baseUrl = baseUrl == null ? URI.create("https://api.hubapi.com") : baseUrl;
        this.token = token == null ? new Secret("") : token;
        this.connectTimeout = connectTimeout == null ? Duration.ofSeconds(10) : connectTimeout;
        this.eventsTimeout = eventsTimeout == null ? Duration.ofSeconds(30) : eventsTimeout;
        this.marketingTimeout = marketingTimeout == null ? Duration.ofMinutes(2) : marketingTimeout;
        this.rate = rate == null ? RateSettings.DEFAULT : rate;
        if (this.baseUrl.getHost() == null) {
            throw new ConfigurationException(
                    "hubspot.base-url: '" + this.baseUrl + "' has no host; the default is https://api.hubapi.com.");
        }
        Duration most = Duration.ofMinutes(10);
        Check.within("hubspot.connect-timeout", this.connectTimeout, Duration.ofMillis(100), most);
        Check.within("hubspot.events-timeout", this.eventsTimeout, Duration.ofMillis(100), most);
        Check.within("hubspot.marketing-timeout", this.marketingTimeout, Duration.ofMillis(100), most);
    }
}
