package io.eventbatcher.console.html;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** An address within the console. Nothing else may stand where a page has an address, so no value becomes {@code javascript:}. */
public final class Link {
    private final String path;
    private final List<String> parameters;

    private Link(String path, List<String> parameters) {
        this.path = path;
        this.parameters = List.copyOf(parameters);
    }

    /** @param path begins with one slash */
    public static Link to(String path) {
        if (!path.matches("/([A-Za-z0-9.-][A-Za-z0-9./-]*)?")) {
            throw new IllegalArgumentException("no path of the console: " + path);
        }
        return new Link(path, List.of());
    }

    /** The address with one more parameter. */
    public Link with(String name, String value) {
        List<String> more = new ArrayList<>(parameters);
        more.add(encoded(name) + '=' + encoded(value));
        return new Link(path, more);
    }

    /** The address with a parameter for each value. */
    public Link with(String name, Collection<String> values) {
        Link link = this;
        for (String value : values) {
            link = link.with(name, value);
        }
        return link;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    @Override
    public String toString() {
        return parameters.isEmpty() ? path : path + '?' + String.join("&", parameters);
    }
}
