package io.eventbatcher.ingest.avro;

import java.util.Map;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Makes another vendor's deserializers by class name, as Kafka's own clients do.
 *
 * @param properties passed to {@link Deserializer#configure}
 */
public record ForeignDeserializer(String className, Map<String, String> properties) {
    /** @throws IllegalArgumentException when the class cannot be found, made or configured, as a sentence */
    public Deserializer<?> make() {
        Object made;
        try {
            ClassLoader context = Thread.currentThread().getContextClassLoader();
            ClassLoader loader = context == null ? getClass().getClassLoader() : context;
            made = Class.forName(className, true, loader)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | LinkageError failure) {
            throw new IllegalArgumentException(
                    "avro.deserializer: " + className + " cannot be made ("
                            + failure.getClass().getSimpleName()
                            + "). Is its jar on the class path, with all it needs, and has it a public constructor"
                            + " without arguments?",
                    failure);
        }
        if (!(made instanceof Deserializer<?> deserializer)) {
            throw new IllegalArgumentException(
                    "avro.deserializer: " + className + " does not implement " + Deserializer.class.getName() + ".");
        }
        try {
            deserializer.configure(properties, false);
        } catch (RuntimeException refused) {
            // the exception's message may quote a value, which may be a secret
            throw new IllegalArgumentException(
                    "avro.deserializer: " + className + " does not take avro.properties "
                            + properties.keySet() + " (" + refused.getClass().getSimpleName()
                            + "). Its documentation says which it needs.",
                    refused);
        }
        return deserializer;
    }

    /** Never the properties' values. */
    @Override
    public String toString() {
        return className + properties.keySet();
    }
}
