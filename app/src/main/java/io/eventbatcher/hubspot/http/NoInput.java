package io.eventbatcher.hubspot.http;

import io.eventbatcher.hubspot.RequestInput;
import java.io.OutputStream;

/** Stands for the inputs that a probe leaves out, so that the one classifier reads the answer. */
record NoInput() implements RequestInput {
    @Override
    public int length() {
        return 0;
    }

    @Override
    public void writeTo(OutputStream target) {}

    @Override
    public String identity() {
        return "";
    }

    @Override
    public String uuid() {
        return "";
    }
}
