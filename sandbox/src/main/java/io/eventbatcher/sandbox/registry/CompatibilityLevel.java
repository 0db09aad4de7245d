package io.eventbatcher.sandbox.registry;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaValidationException;
import org.apache.avro.SchemaValidator;
import org.apache.avro.SchemaValidatorBuilder;

/** A rule for the compatibility of a new schema with earlier versions, judged by Avro's validators. */
enum CompatibilityLevel {
    NONE((schema, earlier) -> {}),
    BACKWARD(new SchemaValidatorBuilder().canReadStrategy().validateLatest()),
    BACKWARD_TRANSITIVE(new SchemaValidatorBuilder().canReadStrategy().validateAll()),
    FORWARD(new SchemaValidatorBuilder().canBeReadStrategy().validateLatest()),
    FORWARD_TRANSITIVE(new SchemaValidatorBuilder().canBeReadStrategy().validateAll()),
    FULL(new SchemaValidatorBuilder().mutualReadStrategy().validateLatest()),
    FULL_TRANSITIVE(new SchemaValidatorBuilder().mutualReadStrategy().validateAll());

    // without state, though the compiler cannot know
    @SuppressWarnings("ImmutableEnumChecker")
    private final SchemaValidator validator;

    CompatibilityLevel(SchemaValidator validator) {
        this.validator = validator;
    }

    /** Returns the level with the name in either case. */
    static CompatibilityLevel named(String name) {
        try {
            return valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw RefusedException.invalidLevel();
        }
    }

    /**
     * Returns the objection to a schema; empty for a compatible schema.
     *
     * @param newestFirst the earlier versions; levels that are not transitive look at the first only
     */
    Optional<String> objection(Schema schema, List<Schema> newestFirst) {
        try {
            validator.validate(schema, newestFirst);
            return Optional.empty();
        } catch (SchemaValidationException incompatible) {
            return Optional.of(String.valueOf(incompatible.getMessage()));
        }
    }
}
