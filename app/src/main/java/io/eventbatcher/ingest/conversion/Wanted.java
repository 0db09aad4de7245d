package io.eventbatcher.ingest.conversion;

import org.apache.avro.Schema;

/** The kinds of fields that an event of ours has: the columns of the table. */
enum Wanted {
    TEXT("a text"),
    TIME("a time"),
    FLAG("true or false"),
    PROPERTIES("a map of texts");

    private final String words;

    Wanted(String words) {
        this.words = words;
    }

    /** The kind of a field of ours. */
    static Wanted of(Schema field) {
        return switch (field.getType()) {
            case UNION ->
                field.getTypes().stream()
                        .filter(branch -> branch.getType() != Schema.Type.NULL)
                        .map(Wanted::of)
                        .findFirst()
                        .orElseThrow();
            case STRING -> TEXT;
            case LONG -> TIME;
            case BOOLEAN -> FLAG;
            case MAP -> PROPERTIES;
            case NULL, INT, FLOAT, DOUBLE, BYTES, FIXED, ENUM, ARRAY, RECORD ->
                throw new IllegalArgumentException("no event of ours has a field of type " + field.getType());
        };
    }

    @Override
    public String toString() {
        return words;
    }
}
