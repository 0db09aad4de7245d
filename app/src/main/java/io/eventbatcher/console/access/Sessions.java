package io.eventbatcher.console.access;

import io.eventbatcher.time.Clocks;
import io.eventbatcher.time.Moment;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The sessions of this instance, in memory: a restart ends them. The oldest make room beyond a bound. */
final class Sessions {
    static final Duration LASTS = Duration.ofHours(12);

    private static final int MOST = 1_000;
    private static final int RANDOM_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final Clocks clocks;
    private final Map<String, Kept> sessions = new LinkedHashMap<>();
    /** By name and role; apart, because a browser's cookie must find none of them. */
    private final Map<String, Kept> ofProxies = new LinkedHashMap<>();

    private record Kept(Session session, Moment until) {}

    Sessions(Clocks clocks) {
        this.clocks = clocks;
    }

    /** Begins a session, and returns the secret that names it. */
    synchronized String begin(String name, Role role) {
        String id = secret();
        keep(sessions, id, name, role);
        return id;
    }

    /** The session of a name that a proxy told; begun at the first request. */
    synchronized Session ofProxy(String name, Role role) {
        String key = role + " " + name;
        return find(ofProxies, key).orElseGet(() -> keep(ofProxies, key, name, role));
    }

    private Session keep(Map<String, Kept> where, String key, String name, Role role) {
        Session session = new Session(name, role, secret(), clocks);
        where.put(key, new Kept(session, clocks.moment().plus(LASTS)));
        if (where.size() > MOST) {
            where.remove(where.keySet().iterator().next());
        }
        return session;
    }

    /** The session of a browser. */
    synchronized Optional<Session> find(String id) {
        return find(sessions, id);
    }

    private Optional<Session> find(Map<String, Kept> where, String id) {
        Kept kept = where.get(id);
        if (kept == null) {
            return Optional.empty();
        }
        if (clocks.moment().isBefore(kept.until())) {
            return Optional.of(kept.session());
        }
        where.remove(id);
        return Optional.empty();
    }

    synchronized void end(String id) {
        sessions.remove(id);
    }

    private String secret() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
