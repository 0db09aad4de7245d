package io.eventbatcher.hubspot.http;

import io.eventbatcher.config.Secret;
import io.eventbatcher.hubspot.answer.Answer;
import io.eventbatcher.hubspot.credentials.Redaction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import okhttp3.Call;
import okhttp3.Response;
import okio.BufferedSource;

/** Reads a response up to a limit, without the token. A status that was read is an answer, whatever happens to the rest. */
final class AnswerReader {
    /** An answer about 100 inputs has some 50 KB; a longer one than the limit proves nothing. */
    static final long LONGEST_BODY = 4L * 1024 * 1024;

    /** Refusals have a few sentences, and many may come at once. */
    private static final long LONGEST_REFUSAL = 256L * 1024;

    private AnswerReader() {}

    /** Reads and closes the response; never throws. */
    static Answer read(Call call, Response response, Secret token) {
        byte[] body = body(response);
        close(call, response);
        return new Answer(
                response.code(),
                response.headers(),
                response.isSuccessful() ? body : redacted(body, token),
                latency(response));
    }

    /** OkHttp throws when the length in the head makes no sense, after the answer is known; then the connection is of no more use. */
    private static void close(Call call, Response response) {
        try {
            response.close();
        } catch (RuntimeException senselessHead) {
            call.cancel();
        }
    }

    /** The time to the head of the answer; zero if the wall clock was set back meanwhile. */
    static Duration latency(Response response) {
        return Duration.ofMillis(Math.max(0, response.receivedResponseAtMillis() - response.sentRequestAtMillis()));
    }

    /** The body up to the limit; empty if the connection breaks, or the status rules out a body, because the status has come and decides. */
    private static byte[] body(Response response) {
        if (!Answer.mayHaveBody(response.code())) {
            return new byte[0];
        }
        try {
            BufferedSource source = response.body().source();
            long limit = response.isSuccessful() ? LONGEST_BODY : LONGEST_REFUSAL;
            source.request(limit);
            return source.getBuffer()
                    .readByteArray(Math.min(limit, source.getBuffer().size()));
        } catch (IOException | RuntimeException brokenOff) {
            return new byte[0];
        }
    }

    /** An error page may repeat the request, and the message goes into dead letters. */
    private static byte[] redacted(byte[] body, Secret token) {
        return Redaction.of(new String(body, StandardCharsets.UTF_8), token).getBytes(StandardCharsets.UTF_8);
    }
}
