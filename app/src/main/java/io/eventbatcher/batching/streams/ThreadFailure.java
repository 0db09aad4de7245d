package io.eventbatcher.batching.streams;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;

/** The death of a stream thread in words: the topic, the exception that began it, and the remedy if there is one. */
final class ThreadFailure {
    private static final int MOST_CAUSES = 20;
    private static final int MOST_CHARACTERS = 300;

    /** Kafka Streams names topics in its messages alone. */
    private static final Pattern TOPIC = Pattern.compile("\\btopic[ =]\\[?([a-zA-Z0-9._-]+[a-zA-Z0-9_-])");

    /** Kafka's producer says so of a transaction in which an earlier record failed. */
    private static final String FAILED_BEFORE = "in an error state";

    private ThreadFailure() {}

    /** A clause on one line. */
    static String describe(Throwable failure) {
        List<Throwable> chain = chain(failure);
        Throwable root = chain.get(chain.size() - 1);
        String topic = topic(chain).map(name -> "topic " + name + ": ").orElse("");
        String message = root.getMessage() == null ? "" : " (" + oneLine(root.getMessage()) + ")";
        return topic + root.getClass().getSimpleName() + message + remedy(root);
    }

    /** True for a failure that Kafka's own exception explains: an outage, a denial, a record that is too large. */
    static boolean isKafkas(Throwable failure) {
        List<Throwable> chain = chain(failure);
        return chain.get(chain.size() - 1) instanceof ApiException;
    }

    private static List<Throwable> chain(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable cause = failure; cause != null && chain.size() < MOST_CAUSES; cause = cause.getCause()) {
            chain.add(cause);
        }
        return chain;
    }

    /** The topic of the record that failed. After a failed record every later send of the transaction fails, too, under a topic of its own. */
    private static Optional<String> topic(List<Throwable> chain) {
        if (chain.stream().anyMatch(cause -> String.valueOf(cause.getMessage()).contains(FAILED_BEFORE))) {
            return Optional.empty();
        }
        Optional<String> denied = chain.stream()
                .filter(TopicAuthorizationException.class::isInstance)
                .map(cause -> ((TopicAuthorizationException) cause).unauthorizedTopics())
                .flatMap(Collection::stream)
                .findFirst();
        return denied.or(() -> chain.stream()
                .map(cause -> TOPIC.matcher(String.valueOf(cause.getMessage())))
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .findFirst());
    }

    private static String remedy(Throwable root) {
        if (root instanceof RecordTooLargeException) {
            return "; raise the topic's max.message.bytes, 'event-batcher validate' says to what";
        }
        return root instanceof AuthorizationException ? "; grant it to our user" : "";
    }

    private static String oneLine(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= MOST_CHARACTERS ? line : line.substring(0, MOST_CHARACTERS) + "…";
    }
}
