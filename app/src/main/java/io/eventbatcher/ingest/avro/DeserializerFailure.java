package io.eventbatcher.ingest.avro;

import java.io.EOFException;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Set;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.RetriableException;

/**
 * An exception of another vendor's deserializer. There is no common contract, so the chain of causes decides:
 *
 * <ul>
 *   <li>a missing class, a missing property, or a deserializer that cannot be made: the set-up is broken, and says nothing about the record;
 *   <li>an {@link IOException} that is no end of file, Kafka's {@link RetriableException} (time-outs), or a class named {@code
 *       RestClientException} (Confluent's, and classes modelled on Confluent's): the registry is out;
 *   <li>a {@code RestClientException} with error code 40401, 40402 or 40403: the registry denies the schema;
 *   <li>anything else: the bytes are at fault. Deserializers report damage as an {@code EOFException}, Avro's way.
 * </ul>
 *
 * A deserializer that hides a network failure from the chain of causes makes dead letters of an outage; the run of rejections then halts
 * the topic.
 */
record DeserializerFailure(Kind kind) {
    private static final Set<Integer> NOT_FOUND = Set.of(40401, 40402, 40403);
    private static final String REST_CLIENT_EXCEPTION = "RestClientException";

    enum Kind {
        BROKEN,
        SCHEMA_DENIED,
        REGISTRY_OUTAGE,
        BAD_BYTES
    }

    static DeserializerFailure of(Throwable failure) {
        for (Throwable cause : CauseChain.causes(failure)) {
            if (cause instanceof LinkageError
                    || cause instanceof ConfigException
                    || cause instanceof ForeignDeserializer.UnusableException) {
                return new DeserializerFailure(Kind.BROKEN);
            }
            boolean restClient = cause.getClass().getSimpleName().equals(REST_CLIENT_EXCEPTION);
            if (restClient && NOT_FOUND.contains(errorCode(cause))) {
                return new DeserializerFailure(Kind.SCHEMA_DENIED);
            }
            if (restClient
                    || (cause instanceof IOException && !(cause instanceof EOFException))
                    || cause instanceof RetriableException) {
                return new DeserializerFailure(Kind.REGISTRY_OUTAGE);
            }
        }
        return new DeserializerFailure(Kind.BAD_BYTES);
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
