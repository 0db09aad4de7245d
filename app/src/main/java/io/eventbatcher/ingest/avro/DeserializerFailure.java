package io.eventbatcher.ingest.avro;

import java.io.EOFException;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import org.apache.kafka.common.errors.RetriableException;

/**
 * An exception of another vendor's deserializer. There is no common contract, so the chain of causes decides:
 *
 * <ul>
 *   <li>an {@link IOException} that is no end of file, Kafka's {@link RetriableException} (time-outs), or a class named {@code
 *       RestClientException} (Confluent's, and classes modelled on Confluent's): the registry is out;
 *   <li>a {@code RestClientException} with error code 40403: the registry denies the schema;
 *   <li>anything else: the bytes are at fault. Deserializers report damage as an {@code EOFException}, Avro's way.
 * </ul>
 *
 * A deserializer that hides a network failure from the chain of causes makes dead letters of an outage; the run of rejections then halts
 * the topic.
 *
 * @param cause the simple name of the exception that decided
 */
record DeserializerFailure(Kind kind, String cause) {
    private static final int SCHEMA_NOT_FOUND = 40403;
    private static final int MOST_CAUSES = 20;
    private static final String REST_CLIENT_EXCEPTION = "RestClientException";

    enum Kind {
        SCHEMA_DENIED,
        REGISTRY_OUTAGE,
        BAD_BYTES
    }

    static DeserializerFailure of(Throwable failure) {
        int depth = 0;
        for (Throwable cause = failure; cause != null && depth < MOST_CAUSES; cause = cause.getCause()) {
            depth++;
            boolean restClient = cause.getClass().getSimpleName().equals(REST_CLIENT_EXCEPTION);
            if (restClient && errorCode(cause) == SCHEMA_NOT_FOUND) {
                return new DeserializerFailure(
                        Kind.SCHEMA_DENIED, cause.getClass().getSimpleName());
            }
            if (restClient
                    || (cause instanceof IOException && !(cause instanceof EOFException))
                    || cause instanceof RetriableException) {
                return new DeserializerFailure(
                        Kind.REGISTRY_OUTAGE, cause.getClass().getSimpleName());
            }
        }
        return new DeserializerFailure(Kind.BAD_BYTES, failure.getClass().getSimpleName());
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
