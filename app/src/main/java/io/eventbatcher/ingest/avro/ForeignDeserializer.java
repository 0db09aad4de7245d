package io.eventbatcher.ingest.avro;

import java.util.Map;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Makes another vendor's deserializers by class name, as Kafka's own clients do.
 *
 * @param properties passed to {@link Deserializer#configure}
 */
public record ForeignDeserializer(String className, Map<String, String> properties) {
    /** A class that cannot be used, as a sentence. */
    static final class UnusableException extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        UnusableException(String sentence, @Nullable Throwable cause) {
            super(sentence, cause);
        }
    }

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
            throw new UnusableException(
                    "avro.deserializer: " + className + " cannot be made ("
                            + causes(failure)
                            + "). Is its jar on the class path, with all it needs, and has it a public constructor"
                            + " without arguments?",
                    failure);
        }
        if (!(made instanceof Deserializer<?> deserializer)) {
            throw new UnusableException(
                    "avro.deserializer: " + className + " does not implement " + Deserializer.class.getName() + ".",
                    null);
        }
        try {
            deserializer.configure(properties, false);
        } catch (RuntimeException | LinkageError refused) {
            throw new UnusableException(
                    "avro.deserializer: " + className + " does not take avro.properties "
                            + properties.keySet() + " (" + causes(refused)
                            + "). Its documentation says which it needs, and README.md which Confluent's needs.",
                    refused);
        }
        return deserializer;
    }

    /** An exception of the deserializer with all its causes, without the properties' values. */
    String causes(Throwable thrown) {
        return new CauseChain(properties).of(thrown);
    }

    /** Never the properties' values. */
    @Override
    public String toString() {
        return className + properties.keySet();
    }
}
