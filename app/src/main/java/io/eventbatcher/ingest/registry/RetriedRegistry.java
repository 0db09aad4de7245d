package io.eventbatcher.ingest.registry;

/** Asks once more at once when there is no answer: a dropped connection is not worth a wait. */
final class RetriedRegistry implements Registry {
    private final Registry inner;

    private RetriedRegistry(Registry inner) {
        this.inner = inner;
    }

    static Registry wrap(Registry inner) {
        return new RetriedRegistry(inner);
    }

    @Override
    public SchemaAnswer ask(SchemaId id) {
        SchemaAnswer answer = inner.ask(id);
        return answer instanceof SchemaAnswer.NoAnswer ? inner.ask(id) : answer;
    }

    @Override
    public String toString() {
        return "RetriedRegistry(" + inner + ")";
    }
}
