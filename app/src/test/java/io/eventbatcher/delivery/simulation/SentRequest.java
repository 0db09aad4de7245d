package io.eventbatcher.delivery.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventbatcher.hubspot.HubSpotRequest;
import io.eventbatcher.hubspot.RequestInput;
import io.eventbatcher.route.Route;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/**
 * A request as it went over the network.
 *
 * @param instance the sender
 * @param request the request as the client was given it
 * @param inputs the inputs, in order
 * @param bytes the length of its body
 */
record SentRequest(SimulatedInstance instance, HubSpotRequest request, List<Input> inputs, int bytes) {
    private static final int ENVELOPE = "{\"inputs\":[]}".length();

    /** An input, and the events merged into it. */
    record Input(String identity, String uuid, List<SimulatedEvent> events) {
        boolean has(SimulatedEvent.Nature nature) {
            for (SimulatedEvent event : events) {
                if (event.nature() == nature) {
                    return true;
                }
            }
            return false;
        }
    }

    static SentRequest of(SimulatedInstance instance, HubSpotRequest request, Workload workload) {
        int bytes = ENVELOPE + request.inputs().size() - 1;
        List<Input> inputs = new ArrayList<>();
        for (RequestInput input : request.inputs()) {
            String text = json(input);
            inputs.add(new Input(input.identity(), input.uuid(), workload.in(text)));
            bytes += text.length();
        }
        return new SentRequest(instance, request, List.copyOf(inputs), bytes);
    }

    private static String json(RequestInput input) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            input.writeTo(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toString(UTF_8);
    }

    Route route() {
        return request.route();
    }

    TopicPartition lane() {
        return inputs.get(0).events().get(0).lane();
    }

    Stream<SimulatedEvent> events() {
        return inputs.stream().flatMap(input -> input.events().stream());
    }

    boolean isSingle() {
        return inputs.size() == 1 && inputs.get(0).events().size() == 1;
    }
}
