package io.eventbatcher.console.access;

/** The rights of a person; each role has those before it. */
public enum Role {
    /** May do nothing but sign in. */
    NONE,
    /** May look. */
    LOOK,
    /** May change something. */
    ACT;

    public boolean may(Role needed) {
        return compareTo(needed) >= 0;
    }
}
