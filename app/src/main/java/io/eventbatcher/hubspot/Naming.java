package io.eventbatcher.hubspot;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The words of an answer that refuses several inputs, which may name the culprits. Nobody is judged by these words.
 *
 * @param texts messages and contexts, each as HubSpot wrote it, up to a limit
 * @param undefinedName the event name that HubSpot does not know, by the answer; null if the answer speaks of none
 */
public record Naming(List<String> texts, @Nullable String undefinedName) {
    /** An answer without words. */
    public static final Naming NONE = new Naming(List.of(), null);

    public Naming {
        texts = List.copyOf(texts);
    }
}
