package io.eventbatcher.tracing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.config.Settings;
import io.eventbatcher.delivery.FakeHubSpot;
import io.eventbatcher.fixtures.SpanReceiver;
import io.eventbatcher.hubspot.HubSpotClient;
import io.eventbatcher.hubspot.HubSpotRequest;
import io.eventbatcher.hubspot.RequestInput;
import io.eventbatcher.route.Route;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** The client as the service opens it, before a collector on a socket. */
final class TracingWorld implements AutoCloseable {
    static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    static final String SPAN = "00f067aa0ba902b7";

    final FakeHubSpot hubSpot = new FakeHubSpot();
    final SpanReceiver collector;
    private LongSupplier exported = () -> 0;
    private LongSupplier lost = () -> 0;

    /** An input whose records have headers. */
    private record Traced(String json, List<String> traceParents) implements RequestInput {
        @Override
        public int length() {
            return json.length();
        }

        @Override
        public void writeTo(OutputStream target) throws IOException {
            target.write(json.getBytes(UTF_8));
        }

        @Override
        public String identity() {
            return json;
        }

        @Override
        public String uuid() {
            return "uuid of " + json;
        }

        @Override
        public Stream<byte[]> headers(String name) {
            return name.equals("traceparent")
                    ? traceParents.stream().map(text -> text.getBytes(UTF_8))
                    : Stream.empty();
        }
    }

    TracingWorld() {
        try {
            collector = new SpanReceiver();
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    @Override
    public void close() {
        collector.close();
    }

    /** The number of spans that the collector has taken. */
    long exported() {
        return exported.getAsLong();
    }

    /** The number of spans that are lost. */
    long lost() {
        return lost.getAsLong();
    }

    private static Settings settings(String... more) {
        Map<String, String> texts = new HashMap<>(Map.of(
                "kafka.bootstrap-servers", "broker:9092",
                "registry.url", "http://registry:8081",
                "instance", "one",
                // the last spans have a part of the time
                "shutdown-timeout", "10m"));
        for (int i = 0; i < more.length; i += 2) {
            texts.put(more[i], more[i + 1]);
        }
        return Settings.of(texts);
    }

    HubSpotClient client(String... more) {
        return client(collector.address(), more);
    }

    HubSpotClient client(URI address, String... more) {
        String[] all = Stream.concat(Stream.of("tracing.endpoint", address.toString()), Stream.of(more))
                .toArray(String[]::new);
        return Tracing.around(() -> hubSpot, settings(all), (taken, gone) -> {
            exported = taken;
            lost = gone;
        });
    }

    static HubSpotRequest request(int attempt, RequestInput... inputs) {
        return new HubSpotRequest(Route.BEHAVIORAL, 3, List.of(inputs), "behavioral-3-77", attempt);
    }

    static RequestInput input(String... traceParents) {
        return new Traced("secret@example.com", List.of(traceParents));
    }

    static String traceParent(int number) {
        return "00-%032x-%016x-01".formatted(number + 1, number + 1);
    }

    /** Sends the request, ends the client, and returns the span that the collector has got. */
    SpanReceiver.Received spanOf(HubSpotRequest request) {
        try (HubSpotClient client = client()) {
            client.send(request).join();
        }
        assertThat(collector.spans()).hasSize(1);
        return collector.spans().get(0);
    }
}
