package io.eventbatcher.console.access;

import java.util.Optional;

/**
 * Somebody who asks.
 *
 * @param role the rights
 * @param session empty for somebody who has not signed in
 */
public record Visitor(Role role, Optional<Session> session) {
    /** The name; empty for somebody who has not signed in. */
    public String name() {
        return session.map(Session::name).orElse("");
    }

    /** True if this person sees the personal data of a subject. */
    public boolean sees(String subject) {
        return session.isPresent() && session.get().sees(subject);
    }
}
