package io.eventbatcher.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The types of keys that say where something is in the network. */
final class AddressTypes {
    private AddressTypes() {}

    /** The base of an HTTP API. What could carry a secret, or lead elsewhere, is refused. */
    record Url() implements Type<URI> {
        @Override
        public URI parse(String text) {
            URI url;
            try {
                url = new URI(text);
            } catch (URISyntaxException malformed) {
                // its message repeats the text, which may hold a password
                throw new WrongValueException("the value is no URL; write something like https://host:8081");
            }
            if (url.getRawUserInfo() != null || (url.getRawAuthority() != null && text.contains("@"))) {
                throw new WrongValueException(
                        "the URL contains credentials; leave them out here, they have keys of their own");
            }
            if (!"http".equalsIgnoreCase(url.getScheme()) && !"https".equalsIgnoreCase(url.getScheme())) {
                throw new WrongValueException("'" + text + "' is no HTTP URL; write something like https://host:8081");
            }
            if (url.getHost() == null) {
                throw new WrongValueException("'" + text + "' has no host; write something like https://host:8081");
            }
            if (url.getRawQuery() != null || url.getRawFragment() != null) {
                throw new WrongValueException("the URL has a part behind '?' or '#'; leave it out");
            }
            return url;
        }

        @Override
        public String text(URI value) {
            return value.toString();
        }

        @Override
        public String kind() {
            return "URL";
        }

        @Override
        public String bounds() {
            return "";
        }
    }

    record Urls() implements Type<List<URI>> {
        private static final Url ONE = new Url();

        @Override
        public List<URI> parse(String text) {
            return Arrays.stream(text.split(",", -1))
                    .map(String::strip)
                    .map(ONE::parse)
                    .toList();
        }

        @Override
        public String text(List<URI> value) {
            return value.stream().map(URI::toString).collect(Collectors.joining(","));
        }

        @Override
        public String kind() {
            return "URLs";
        }

        @Override
        public String bounds() {
            return "";
        }

        @Override
        public boolean list() {
            return true;
        }
    }

    /** One or more {@code host:port}. */
    record Servers() implements Type<String> {
        private static final Pattern ONE =
                Pattern.compile("([A-Za-z][A-Za-z0-9_]*://)?(\\[[0-9A-Fa-f:.%]+]|[^\\s:/,]+):\\d{1,5}");

        @Override
        public String parse(String text) {
            for (String server : text.split(",", -1)) {
                if (!ONE.matcher(server.strip()).matches()) {
                    throw new WrongValueException("'" + server.strip()
                            + "' is no host:port; write something like broker-1:9092,broker-2:9092");
                }
            }
            return text;
        }

        @Override
        public String text(String value) {
            return value;
        }

        @Override
        public String kind() {
            return "host:port, comma separated";
        }

        @Override
        public String bounds() {
            return "";
        }

        @Override
        public boolean list() {
            return true;
        }
    }
}
