package io.eventbatcher.ingest;

import io.eventbatcher.ingest.registry.SchemaLookup;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** How values become events: {@code avro.deserializer}. Safe for use by several threads. */
public abstract class Decoding {
    Decoding() {}

    /** A reader of these events, for one thread; cheap until it is used. */
    abstract <T extends SpecificRecord> EventReader<T> reader(AvroResolution<T> resolution);

    /** Our own deserializer, which never blocks. */
    public static Decoding own(SchemaLookup schemas) {
        return new Decoding() {
            @Override
            <T extends SpecificRecord> EventReader<T> reader(AvroResolution<T> resolution) {
                return new AvroReader<>(resolution, schemas);
            }
        };
    }

    /**
     * Another vendor's deserializer. It may block, in the thread that processes, for as long as its own time limits allow: they
     * must be well below the transaction timeout of 10 s.
     *
     * @param className a class on the class path that implements Kafka's {@code Deserializer}, has a constructor without
     *     arguments, and returns Avro records, generic or specific
     * @param properties its own configuration
     * @param grace how long a registry must go on denying a schema before the denial is believed
     * @throws IllegalArgumentException when the class cannot be used, as a sentence
     */
    public static Decoding foreign(
            String className, Map<String, String> properties, Duration grace, InstantSource clock) {
        ForeignDeserializer factory = new ForeignDeserializer(className, properties);
        factory.make().close();
        return new Decoding() {
            @Override
            <T extends SpecificRecord> EventReader<T> reader(AvroResolution<T> resolution) {
                return new ForeignReader<>(resolution, factory, new DeserializerErrors(grace, clock));
            }
        };
    }
}
