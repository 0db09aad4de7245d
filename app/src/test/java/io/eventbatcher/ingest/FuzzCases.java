package io.eventbatcher.ingest;

import io.eventbatcher.deadletter.Reason;
import io.eventbatcher.fixtures.AvroBytes;
import io.eventbatcher.fixtures.Events;
import io.eventbatcher.ingest.registry.SchemaAnswer;
import io.eventbatcher.ingest.registry.SchemaId;
import io.eventbatcher.route.Route;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/** Values that a producer, or chance, may put on a source topic, each with what may become of it. */
public final class FuzzCases {
    private static final List<Route> ROUTES = List.of(Route.values());
    private static final int RECURSIVE = 1_001;
    private static final int UNIONS = 1_002;
    private static final int NOTHINGS = 1_003;
    private static final int MEGABYTE = 1_000_000;

    private final AvroBytes avro;
    private final Random random;
    private final Map<Route, byte[]> sound = new EnumMap<>(Route.class);
    private final Map<Route, Schema> schemas = new EnumMap<>(Route.class);

    /**
     * A value.
     *
     * @param mayPass whether it may be an event
     * @param reasons for which it may die
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Case(Route route, String kind, byte @Nullable [] value, boolean mayPass, Set<Reason> reasons) {}

    public FuzzCases(AvroBytes avro, Random random) {
        this.avro = avro;
        this.random = random;
        add(
                Route.BEHAVIORAL,
                Events.behavioral("7f")
                        .setUtk("t\u00e4\uD83D\uDE00")
                        .setProperties(Map.of("a", "b", "page_url", "https://example.com/"))
                        .build());
        add(
                Route.MARKETING_UPSERT,
                Events.upsert("account", "event").setEventCancelled(true).build());
        add(Route.MARKETING_UPDATE, Events.update("42").setEventName("name").build());
        answer(RECURSIVE, """
                {"type":"record","name":"BehavioralEvent","fields":[
                  {"name":"chain","type":{"type":"record","name":"Link","fields":[
                    {"name":"next","type":["null","Link",{"type":"array","items":"Link"},{"type":"map","values":"Link"}]}]}},
                  {"name":"eventName","type":"string"}]}""");
        answer(UNIONS, """
                {"type":"record","name":"BehavioralEvent","fields":[
                  {"name":"eventName","type":["null","int","long","double","string","bytes",
                    {"type":"enum","name":"E","symbols":["A","B"]},{"type":"fixed","name":"F","size":100000000},
                    {"type":"array","items":["null","string",{"type":"map","values":["null","bytes"]}]}]}]}""");
        answer(NOTHINGS, """
                {"type":"record","name":"BehavioralEvent","fields":[
                  {"name":"nothings","type":{"type":"array","items":"null"}},
                  {"name":"empties","type":{"type":"map","values":{"type":"record","name":"Empty","fields":[]}}},
                  {"name":"eventName","type":"string"}]}""");
    }

    private void add(Route route, IndexedRecord event) {
        sound.put(route, avro.withId(event));
        schemas.put(route, event.getSchema());
    }

    private void answer(int id, String schema) {
        avro.answer(new SchemaId.Id(id), new SchemaAnswer.Found(new Schema.Parser().parse(schema)));
    }

    public Case next() {
        Route route = ROUTES.get(random.nextInt(ROUTES.size()));
        int kind = random.nextInt(1_000);
        if (kind < 5) {
            return megabyte();
        }
        if (kind < 50) {
            return dies(route, "null", null, Reason.UNDECODABLE);
        }
        return switch (kind % 8) {
            case 0 -> dies(route, "noise", noise(1), Reason.UNDECODABLE);
            case 1 -> noiseOfSchema(route);
            case 2 -> dies(route, "truncated", truncated(route), Reason.UNDECODABLE);
            case 3 -> dies(route, "longer", longer(route), Reason.UNDECODABLE);
            case 4 -> dies(route, "unknown id", unknownId(), Reason.UNKNOWN_SCHEMA);
            case 5 -> hostile();
            case 6 -> strange();
            default -> mutated(route);
        };
    }

    private static Case dies(Route route, String kind, byte @Nullable [] value, Reason reason) {
        return new Case(route, kind, value, false, EnumSet.of(reason));
    }

    /** Any bytes, the first of which is no magic byte; or too few for an id. */
    private byte[] noise(int first) {
        byte[] value = new byte[random.nextInt(200)];
        random.nextBytes(value);
        if (value.length > 0 && value[0] == 0) {
            value[0] = (byte) first;
        }
        return value;
    }

    /** Noise behind the id of a schema that exists. */
    private Case noiseOfSchema(Route route) {
        byte[] value = sound(route);
        byte[] noise = noise(0);
        byte[] framed = Arrays.copyOf(value, 5 + noise.length);
        System.arraycopy(noise, 0, framed, 5, noise.length);
        return judged(route, "noise of schema", framed);
    }

    private byte[] truncated(Route route) {
        byte[] value = sound(route);
        return Arrays.copyOf(value, random.nextInt(value.length));
    }

    private byte[] longer(Route route) {
        byte[] value = sound(route);
        return Arrays.copyOf(value, value.length + 1 + random.nextInt(20));
    }

    private byte[] unknownId() {
        byte[] rest = noise(0);
        return AvroBytes.withId(
                random.nextBoolean() ? -1 - random.nextInt(1_000) : 2_000 + random.nextInt(1_000), rest);
    }

    /** Lengths and counts that the bytes do not hold, at every place where there is one. */
    private Case hostile() {
        long length = List.of(
                        1L << 20, 1L << 28, (long) Integer.MAX_VALUE, 1L << 33, Long.MAX_VALUE, Long.MIN_VALUE, -5L)
                .get(random.nextInt(7));
        ByteBuffer avroBytes = ByteBuffer.allocate(64);
        switch (random.nextInt(3)) {
            // the uuid's length
            case 0 -> varint(avroBytes.put((byte) 2), length);
            // no uuid, an event name of one character, nothing, and so many properties
            case 1 -> varint(avroBytes.put(new byte[] {0, 2, 'x', 0, 0, 0, 0}), length);
            // a property's name
            default -> varint(avroBytes.put(new byte[] {0, 2, 'x', 0, 0, 0, 0, 2}), length);
        }
        avroBytes.put((byte) 'y');
        byte[] value = Arrays.copyOf(sound(Route.BEHAVIORAL), 5 + avroBytes.position());
        System.arraycopy(avroBytes.array(), 0, value, 5, avroBytes.position());
        return dies(Route.BEHAVIORAL, "hostile length " + length, value, Reason.UNDECODABLE);
    }

    /** Schemas that allow depth, width and nothings without end. */
    private Case strange() {
        int id = List.of(RECURSIVE, UNIONS, NOTHINGS).get(random.nextInt(3));
        byte[] bytes = new byte[random.nextInt(random.nextInt(20) == 0 ? 100_000 : 60)];
        if (random.nextBoolean()) {
            Arrays.fill(bytes, (byte) (2 * random.nextInt(4)));
        } else {
            random.nextBytes(bytes);
        }
        // Some are events by chance: of one string, whose name breaks a limit.
        return new Case(
                Route.BEHAVIORAL,
                "strange schema " + id,
                AvroBytes.withId(id, bytes),
                false,
                EnumSet.of(Reason.UNDECODABLE, Reason.INVALID_EVENT));
    }

    private Case mutated(Route route) {
        byte[] value = sound(route).clone();
        for (int flips = random.nextInt(4); flips >= 0; flips--) {
            int at = random.nextInt(value.length);
            value[at] = random.nextBoolean() ? (byte) (value[at] ^ (1 << random.nextInt(8))) : (byte) random.nextInt();
        }
        return judged(route, "mutated", value);
    }

    private Case megabyte() {
        String text = "x".repeat(MEGABYTE);
        boolean tooLong = random.nextBoolean();
        byte[] value = avro.withId(
                tooLong
                        ? Events.behavioral("7f")
                                .setProperties(Map.of("a", text))
                                .build()
                        : Events.behavioral("7f").setUtk(text).build());
        return tooLong
                ? dies(Route.BEHAVIORAL, "long property", value, Reason.INVALID_EVENT)
                : new Case(Route.BEHAVIORAL, "long text", value, true, EnumSet.of(Reason.TOO_LARGE));
    }

    /** By another reader than ours: whether the bytes fit the schema that they name. */
    private Case judged(Route route, String kind, byte[] value) {
        Schema schema = schemas.get(route);
        if (value[0] != 0) {
            return dies(route, kind, value, Reason.UNDECODABLE);
        }
        if (!Arrays.equals(value, 0, 5, sound(route), 0, 5)) {
            // another id: unknown, or another route's record
            return new Case(route, kind, value, false, EnumSet.of(Reason.UNKNOWN_SCHEMA, Reason.UNDECODABLE));
        }
        try {
            BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(value, 5, value.length - 5, null);
            IndexedRecord read = new GenericDatumReader<IndexedRecord>(schema).read(null, decoder);
            return decoder.isEnd() && isUnicode(read)
                    ? new Case(route, kind, value, true, EnumSet.of(Reason.INVALID_EVENT))
                    : dies(route, kind, value, Reason.UNDECODABLE);
        } catch (IOException | RuntimeException doesNotFit) {
            return dies(route, kind, value, Reason.UNDECODABLE);
        }
    }

    /** The sound values have no replacement character; the reader writes one for what is no UTF-8. */
    private static boolean isUnicode(IndexedRecord read) {
        return read.getSchema().getFields().stream()
                .map(field -> read.get(field.pos()))
                .flatMap(value -> value instanceof Map<?, ?> map
                        ? Stream.concat(map.keySet().stream(), map.values().stream())
                        : Stream.ofNullable(value))
                .allMatch(value -> String.valueOf(value).indexOf('\uFFFD') < 0);
    }

    private byte[] sound(Route route) {
        return java.util.Objects.requireNonNull(sound.get(route));
    }

    private static void varint(ByteBuffer target, long number) {
        long rest = (number << 1) ^ (number >> 63);
        while ((rest & ~0x7FL) != 0) {
            target.put((byte) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        target.put((byte) rest);
    }
}
