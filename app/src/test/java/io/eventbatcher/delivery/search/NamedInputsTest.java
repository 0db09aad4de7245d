package io.eventbatcher.delivery.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamedInputsTest {
    private static final List<String> INPUTS = List.of(
            "{\"eventName\":\"pe1_seen\",\"email\":\"ada@example.org\",\"properties\":{\"page\":\"start\",\"n\":\"12\"}}",
            "{\"eventName\":\"pe1_seen\",\"email\":\"bob@example.org\",\"properties\":{\"page\":\"a long way\"}}",
            "{\"eventName\":\"pe1_bought\",\"objectId\":\"70012\",\"properties\":{\"price_total\":\"12\"}}",
            "{\"eventName\":\"pe1_seen_twice\",\"objectId\":4711,\"properties\":{\"page\":\"start\"}}");

    @ParameterizedTest
    @CsvSource({
        "'Invalid email: ada@example.org', 0",
        "'INVALID EMAIL: <ADA@EXAMPLE.ORG>', 0",
        "'The address xada@example.org is wrong', ''",
        "'The address ada@example.orgs is wrong', ''",
        "'no such contact: 4711', 3",
        "'no such contact: 14711', ''",
        "'Event pe1_bought is not defined', 2",
        "'Event pe1_seen is not defined', '0, 1'",
        "'The property price_total does not exist', 2",
        "'The value (a long way) is too long', 1",
        "'The value a long walk is too long', ''",
        "'uuid-3 is known', 3",
        "'12 is too short to name anything', ''",
        "'eventName is a field of all', ''",
        "'objectId is no property', ''",
        "'', ''"
    })
    void shouldNameTheInputsInWhichATextOfTheAnswerStands(String text, String named) {
        // Given
        NamedInputs inputs = new NamedInputs(List.of("Something is wrong", text));

        // When
        for (int i = 0; i < INPUTS.size(); i++) {
            inputs.add(INPUTS.get(i).getBytes(UTF_8), "uuid-" + i);
        }

        // Then
        assertThat(inputs.numbers()).hasToString("{" + named + "}");
    }

    @Test
    void shouldNameNobodyByATextOfAll() {
        // Given
        NamedInputs inputs = new NamedInputs(List.of("Something about pe1_seen"));

        // When
        inputs.add(INPUTS.get(0).getBytes(UTF_8));
        inputs.add(INPUTS.get(1).getBytes(UTF_8));

        // Then
        assertThat(inputs.numbers().isEmpty()).isTrue();
    }

    @Test
    void shouldPreferRareTextsToFrequentOnes() {
        // Given
        NamedInputs inputs = new NamedInputs(List.of("The start page of bob@example.org: property page"));

        // When
        INPUTS.forEach(input -> inputs.add(input.getBytes(UTF_8)));

        // Then
        assertThat(inputs.numbers()).hasToString("{1}");
    }

    @Test
    void shouldReadBrokenInputsAsFarAsTheyGo() {
        // Given
        NamedInputs inputs = new NamedInputs(List.of("ada@example.org"));

        // When
        inputs.add("{\"email\":\"ada@example.org\",\"x".getBytes(UTF_8));
        inputs.add("no json".getBytes(UTF_8));

        // Then
        assertThat(inputs.numbers()).hasToString("{0}");
    }
}
