package io.eventbatcher.delivery.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventbatcher.hubspot.HubSpotRequest;
import io.eventbatcher.hubspot.RequestInput;
import io.eventbatcher.route.Route;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
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
            return events.stream().anyMatch(event -> event.nature() == nature);
        }
    }

    static SentRequest of(SimulatedInstance instance, HubSpotRequest request, Workload workload) {
        int bytes = ENVELOPE + request.inputs().size() - 1;
        List<String> texts = request.inputs().stream().map(SentRequest::json).toList();
        List<Input> inputs = Stream.iterate(0, i -> i + 1)
                .limit(texts.size())
                .map(i -> input(request.inputs().get(i), workload.in(texts.get(i))))
                .toList();
        return new SentRequest(
                instance,
                request,
                inputs,
                bytes + texts.stream().mapToInt(String::length).sum());
    }

    private static Input input(RequestInput input, List<SimulatedEvent> events) {
        return new Input(input.identity(), input.uuid(), events);
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
