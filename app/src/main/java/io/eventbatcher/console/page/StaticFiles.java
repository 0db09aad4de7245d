package io.eventbatcher.console.page;

import io.eventbatcher.console.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Files that pages name, from the class path: ours, and those of the WebJars. Nothing comes from elsewhere. */
final class StaticFiles {
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String OURS = "/io/eventbatcher/console/";
    private static final String JARS = "/META-INF/resources/webjars/";

    /** Names of libraries have versions in their paths, which the build declares. */
    private static final Map<String, Source> FILES = Map.of(
            "/console/files/console.css", new Source(OURS + "console.css", "text/css; charset=utf-8"),
            "/console/files/console.js", new Source(OURS + "console.js", SCRIPT),
            "/console/files/icon.svg", new Source(OURS + "icon.svg", "image/svg+xml"),
            "/console/files/htmx.js", new Source(JARS + "htmx.org/2.0.10/dist/htmx.min.js", SCRIPT),
            "/console/files/sse.js", new Source(JARS + "htmx-ext-sse/2.2.2/sse.js", SCRIPT));

    private final Map<String, byte[]> read = new ConcurrentHashMap<>();

    private record Source(String resource, String type) {}

    /** The file of a path; empty for any other path. */
    Optional<Response> find(String path) {
        return Optional.ofNullable(FILES.get(path))
                .map(source -> Response.of(
                                200, source.type(), read.computeIfAbsent(source.resource(), StaticFiles::bytes))
                        .with("Cache-Control", "private, max-age=600"));
    }

    private static byte[] bytes(String resource) {
        try (InputStream in = StaticFiles.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is not on the class path");
            }
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
