package io.eventbatcher.sandbox.simulator.rules;

import com.fasterxml.jackson.core.JsonParser;
import io.eventbatcher.sandbox.simulator.api.Input;
import java.io.IOException;

/** Reads one input and checks the rules of the endpoint. */
interface InputReader {
    /**
     * Reads from the opening brace of the input to the closing brace.
     *
     * @throws IOException for a body that is no JSON
     */
    Input read(JsonParser json, RequestErrors errors) throws IOException;
}
