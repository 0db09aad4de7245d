package io.eventbatcher.sandbox.registry;

/** An answer without success. Codes and sentences are those of Confluent's registry, because clients read them. */
final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final int errorCode;

    private RefusedException(int status, int errorCode, String message) {
        super(message, null, false, false);
        this.status = status;
        this.errorCode = errorCode;
    }

    static RefusedException unknownSubject(String subject) {
        return new RefusedException(404, 40401, "Subject '%s' not found.".formatted(subject));
    }

    static RefusedException unknownVersion(int version) {
        return new RefusedException(404, 40402, "Version %d not found.".formatted(version));
    }

    static RefusedException unknownSchema() {
        return new RefusedException(404, 40403, "Schema not found");
    }

    static RefusedException noSubjectLevel(String subject) {
        return new RefusedException(
                404, 40408, "Subject '%s' does not have subject-level compatibility configured".formatted(subject));
    }

    static RefusedException incompatible(String subject, String why) {
        return new RefusedException(
                409,
                409,
                "Schema being registered is incompatible with an earlier schema for subject \"%s\": %s"
                        .formatted(subject, why));
    }

    static RefusedException invalidSchema(String why) {
        return new RefusedException(422, 42201, "Invalid schema: " + why);
    }

    static RefusedException invalidVersion(String version) {
        return new RefusedException(
                422,
                42202,
                "The specified version '%s' is not a valid version id. Allowed values are between [1, 2^31-1] and the string \"latest\""
                        .formatted(version));
    }

    static RefusedException invalidLevel() {
        return new RefusedException(
                422,
                42203,
                "Invalid compatibility level. Valid values are none, backward, forward, full, backward_transitive,"
                        + " forward_transitive, and full_transitive");
    }

    int status() {
        return status;
    }

    int errorCode() {
        return errorCode;
    }
}
