package io.eventbatcher.console.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventbatcher.console.html.Html;
import io.eventbatcher.console.html.Link;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** An answer: a status, a type, a body and headers; or a stream of pieces. */
public final class Response {
    private static final String HTML = "text/html; charset=utf-8";

    private final int status;
    private final String type;
    private final byte[] body;
    private final Map<String, String> headers;
    private final Optional<Supplier<Html>> live;

    private Response(int status, String type, byte[] body, Map<String, String> headers, Optional<Supplier<Html>> live) {
        this.status = status;
        this.type = type;
        this.body = body;
        this.headers = headers;
        this.live = live;
    }

    public static Response page(Html page) {
        return page(200, page);
    }

    public static Response page(int status, Html page) {
        return of(status, HTML, page.toString().getBytes(UTF_8));
    }

    public static Response of(int status, String type, byte[] body) {
        return new Response(status, type, body, Map.of(), Optional.empty());
    }

    /** To be read by a GET, after a POST. */
    public static Response seeOther(Link link) {
        return of(303, HTML, new byte[0]).with("Location", link.toString());
    }

    /** A stream of server-sent events: the piece, every two seconds, for as long as the server lets a response last. */
    public static Response live(Supplier<Html> piece) {
        return new Response(200, "text/event-stream; charset=utf-8", new byte[0], Map.of(), Optional.of(piece));
    }

    public Response with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Response(status, type, body, more, live);
    }

    public int status() {
        return status;
    }

    public String type() {
        return type;
    }

    /** The body, as text. */
    public String text() {
        return new String(body, UTF_8);
    }

    public Map<String, String> headers() {
        return Collections.unmodifiableMap(headers);
    }

    byte[] body() {
        return body;
    }

    /** The pieces of a stream; empty for an answer that ends with its body. */
    Optional<Supplier<Html>> live() {
        return live;
    }
}
