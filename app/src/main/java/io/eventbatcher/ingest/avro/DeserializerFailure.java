package io.eventbatcher.ingest.avro;

import io.eventbatcher.log.Causes;
import java.io.EOFException;
import java.io.IOException;
import java.io.ObjectStreamException;
import java.io.UTFDataFormatException;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.zip.ZipException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.RetriableException;

/**
 * An exception of another vendor's deserializer. There is no common contract, so the chain of causes decides:
 *
 * <ul>
 *   <li>a missing class, a missing property, or a deserializer that cannot be made: the set-up is broken, and says nothing about the record;
 *   <li>a failure of the network, Kafka's {@link RetriableException} (time-outs), or a class named {@code RestClientException} (Confluent's,
 *       and classes modelled on Confluent's): the registry is out, even if damage stands in the same chain;
 *   <li>a {@code RestClientException} with error code 40401, 40402 or 40403: the registry denies the schema;
 *   <li>an {@link IOException} of Avro, of a charset, of decompression, or of Jackson: the bytes are at fault, and waiting would not mend them;
 *   <li>an {@link IOException} of any other kind, except an end of file: the registry is out;
 *   <li>anything else: the bytes are at fault. Deserializers report damage as an {@code EOFException}, too.
 * </ul>
 *
 * A deserializer that hides a network failure from the chain of causes makes dead letters of an outage; the run of rejections then halts
 * the topic.
 */
enum DeserializerFailure {
    BROKEN,
    SCHEMA_DENIED,
    REGISTRY_OUTAGE,
    BAD_BYTES;

    private static final Set<Integer> NOT_FOUND = Set.of(40401, 40402, 40403);
    private static final String REST_CLIENT_EXCEPTION = "RestClientException";
    private static final List<String> NETWORK = List.of("java.net.", "java.nio.channels.", "javax.net.ssl.");

    static DeserializerFailure of(Throwable failure) {
        boolean damage = false;
        boolean inputOutput = false;
        for (Throwable cause : Causes.of(failure)) {
            if (cause instanceof LinkageError
                    || cause instanceof ConfigException
                    || cause instanceof ForeignDeserializer.UnusableException) {
                return BROKEN;
            }
            boolean restClient = cause.getClass().getSimpleName().equals(REST_CLIENT_EXCEPTION);
            if (restClient && NOT_FOUND.contains(errorCode(cause))) {
                return SCHEMA_DENIED;
            }
            if (restClient || cause instanceof RetriableException || isOfNetwork(cause)) {
                return REGISTRY_OUTAGE;
            }
            damage |= isDamage(cause);
            inputOutput |= cause instanceof IOException && !(cause instanceof EOFException);
        }
        return inputOutput && !damage ? REGISTRY_OUTAGE : BAD_BYTES;
    }

    private static boolean isOfNetwork(Throwable cause) {
        return cause instanceof TimeoutException
                || (cause instanceof IOException
                        && NETWORK.stream().anyMatch(cause.getClass().getName()::startsWith));
    }

    /** Classes of Avro and Jackson go by name, because a vendor's jar may bring its own copies, and may move them to other packages. */
    private static boolean isDamage(Throwable cause) {
        if (cause instanceof CharacterCodingException
                || cause instanceof UTFDataFormatException
                || cause instanceof ZipException
                || cause instanceof ObjectStreamException) {
            return true;
        }
        for (Class<?> type = cause.getClass(); type != null; type = type.getSuperclass()) {
            if (type.getName().contains("apache.avro.") || type.getSimpleName().equals("JsonProcessingException")) {
                return true;
            }
        }
        return false;
    }

    /** By name, because the class is on the operator's class path and not on ours. */
    private static int errorCode(Throwable restClientException) {
        try {
            Object code =
                    restClientException.getClass().getMethod("getErrorCode").invoke(restClientException);
            return code instanceof Integer number ? number : 0;
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException notConfluents) {
            return 0;
        }
    }
}
