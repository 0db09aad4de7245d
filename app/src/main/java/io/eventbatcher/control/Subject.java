package io.eventbatcher.control;

/**
 * The subject of a published state or of an order, other than a single lane. Records of the control topic have a subject's text.
 *
 * @param name the route's label, the topic, {@code <topic>/<partition>/<loss>} for a partition, or the part; no name of a topic has a slash
 */
public record Subject(Kind kind, String name) {
    private static final String EVERY_TOPIC = "*";

    /** The kinds of subjects. */
    public enum Kind {
        /** A route, or a lane of the route. */
        ROUTE(""),
        /** A source topic. */
        SOURCE("source/"),
        /** A partition of a source topic of which records are lost. */
        PARTITION("source/"),
        /** The schema registry, for which records of all source topics wait. */
        REGISTRY("source/"),
        /** A part of an instance, which older releases pass over. */
        PART("service/");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }
    }

    static Subject registry() {
        return new Subject(Kind.REGISTRY, EVERY_TOPIC);
    }

    /** The subject of a text. */
    public static Subject of(String text) {
        if (text.startsWith(Kind.PART.prefix)) {
            return new Subject(Kind.PART, text.substring(Kind.PART.prefix.length()));
        }
        if (!text.startsWith(Kind.SOURCE.prefix)) {
            return new Subject(Kind.ROUTE, text);
        }
        String name = text.substring(Kind.SOURCE.prefix.length());
        if (name.equals(EVERY_TOPIC)) {
            return registry();
        }
        return new Subject(name.contains("/") ? Kind.PARTITION : Kind.SOURCE, name);
    }

    /** {@code behavioral}, {@code source/<topic>}, {@code source/<topic>/<partition>/<loss>}, {@code service/<part>}. */
    String text() {
        return kind.prefix + name;
    }

    /** The topic of a source topic or partition; of other subjects the begin of the name. */
    public String topic() {
        return name.substring(0, end(name.indexOf('/')));
    }

    /** {@code <topic>/<partition>}, without the loss; the name of other subjects. */
    public String place() {
        return kind == Kind.PARTITION ? name.substring(0, end(name.indexOf('/', topic().length() + 1))) : name;
    }

    private int end(int slash) {
        return slash < 0 ? name.length() : slash;
    }

    /** True for a source topic, one of its partitions or the registry. */
    public boolean isSource() {
        return kind.prefix.equals(Kind.SOURCE.prefix);
    }
}
