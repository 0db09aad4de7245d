package io.eventbatcher.sandbox.simulator.api;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** The reply to the client: an answer, or a broken connection. */
public sealed interface Reply {
    /**
     * An HTTP answer. Replies are never compared.
     *
     * @param contentType empty for an answer without a body
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Answer(int status, String contentType, Map<String, String> headers, byte[] body) implements Reply {
        public static Answer empty(int status) {
            return new Answer(status, "", Map.of(), new byte[0]);
        }

        public static Answer json(int status, byte[] body) {
            return new Answer(status, "application/json;charset=utf-8", Map.of(), body);
        }

        public static Answer html(int status, String body) {
            return new Answer(status, "text/html;charset=utf-8", Map.of(), body.getBytes(StandardCharsets.UTF_8));
        }

        public Answer withHeaders(Map<String, String> more) {
            Map<String, String> all = new LinkedHashMap<>(headers);
            all.putAll(more);
            return new Answer(status, contentType, all, body);
        }

        public Answer truncated() {
            return new Answer(status, contentType, headers, Arrays.copyOf(body, body.length / 2));
        }

        @Override
        public String outcome() {
            return Integer.toString(status);
        }
    }

    /** The connection is reset (TCP RST) and no answer is given. */
    record Reset() implements Reply {
        @Override
        public String outcome() {
            return "reset";
        }
    }

    /** The name in the counters: the status, or {@code reset}. */
    String outcome();
}
