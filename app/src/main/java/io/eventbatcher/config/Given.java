package io.eventbatcher.config;

/**
 * A value as somebody gave it.
 *
 * @param text the value; never to be shown of a secret
 * @param origin who gave it, for people: {@code line 3}, or the name of an environment variable
 */
record Given(String text, String origin) {
    /** Without the text, which may be a secret. */
    @Override
    public String toString() {
        return "Given[" + origin + "]";
    }
}
