package io.eventbatcher.hubspot.http;

import io.eventbatcher.hubspot.RequestInput;
import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/** A single bare input, for v3. One-shot like {@link InputsBody}. */
final class SingleBody extends RequestBody {
    private static final MediaType JSON = MediaType.get("application/json");

    private final RequestInput input;

    SingleBody(RequestInput input) {
        this.input = input;
    }

    @Override
    public MediaType contentType() {
        return JSON;
    }

    @Override
    public long contentLength() {
        return input.length();
    }

    @Override
    public boolean isOneShot() {
        return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        input.writeTo(sink.outputStream());
    }
}
