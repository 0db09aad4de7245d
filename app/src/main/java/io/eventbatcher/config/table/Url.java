package io.eventbatcher.config.table;

import java.net.URI;
import java.net.URISyntaxException;

/** Bases of HTTP APIs. Parts that could carry a secret, or lead elsewhere, are refused. */
public record Url() implements Type<URI> {
    @Override
    public URI parse(String text) {
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException malformed) {
            // the message of the exception repeats the text, which may hold a password
            throw new InvalidValueException("the value is no URL; write something like https://host:8081");
        }
        if (url.getRawUserInfo() != null || (url.getRawAuthority() != null && text.contains("@"))) {
            throw new InvalidValueException(
                    "the URL contains credentials; leave them out here, they have keys of their own");
        }
        if (!"http".equalsIgnoreCase(url.getScheme()) && !"https".equalsIgnoreCase(url.getScheme())) {
            throw new InvalidValueException("'" + text + "' is no HTTP URL; write something like https://host:8081");
        }
        if (url.getHost() == null) {
            throw new InvalidValueException("'" + text + "' has no host; write something like https://host:8081");
        }
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new InvalidValueException("the URL has a part behind '?' or '#'; leave it out");
        }
        return url;
    }

    @Override
    public String kind() {
        return "URL";
    }
}
