package io.eventbatcher.service;

import io.eventbatcher.config.Settings;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;

/** Says what a failure of a Kafka client means for an operator. */
public final class KafkaTrouble {
    private KafkaTrouble() {}

    /** A clause with what happened and what to do; without a stack trace, and without values of properties. */
    public static String explain(Throwable failure, Settings settings) {
        Throwable cause = failure;
        while ((cause instanceof ExecutionException
                        || cause instanceof CompletionException
                        || cause.getClass() == org.apache.kafka.common.KafkaException.class)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        String servers = settings.kafka().bootstrapServers();
        if (cause instanceof TimeoutException) {
            return "no broker answers at " + servers
                    + "; check kafka.bootstrap-servers, that the broker runs, and that security.protocol is the listener's";
        }
        if (cause instanceof SaslAuthenticationException) {
            return "the broker does not accept our login; check sasl.mechanism and sasl.jaas.config among kafka.properties";
        }
        if (cause instanceof SslAuthenticationException) {
            return "TLS with the broker failed (" + cause.getMessage() + "); check the ssl.* among kafka.properties";
        }
        if (cause instanceof AuthorizationException) {
            return "the broker does not allow it (" + cause.getMessage() + "); grant it to our user";
        }
        if (cause instanceof ConfigException) {
            return "the client cannot be made (" + cause.getMessage()
                    + "); check kafka.bootstrap-servers and kafka.properties";
        }
        String what = cause.getClass().getSimpleName() + ": " + cause.getMessage();
        Throwable why = cause.getCause();
        return why == null ? what : what + " (" + why.getClass().getSimpleName() + ": " + why.getMessage() + ")";
    }
}
