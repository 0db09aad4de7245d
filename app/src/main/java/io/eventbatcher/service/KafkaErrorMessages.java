package io.eventbatcher.service;

import io.eventbatcher.config.Settings;
import io.eventbatcher.http.TlsFailure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** Explains failures of Kafka clients to operators. */
public final class KafkaErrorMessages {
    private static final Duration LOOK = Duration.ofSeconds(5);

    private KafkaErrorMessages() {}

    /**
     * The message for a command that needs topics. Some clients report a missing topic as a broker without an answer, so missing topics are
     * looked up first, unless the broker has named a topic as denied.
     */
    public static String explain(Throwable failure, Settings settings, Collection<String> needed) {
        if (cause(failure) instanceof AuthorizationException) {
            return explain(failure, settings);
        }
        return missing(needed, missing(settings)).orElseGet(() -> explain(failure, settings));
    }

    /** Tells if a topic is missing, by one look at all topics; none is if no broker answers. */
    public static Predicate<String> missing(Settings settings) {
        try (Admin admin = KafkaClients.admin(settings, LOOK)) {
            Set<String> names = admin.listTopics().names().get();
            return name -> !names.contains(name);
        } catch (KafkaException | ExecutionException silent) {
            return name -> false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return name -> false;
        }
    }

    /** The topics that are denied or missing as a clause with the remedy; empty if none is, or no broker answers. */
    public static Optional<String> absent(Settings settings, Collection<String> needed) {
        List<String> denied = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        try (Admin admin = KafkaClients.admin(settings, LOOK)) {
            admin.describeTopics(needed).topicNameValues().forEach((name, description) -> {
                Throwable failure = failure(description);
                if (failure instanceof TopicAuthorizationException) {
                    denied.add(name);
                } else if (failure instanceof UnknownTopicOrPartitionException) {
                    missing.add(name);
                }
            });
        } catch (KafkaException silent) {
            return Optional.empty();
        }
        return denied.isEmpty()
                ? missing(needed, missing::contains)
                : Optional.of(explain(new TopicAuthorizationException(new TreeSet<>(denied)), settings));
    }

    private static @Nullable Throwable failure(KafkaFuture<?> future) {
        try {
            var unused = future.get();
            return null;
        } catch (ExecutionException failure) {
            return failure.getCause();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return interrupted;
        }
    }

    /** The missing ones of the topics as a clause with the remedy; empty if none is missing. */
    public static Optional<String> missing(Collection<String> needed, Predicate<String> isMissing) {
        List<String> missing = needed.stream().filter(isMissing).sorted().toList();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of((missing.size() == 1 ? "there is no topic " : "there are no topics ")
                        + String.join(", ", missing)
                        + ", or we may not see it; 'event-batcher validate' says what to do");
    }

    /** A clause with failure and remedy; without stack trace and without values of properties. */
    public static String explain(Throwable failure, Settings settings) {
        Throwable cause = cause(failure);
        String servers = settings.kafka().bootstrapServers();
        if (isTimeout(cause)) {
            return BootstrapServers.listening(servers)
                    .map(
                            server -> server + " accepts connections, but no broker answers there in time; check that"
                                    + " security.protocol and sasl.* are the listener's, and that broker and network are not overloaded")
                    .orElse(
                            "no broker answers at " + servers
                                    + "; check kafka.bootstrap-servers, that the broker runs, and that security.protocol is the listener's");
        }
        if (cause instanceof SaslAuthenticationException) {
            return "the broker does not accept our login; check sasl.mechanism and sasl.jaas.config among kafka.properties";
        }
        if (cause instanceof SslAuthenticationException) {
            return TlsFailure.with("the broker", cause)
                    .orElseGet(() -> "TLS with the broker failed: " + cause.getMessage()
                            + "; check the ssl.* among kafka.properties");
        }
        if (cause instanceof GroupIdNotFoundException) {
            return "the application " + settings.applicationId()
                    + " has never run here; start it, or check application-id and kafka.bootstrap-servers";
        }
        if (cause instanceof AuthorizationException) {
            return "the broker does not allow it (" + denied(cause) + "); grant it to our user";
        }
        if (cause instanceof ConfigException) {
            return "the client cannot be made (" + cause.getMessage()
                    + "); check kafka.bootstrap-servers and kafka.properties";
        }
        String what = cause.getClass().getSimpleName() + ": " + cause.getMessage();
        Throwable why = cause.getCause();
        return why == null ? what : what + " (" + why.getClass().getSimpleName() + ": " + why.getMessage() + ")";
    }

    /** True if nobody has answered in time, for whatever reason. */
    static boolean isTimeout(Throwable failure) {
        Throwable cause = cause(failure);
        return cause instanceof TimeoutException || cause instanceof java.util.concurrent.TimeoutException;
    }

    /** The cause without wrappers. A refused login hides behind a timeout, when the time was over before the next try. */
    private static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof ExecutionException
                        || cause instanceof CompletionException
                        || cause.getClass() == KafkaException.class)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        for (Throwable deeper = cause; deeper != null; deeper = deeper.getCause()) {
            if (deeper instanceof AuthenticationException) {
                return deeper;
            }
        }
        return cause;
    }

    private static String denied(Throwable cause) {
        return cause instanceof TopicAuthorizationException topics
                        && !topics.unauthorizedTopics().isEmpty()
                ? "topic " + String.join(", ", topics.unauthorizedTopics())
                : String.valueOf(cause.getMessage());
    }

    /** The addresses in {@code kafka.bootstrap-servers}, below Kafka's protocol. */
    static final class BootstrapServers {
        private static final Duration PATIENCE = Duration.ofSeconds(2);

        private BootstrapServers() {}

        /** The first address that accepts a connection; empty if nobody listens, or a name has no address. */
        static Optional<String> listening(String servers) {
            return Stream.of(servers.split(",", -1))
                    .map(String::strip)
                    .filter(BootstrapServers::accepts)
                    .findFirst();
        }

        private static boolean accepts(String server) {
            String host = Utils.getHost(server);
            Integer port = Utils.getPort(server);
            if (host == null || port == null) {
                return false;
            }
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(host, port), (int) PATIENCE.toMillis());
                return true;
            } catch (IOException | IllegalArgumentException nobody) {
                return false;
            }
        }
    }
}
