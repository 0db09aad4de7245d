package io.eventbatcher.sandbox.simulator.faults;

import io.eventbatcher.sandbox.simulator.api.BatchResult;
import io.eventbatcher.sandbox.simulator.api.Problem;
import io.eventbatcher.sandbox.simulator.api.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The effect of a fault on a request. Each effect changes one of four steps: acting, the result, the reply, the delay. A new kind of fault
 * is a record here and a case in {@link EffectReader}.
 */
public sealed interface Effect {
    /** True if HubSpot acts on the request. */
    default boolean applies() {
        return true;
    }

    /** Changes the result of a marketing endpoint before the inputs count as done. */
    default BatchResult reshape(BatchResult result) {
        return result;
    }

    /** Changes the reply; {@code reply} is the honest reply, or an empty 204 for a request without action. */
    default Reply replace(Reply reply, UUID correlationId) {
        return reply;
    }

    /** The delay beside the usual latency. */
    default Duration delay() {
        return Duration.ZERO;
    }

    /** No fault. */
    record None() implements Effect {}

    /**
     * A fixed answer.
     *
     * @param body empty: HubSpot's error shape without a category. The content type follows from the first character, unless {@code
     *     headers} has a content type
     * @param applied true if the request was carried out all the same, as can happen behind a 504 or 524
     */
    record Answer(int status, String body, Map<String, String> headers, boolean applied) implements Effect {
        public Answer {
            if (status < 200 || status > 599) {
                throw new IllegalArgumentException("A fault's status must be 200 to 599, not " + status + ".");
            }
            headers = Map.copyOf(headers);
        }

        public Answer(int status) {
            this(status, "", Map.of(), false);
        }

        public Answer(int status, String body) {
            this(status, body, Map.of(), false);
        }

        /** HubSpot's refusal of a whole batch because of one input that is in conflict: seen on HubSpot's CRM batches. */
        public static Answer conflict() {
            return new Answer(409, """
                    {"status":"error","category":"CONFLICT","message":"An object with this value exists."}""");
        }

        /** The page of a firewall at the edge, which never passes the request on to HubSpot. */
        public static Answer edgeRefusal() {
            return new Answer(403, """
                    <html><head><title>Attention Required!</title></head><body><h1>Sorry, you have been blocked</h1></body></html>""");
        }

        /** The answer of a version of the API that HubSpot has switched off. */
        public static Answer gone() {
            return new Answer(410, """
                    {"status":"error","message":"This version of the API is no longer available."}""");
        }

        public Answer with(String header, String value) {
            Map<String, String> more = new LinkedHashMap<>(headers);
            more.put(header, value);
            return new Answer(status, body, more, applied);
        }

        public Answer afterApplying() {
            return new Answer(status, body, headers, true);
        }

        @Override
        public boolean applies() {
            return applied;
        }

        @Override
        public Reply replace(Reply reply, UUID correlationId) {
            if (body.isEmpty()) {
                return (status < 300
                                ? Reply.Answer.empty(status)
                                : Problem.withoutCategory(status, "A fault that was asked for.")
                                        .answer(correlationId))
                        .withHeaders(headers);
            }
            Reply.Answer answer = body.startsWith("<")
                    ? Reply.Answer.html(status, body)
                    : Reply.Answer.json(status, body.getBytes(StandardCharsets.UTF_8));
            return answer.withHeaders(headers);
        }
    }

    /** The connection is reset, before or after the request was carried out. */
    record Reset(boolean applied) implements Effect {
        @Override
        public boolean applies() {
            return applied;
        }

        @Override
        public Reply replace(Reply reply, UUID correlationId) {
            return new Reply.Reset();
        }
    }

    /** The honest answer, but late; the request is carried out on arrival. */
    record Delayed(Duration delay) implements Effect {}

    /** The honest answer, cut after the first half of the body. An answer without a body stays whole. */
    record Truncated() implements Effect {
        @Override
        public Reply replace(Reply reply, UUID correlationId) {
            return reply instanceof Reply.Answer answer ? answer.truncated() : reply;
        }
    }

    /** 207 with empty results and no errors, and nothing done: seen on HubSpot's CRM batches. Marketing endpoints only. */
    record EmptyMultiStatus() implements Effect {
        @Override
        public BatchResult reshape(BatchResult result) {
            return new BatchResult(207, "COMPLETE", List.of(), List.of());
        }
    }

    /** 200, but the input with the identity is neither done nor among the results: seen on CRM batches. Marketing endpoints only. */
    record LeftOut(String identity) implements Effect {
        @Override
        public BatchResult reshape(BatchResult result) {
            return result.withResults(result.results().stream()
                    .filter(done -> !done.input().identity().equals(identity))
                    .toList());
        }
    }

    /**
     * 200 with a status like {@code PROCESSING}, which proves nothing. Marketing endpoints only.
     *
     * @param applied true if the inputs were done and stand in the results
     */
    record Unfinished(String status, boolean applied) implements Effect {
        @Override
        public BatchResult reshape(BatchResult result) {
            return new BatchResult(
                    result.httpStatus(), status, applied ? result.results() : List.of(), result.unknownIds());
        }
    }
}
