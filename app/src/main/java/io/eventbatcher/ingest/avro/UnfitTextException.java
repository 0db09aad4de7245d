package io.eventbatcher.ingest.avro;

/** A text that a field does not take. The message is a sentence that names the field. */
final class UnfitTextException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnfitTextException(String path, String trouble) {
        super("'" + path + "' cannot be set: " + trouble + ".");
    }
}
