package io.eventbatcher.ingest;

import io.eventbatcher.ingest.avro.AvroReader;
import io.eventbatcher.ingest.avro.AvroResolution;
import io.eventbatcher.ingest.avro.DeserializerErrors;
import io.eventbatcher.ingest.avro.EventReader;
import io.eventbatcher.ingest.avro.ForeignDeserializer;
import io.eventbatcher.ingest.avro.ForeignReader;
import io.eventbatcher.ingest.registry.SchemaLookup;
import io.eventbatcher.time.Clocks;
import java.time.Duration;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** The setting {@code avro.deserializer}: makes the readers of events. Safe for use by several threads. */
public abstract class Decoding {
    Decoding() {}

    /** A reader of events, for one thread; cheap until used. */
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
     * Another vendor's deserializer. The deserializer may block the stream thread for its own time limits, which must be well below the
     * transaction timeout of 10 s.
     *
     * @param className a class on the class path that implements Kafka's {@code Deserializer}, has a constructor without
     *     arguments, and returns Avro records, generic or specific
     * @param properties the deserializer's own configuration
     * @param grace the time for which a registry must go on denying a schema before the denial is believed
     * @throws IllegalArgumentException when the class cannot be used, as a sentence
     */
    public static Decoding foreign(String className, Map<String, String> properties, Duration grace, Clocks clocks) {
        ForeignDeserializer factory = new ForeignDeserializer(className, properties);
        factory.make().close();
        return new Decoding() {
            @Override
            <T extends SpecificRecord> EventReader<T> reader(AvroResolution<T> resolution) {
                return new ForeignReader<>(resolution, factory, new DeserializerErrors(grace, clocks));
            }
        };
    }
}
