package io.eventbatcher.sandbox.simulator.rules;

import com.fasterxml.jackson.core.JsonParser;
import io.eventbatcher.sandbox.simulator.api.Input;
import java.io.IOException;

/** Reads one input and holds it against the rules of its endpoint. */
interface InputReader {
    /**
     * The parser stands on the input's opening brace, and is left on its closing one.
     *
     * @throws IOException when this is no JSON
     */
    Input read(JsonParser json, RequestErrors findings) throws IOException;
}
