package io.eventbatcher.console.access;

import io.eventbatcher.time.Clocks;
import io.eventbatcher.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A person who has signed in. */
public final class Session {
    /** A look at personal data lasts so long; the next one is asked and recorded again. */
    private static final Duration REVEALED_FOR = Duration.ofMinutes(15);

    private static final int MOST_REVEALED = 1_000;
    private static final int MOST_KEPT = 100;

    /** Further looks within this time are the same look. */
    private static final Duration ONE_LOOK = Duration.ofMinutes(10);

    private final String name;
    private final Role role;
    private final String formToken;
    private final Clocks clocks;
    private final Map<String, Moment> revealed = new LinkedHashMap<>();
    private final Map<String, Look> looks = new HashMap<>();
    private final Map<String, String> kept = new LinkedHashMap<>();

    /** The last look at a page, and the one before. */
    private record Look(Instant before, Instant last) {}

    /** @param formToken proves that a form is of this session */
    Session(String name, Role role, String formToken, Clocks clocks) {
        this.name = name;
        this.role = role;
        this.formToken = formToken;
        this.clocks = clocks;
    }

    public String name() {
        return name;
    }

    public Role role() {
        return role;
    }

    public String formToken() {
        return formToken;
    }

    /** Shows the personal data of a subject to this person for a while; to be called when the look is recorded. */
    public synchronized void reveal(String subject) {
        revealed.remove(subject);
        revealed.put(subject, clocks.moment().plus(REVEALED_FOR));
        if (revealed.size() > MOST_REVEALED) {
            revealed.remove(revealed.keySet().iterator().next());
        }
    }

    /** True if this person sees the personal data of a subject. */
    public synchronized boolean sees(String subject) {
        Moment until = revealed.get(subject);
        return until != null && clocks.moment().isBefore(until);
    }

    /** Keeps a text that must not stand in an address, and returns the name that stands for the text there. The oldest make room. */
    public synchronized String keep(String text) {
        for (Map.Entry<String, String> known : kept.entrySet()) {
            if (known.getValue().equals(text)) {
                return known.getKey();
            }
        }
        String key = UUID.randomUUID().toString();
        kept.put(key, text);
        if (kept.size() > MOST_KEPT) {
            kept.remove(kept.keySet().iterator().next());
        }
        return key;
    }

    /** The text of a name; empty for a name of another session. */
    public synchronized Optional<String> kept(String key) {
        return Optional.ofNullable(kept.get(key));
    }

    /**
     * Notes a look at a page, and returns the time of the look before; empty for the first look of the session.
     *
     * @param page one of few names
     */
    public synchronized Optional<Instant> look(String page) {
        Instant now = clocks.instant();
        Look known = looks.get(page);
        Look look = known == null
                ? new Look(Instant.MIN, now)
                : Duration.between(known.last(), now).compareTo(ONE_LOOK) < 0
                        ? new Look(known.before(), now)
                        : new Look(known.last(), now);
        looks.put(page, look);
        return look.before().equals(Instant.MIN) ? Optional.empty() : Optional.of(look.before());
    }
}
