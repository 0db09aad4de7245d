package io.eventbatcher.hubspot.http;

import io.eventbatcher.hubspot.RequestInput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/**
 * {@code {"inputs":[…]}}, written straight from the inputs.
 *
 * <p>One-shot: OkHttp repeats some requests by itself (408, 421, 503 with {@code Retry-After: 0}), but no request with a one-shot body.
 * The service alone decides about repetitions, and counts attempts.
 */
final class InputsBody extends RequestBody {
    private static final MediaType JSON = MediaType.get("application/json");
    private static final byte[] HEAD = "{\"inputs\":[".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TAIL = "]}".getBytes(StandardCharsets.US_ASCII);

    private final List<RequestInput> inputs;
    private final long length;

    InputsBody(List<RequestInput> inputs) {
        this.inputs = inputs;
        long sum = HEAD.length + TAIL.length + inputs.size() - 1L;
        for (RequestInput input : inputs) {
            sum += input.length();
        }
        this.length = sum;
    }

    @Override
    public MediaType contentType() {
        return JSON;
    }

    @Override
    public long contentLength() {
        return length;
    }

    @Override
    public boolean isOneShot() {
        return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        OutputStream target = sink.outputStream();
        target.write(HEAD);
        for (int i = 0; i < inputs.size(); i++) {
            if (i > 0) {
                target.write(',');
            }
            inputs.get(i).writeTo(target);
        }
        target.write(TAIL);
    }
}
