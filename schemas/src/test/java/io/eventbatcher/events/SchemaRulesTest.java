package io.eventbatcher.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaValidationException;
import org.apache.avro.SchemaValidator;
import org.apache.avro.SchemaValidatorBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every schema, so that producers and topics survive an upgrade. */
class SchemaRulesTest {

    private static final SchemaValidator BACKWARD_TRANSITIVE =
            new SchemaValidatorBuilder().canReadStrategy().validateAll();

    /** The schemas, each with the only fields that a producer has to set. */
    static Stream<Arguments> schemas() {
        return Stream.of(
                Arguments.of(BehavioralEvent.getClassSchema(), Set.of("eventName")),
                Arguments.of(
                        MarketingEventUpsert.getClassSchema(),
                        Set.of("externalAccountId", "externalEventId", "eventName", "eventOrganizer")),
                Arguments.of(MarketingEventUpdate.getClassSchema(), Set.of("objectId")));
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void shouldReadEveryReleasedVersion(Schema schema) throws Exception {
        // When
        List<Schema> released = ReleasedSchemas.newestFirst(schema.getName());

        // Then
        assertThatCode(() -> BACKWARD_TRANSITIVE.validate(schema, released)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void shouldDocumentTheRecordAndEveryField(Schema schema) {
        assertThat(schema.getDoc()).isNotBlank();
        assertThat(schema.getFields())
                .allSatisfy(field -> assertThat(field.doc()).as(field.name()).isNotBlank());
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void shouldHaveAnOptionalUuid(Schema schema) {
        assertThat(schema.getField("uuid").schema().isNullable()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void shouldHaveADefaultForAllThatAProducerMayLeaveOut(Schema schema, Set<String> required) {
        assertThat(schema.getFields())
                .filteredOn(field -> !field.hasDefaultValue())
                .extracting(Schema.Field::name)
                .containsExactlyInAnyOrderElementsOf(required);
    }

    @Test
    void shouldNotAcceptAnotherRequiredField() throws Exception {
        // Given
        Schema current = BehavioralEvent.getClassSchema();
        List<Schema.Field> fields = new ArrayList<>();
        current.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
        fields.add(new Schema.Field("tenant", Schema.create(Schema.Type.STRING), "Whose event it is."));
        Schema demanding =
                Schema.createRecord(current.getName(), current.getDoc(), current.getNamespace(), false, fields);

        // When
        List<Schema> released = ReleasedSchemas.newestFirst(current.getName());

        // Then
        assertThatThrownBy(() -> BACKWARD_TRANSITIVE.validate(demanding, released))
                .isInstanceOf(SchemaValidationException.class)
                .hasMessageContaining("tenant");
    }
}
