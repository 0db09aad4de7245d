package io.eventbatcher.ingest.registry;

/** The end of a look-up that finds no schema; carries the answer to give instead. */
final class NoSchemaException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient SchemaAnswer answer;

    NoSchemaException(SchemaAnswer answer) {
        super(answer.toString(), null, false, false);
        this.answer = answer;
    }

    SchemaAnswer answer() {
        return answer;
    }
}
