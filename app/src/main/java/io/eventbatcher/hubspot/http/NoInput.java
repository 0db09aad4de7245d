package io.eventbatcher.hubspot.http;

import io.eventbatcher.config.RouteSettings.Api;
import io.eventbatcher.hubspot.RequestInput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Stands for the inputs that a probe leaves out: nothing between the brackets of a batch, and an empty object where a single event is
 * sent.
 */
record NoInput(Api api) implements RequestInput {
    private byte[] json() {
        return (api == Api.V3 ? "{}" : "").getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public int length() {
        return json().length;
    }

    @Override
    public void writeTo(OutputStream target) throws IOException {
        target.write(json());
    }

    @Override
    public String identity() {
        return "";
    }

    @Override
    public String uuid() {
        return "";
    }
}
