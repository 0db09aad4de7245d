package io.eventbatcher.hubspot.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/** The bytes of answers that no sane server gives, and of many that are almost right. */
final class RawAnswers {
    private static final int[] STATUSES = {
        200, 200, 200, 201, 202, 204, 204, 204, 205, 206, 207, 207, 207, 301, 304, 400, 400, 401, 402, 403, 404, 405,
        406, 407, 408, 409, 410, 413, 415, 418, 421, 422, 423, 425, 429, 451, 477, 499, 500, 502, 503, 504, 521, 524,
        599, 700, 999
    };

    private final Random random;

    RawAnswers(Random random) {
        this.random = random;
    }

    /** @param ids of the inputs of the request */
    byte[] next(List<String> ids) {
        byte[] body = body(ids);
        String head = statusLine() + headers(body.length);
        boolean chunked = head.contains("Transfer-Encoding: chunked");
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        answer.writeBytes(head.getBytes(ISO_8859_1));
        answer.writeBytes(lineEnd().getBytes(ISO_8859_1));
        answer.writeBytes(chunked && random.nextInt(6) > 0 ? chunks(body) : body);
        byte[] all = answer.toByteArray();
        return random.nextInt(12) == 0 ? Arrays.copyOf(all, random.nextInt(all.length + 1)) : all;
    }

    private String statusLine() {
        int status = STATUSES[random.nextInt(STATUSES.length)];
        return switch (random.nextInt(30)) {
            case 0 -> "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 " + status + " X\r\n";
            case 1 -> "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 " + status + "\r\n";
            case 2 -> "HTTP/1.0 " + status + " X\r\n";
            case 3 ->
                oneOf("HTTP/1.1  200 X", "HTTP/1.1 20", "HTTP/1.1 -1 X", "HTTP/9 200", "ICY 204 OK", "", "\u0000\u00ff")
                        + "\r\n";
            case 4 -> "HTTP/1.1 " + status + "\n";
            case 5 -> noise(random.nextInt(200)) + "\r\n";
            default -> "HTTP/1.1 " + status + " Some \u00e4 reason\r\n";
        };
    }

    private String headers(int length) {
        List<String> headers = new ArrayList<>();
        headers.add(oneOf(
                "Content-Length: " + length,
                "Content-Length: " + length,
                "Content-Length: " + length,
                "Transfer-Encoding: chunked",
                "Transfer-Encoding: chunked",
                "Content-Length: " + (length + 7),
                "Content-Length: " + length / 2,
                "Content-Length: -5",
                "Content-Length: 99999999999999999999",
                "Connection: close"));
        headers.add(oneOf(
                "Content-Type: application/json",
                "Content-Type: application/json;charset=utf-8",
                "Content-Type: text/html",
                "Content-Type: ;;;",
                "X-Nothing: "));
        switch (random.nextInt(16)) {
            case 0 -> headers.add("Content-Encoding: gzip");
            case 1 ->
                headers.add("Retry-After: " + oneOf("0", "-1", "99999999999", "soon", "Sat, 21 Nov 2026 12:00:30 GMT"));
            case 2 -> headers.add("Location: " + oneOf("", "http://[", "//u:p@h/x", "/login?token=1", noise(30)));
            case 3 ->
                headers.add("X-HubSpot-RateLimit-Max: " + oneOf("0", "190", "99999999999", "-1", "\u0663")
                        + "\r\nX-HubSpot-RateLimit-Remaining: 3\r\nX-HubSpot-RateLimit-Interval-Milliseconds: "
                        + oneOf("0", "10000", "x"));
            case 4 -> headers.add("no colon here");
            case 5 -> headers.add(": no name");
            case 6 -> headers.add("X-HubSpot-Correlation-Id: " + oneOf("c\u001b[2J", "\u00e4\u0085", "c-1"));
            case 7 -> headers.add("X-Long: " + "x".repeat(random.nextInt(60) == 0 ? 400_000 : 400));
            case 8 -> headers.add("WWW-Authenticate: Basic realm=\"x\"\r\nProxy-Authenticate: Basic");
            default -> headers.add("Server: cloudflare");
        }
        return headers.stream().map(header -> header + lineEnd()).collect(Collectors.joining());
    }

    private String lineEnd() {
        return random.nextInt(40) == 0 ? "\n" : "\r\n";
    }

    private byte[] body(List<String> ids) {
        byte[] plain = switch (random.nextInt(12)) {
            case 0 -> new byte[0];
            case 1 -> "<html><body>\u001b[2J edge</body></html>".getBytes(UTF_8);
            case 2 -> ("{\"status\":\"COMPLETE\",\"a\":" + "[".repeat(random.nextInt(9_000))).getBytes(UTF_8);
            case 3 ->
                ("{\"status\":\"COMPLETE\",\"numErrors\":1e" + random.nextInt(2_000_000_000) + "}").getBytes(UTF_8);
            case 4 -> noise(random.nextInt(300)).getBytes(ISO_8859_1);
            default -> json(ids).getBytes(UTF_8);
        };
        return random.nextInt(10) == 0 ? gzip(plain) : plain;
    }

    private String json(List<String> ids) {
        List<String> fields = new ArrayList<>();
        maybe(fields, "status", () -> oneOf("\"COMPLETE\"", "\"COMPLETE\"", "\"PROCESSING\"", "\"error\"", "7"));
        maybe(fields, "results", () -> list(ids, id -> "{\"objectId\":" + id + "}"));
        maybe(
                fields,
                "errors",
                () -> list(
                        ids,
                        id -> "{\"category\":" + oneOf("\"OBJECT_NOT_FOUND\"", "\"X\"", "null") + ",\"message\":"
                                + oneOf("\"unknown\"", "\"a\\n\\u001b[31mb\\u202e\"", "{}") + ",\"context\":{\"ids\":["
                                + id
                                + "]}}"));
        maybe(fields, "numErrors", () -> oneOf("0", "1", "\"x\"", "9".repeat(1_500)));
        maybe(fields, "category", () -> oneOf("\"OBJECT_NOT_FOUND\"", "\"BANNED\"", "\"MISSING_SCOPES\"", "[]"));
        maybe(
                fields,
                "message",
                () -> oneOf("\"Event with uuid uuid-1 already exists\"", "\"\\r\\n2026 ERROR forged\"", "1"));
        maybe(fields, "policyName", () -> oneOf("\"DAILY\"", "\"SECONDLY\"", "3"));
        maybe(fields, "context", () -> "{\"missingScopes\":[" + oneOf("\"a.b\"", "{\"c\":[4]}") + "]}");
        if (random.nextInt(12) == 0) {
            fields.add("\"status\":\"COMPLETE\"");
        }
        String all = "{" + String.join(",", fields) + "}";
        return random.nextInt(15) == 0 ? all.substring(0, random.nextInt(all.length())) : all;
    }

    private void maybe(List<String> fields, String name, Supplier<String> value) {
        if (random.nextInt(3) > 0) {
            fields.add('"' + name + "\":" + value.get());
        }
    }

    private String list(List<String> ids, UnaryOperator<String> element) {
        return switch (random.nextInt(12)) {
            case 0 -> oneOf("null", "{}", "[7]", "[[]]", "\"x\"");
            case 1 -> ids.stream().map(this::form).map(element).collect(Collectors.joining(",", "[", ",]"));
            default ->
                ids.stream()
                        .filter(id -> random.nextInt(5) > 0)
                        .map(this::form)
                        .map(element)
                        .collect(Collectors.joining(",", "[", "]"));
        };
    }

    private String form(String id) {
        return oneOf(
                "\"" + id + "\"",
                "\"" + id + "\"",
                id,
                "\"00" + id + "\"",
                "\" " + id + "\"",
                id + ".0",
                "null",
                "[]",
                id + "e0");
    }

    private byte[] chunks(byte[] body) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int at = 0; at < body.length; ) {
            int size = Math.min(body.length - at, 1 + random.nextInt(200));
            String said = random.nextInt(60) == 0 ? oneOf("zz", "-1", "ffffffffff", "") : Integer.toHexString(size);
            all.writeBytes((said + "\r\n").getBytes(ISO_8859_1));
            all.write(body, at, size);
            all.writeBytes("\r\n".getBytes(ISO_8859_1));
            at += size;
        }
        all.writeBytes(oneOf("0\r\n\r\n", "0\r\n\r\n", "0\r\n\r\n", "0\r\nX: y\r\n\r\n", "")
                .getBytes(ISO_8859_1));
        return all.toByteArray();
    }

    private byte[] gzip(byte[] plain) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
            if (random.nextInt(60) == 0) {
                gzip.write(new byte[5 * 1024 * 1024]);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        byte[] all = packed.toByteArray();
        return random.nextInt(4) == 0 ? Arrays.copyOf(all, random.nextInt(all.length)) : all;
    }

    private String noise(int length) {
        return IntStream.range(0, length)
                .mapToObj(i -> String.valueOf((char) random.nextInt(256)))
                .collect(Collectors.joining());
    }

    private String oneOf(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
