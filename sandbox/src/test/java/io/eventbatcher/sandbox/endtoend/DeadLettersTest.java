package io.eventbatcher.sandbox.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.partitioningBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.deadletter.Reason;
import io.eventbatcher.events.BehavioralEvent;
import io.eventbatcher.events.MarketingEventUpsert;
import io.eventbatcher.fixtures.AvroBytes;
import io.eventbatcher.fixtures.SpanReceiver;
import io.eventbatcher.ingest.IngestPolicy;
import io.eventbatcher.ingest.registry.ProbePolicy;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.simulator.api.HubSpotAccount;
import io.eventbatcher.sandbox.stack.Backend;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedStack.class)
class DeadLettersTest {
    private static final int UNKNOWN_SCHEMA = 987_654;

    /** Believes at once that a schema does not exist. */
    private static final IngestPolicy IMPATIENT = new IngestPolicy(
            new ProbePolicy(Duration.ofSeconds(1), Duration.ofMillis(200)), 1_000, Duration.ofSeconds(1), 5);

    /** Trace and span of every record's producer. */
    private static final String PRODUCER = "4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7";

    /** Everything a header can be, and names that only look like ours. */
    private static final List<Header> CURIOUS = List.of(
            new RecordHeader("binary", new byte[] {0, -1, (byte) 0xC3, 0x28}),
            new RecordHeader("twice", "first".getBytes(UTF_8)),
            new RecordHeader("nothing", (byte[]) null),
            new RecordHeader("twice", "second".getBytes(UTF_8)),
            new RecordHeader("empty", new byte[0]),
            new RecordHeader("", "no name".getBytes(UTF_8)),
            new RecordHeader("dlq.reasons", "mine".getBytes(UTF_8)),
            new RecordHeader("__streams.errors.stacktrace", "mine".getBytes(UTF_8)),
            new RecordHeader("traceparent", "00-no trace-01".getBytes(UTF_8)),
            new RecordHeader("traceparent", ("00-" + PRODUCER + "-01").getBytes(UTF_8)),
            new RecordHeader("twice", (byte[]) null));

    private final List<Expected> expected = new ArrayList<>();

    /** A record that must die. */
    private record Expected(Route route, Outgoing outgoing, Reason reason) {}

    @Test
    void shouldKeepEveryByteOnEveryPathAndNameTheTraceOfARequest(Backend backend) throws IOException {
        // Given one of each that die at ingest, at dedupe and at HubSpot
        try (SpanReceiver collector = new SpanReceiver();
                Pipeline pipeline = Pipeline.create(
                        backend,
                        "dead-letters",
                        "tracing.endpoint",
                        collector.address().toString(),
                        "routes.marketing-upsert.max-bytes",
                        "10000",
                        "dedupe.on-conflict",
                        "dead-letter")) {
            diesAtIngest(pipeline.sources());
            diesAtDedupe(pipeline);
            diesAtHubSpot(pipeline.sources());
            publish(pipeline);

            // When
            pipeline.start(IMPATIENT).awaitRest();

            // Then
            Map<String, ConsumerRecord<byte[], byte[]>> letters = pipeline.deadLetters().stream()
                    .collect(toMap(letter -> origin(letter, pipeline), letter -> letter));
            assertThat(letters).hasSameSizeAs(expected);
            for (int i = 0; i < expected.size(); i++) {
                Expected one = expected.get(i);
                ConsumerRecord<byte[], byte[]> letter = requireNonNull(letters.get(one.route.label() + '@' + i));
                DeadLetterAssert.assertDied(letter, one.outgoing, one.reason);
            }
            pipeline.stop();
            assertTraced(letters.values(), collector);
        }
    }

    /** Each letter of HubSpot's answer names the trace of a failed request, which names the producer's. */
    private static void assertTraced(Collection<ConsumerRecord<byte[], byte[]>> letters, SpanReceiver collector) {
        Map<String, SpanReceiver.Received> spans =
                collector.spans().stream().collect(toMap(SpanReceiver.Received::traceId, span -> span));
        Map<Boolean, List<ConsumerRecord<byte[], byte[]>>> ofHubSpot = letters.stream()
                .collect(partitioningBy(letter ->
                        DeadLetterHeader.HTTP_STATUS.in(letter.headers()).isPresent()));
        assertThat(requireNonNull(ofHubSpot.get(true))).hasSize(3).allSatisfy(letter -> {
            SpanReceiver.Received span = requireNonNull(
                    spans.get(DeadLetterHeader.TRACE_ID.in(letter.headers()).orElseThrow()));
            assertThat(span.links()).contains(PRODUCER);
            assertThat(span.attributes())
                    .containsEntry(
                            "http.response.status_code",
                            DeadLetterHeader.HTTP_STATUS.in(letter.headers()).orElseThrow());
        });
        assertThat(requireNonNull(ofHubSpot.get(false)))
                .allSatisfy(letter -> assertThat(DeadLetterHeader.TRACE_ID.in(letter.headers()))
                        .isEmpty());
    }

    private void diesAtIngest(Sources sources) {
        byte[] sound = sources.encode(Route.BEHAVIORAL, SimulatorEvents.behavioral("sound"));
        dies(Route.BEHAVIORAL, Outgoing.of(null).withKey((byte) 1), Reason.UNDECODABLE);
        dies(Route.BEHAVIORAL, Outgoing.of(new byte[0]), Reason.UNDECODABLE);
        dies(Route.BEHAVIORAL, Outgoing.of(new byte[] {7, 0, -1}).withKey(), Reason.UNDECODABLE);
        dies(Route.BEHAVIORAL, Outgoing.of(java.util.Arrays.copyOf(sound, sound.length - 3)), Reason.UNDECODABLE);
        dies(Route.MARKETING_UPDATE, Outgoing.of(sound).withKey((byte) 0, (byte) -1), Reason.UNDECODABLE);
        dies(
                Route.BEHAVIORAL,
                Outgoing.of(AvroBytes.withId(UNKNOWN_SCHEMA, AvroBytes.bare(SimulatorEvents.behavioral("schemaless")))),
                Reason.UNKNOWN_SCHEMA);
        BehavioralEvent invalid = SimulatorEvents.behavioral("invalid");
        invalid.getProperties().put("UPPER", "case");
        dies(Route.BEHAVIORAL, Outgoing.of(sources.encode(Route.BEHAVIORAL, invalid)), Reason.INVALID_EVENT);
        MarketingEventUpsert large = SimulatorEvents.upsert("large", 1);
        large.setEventDescription("x".repeat(10_000));
        dies(Route.MARKETING_UPSERT, Outgoing.of(sources.encode(Route.MARKETING_UPSERT, large)), Reason.TOO_LARGE);
    }

    /** The second of two events with one uuid; the first one is delivered before. */
    private void diesAtDedupe(Pipeline pipeline) {
        BehavioralEvent event = SimulatorEvents.behavioral("first content");
        pipeline.sources().publish(Route.BEHAVIORAL, 3, event);
        pipeline.start().awaitRest();
        pipeline.stop();
        event.getProperties().put("page", "second content");
        dies(
                Route.BEHAVIORAL,
                Outgoing.of(pipeline.sources().encode(Route.BEHAVIORAL, event)).withKey((byte) 'k'),
                Reason.UUID_CONFLICT);
    }

    private void diesAtHubSpot(Sources sources) {
        BehavioralEvent unknown = SimulatorEvents.behavioral("unknown name");
        unknown.setEventName("pe1_unknown");
        dies(Route.BEHAVIORAL, Outgoing.of(sources.encode(Route.BEHAVIORAL, unknown)), Reason.REJECTED);
        MarketingEventUpsert refused = SimulatorEvents.upsert("refused", 1);
        refused.setEventOrganizer(HubSpotAccount.DEFAULT_UNKNOWN_ORGANIZER);
        dies(Route.MARKETING_UPSERT, Outgoing.of(sources.encode(Route.MARKETING_UPSERT, refused)), Reason.REJECTED);
        dies(
                Route.MARKETING_UPDATE,
                Outgoing.of(sources.encode(Route.MARKETING_UPDATE, SimulatorEvents.update("999999999", 1)))
                        .withKey((byte) 'k'),
                Reason.NOT_FOUND);
    }

    private void dies(Route route, Outgoing outgoing, Reason reason) {
        List<Header> numbered = new ArrayList<>(CURIOUS);
        numbered.add(
                new RecordHeader("number", Integer.toString(expected.size()).getBytes(UTF_8)));
        expected.add(new Expected(route, outgoing.withHeaders(numbered), reason));
    }

    private void publish(Pipeline pipeline) {
        expected.forEach(one -> pipeline.sources().publish(one.route, 0, one.outgoing));
    }

    /** By the source topic that the letter names, and the number that the record was given. */
    private static String origin(ConsumerRecord<byte[], byte[]> letter, Pipeline pipeline) {
        String topic = DeadLetterHeader.ERRORS_TOPIC.in(letter.headers()).orElseThrow();
        Route route = List.of(Route.values()).stream()
                .filter(one -> pipeline.settings().route(one).topic().equals(topic))
                .findFirst()
                .orElseThrow();
        return route.label()
                + '@'
                + new String(letter.headers().lastHeader("number").value(), UTF_8);
    }
}
