package io.eventbatcher.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the schema registry is reached: anything that speaks Confluent's REST API.
 *
 * @param url the base URL
 * @param timeout the longest one call may take; default 5s
 */
public record RegistrySettings(URI url, Duration timeout) {
    public RegistrySettings(
            @JsonProperty("url") @Nullable URI url, @JsonProperty("timeout") @Nullable Duration timeout) {
        if (url == null || url.getHost() == null) {
            throw new ConfigurationException(
                    "registry.url: " + (url == null ? "is missing" : "'" + url + "' has no host")
                            + "; give the registry's base URL, such as http://registry:8081.");
        }
        this.url = url;
        this.timeout = timeout == null ? Duration.ofSeconds(5) : timeout;
        Check.within("registry.timeout", this.timeout, Duration.ofMillis(100), Duration.ofSeconds(8));
    }
}
