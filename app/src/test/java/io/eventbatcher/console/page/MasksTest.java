package io.eventbatcher.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class MasksTest {
    @Test
    void shouldHideEveryValueOfAnEventButItsNameAndTimes() throws Exception {
        // Given
        JsonNode event = new ObjectMapper()
                .readTree("{\"uuid\":\"u-1\",\"eventName\":\"pe1_order\",\"email\":\"ada@example.com\",\"objectId\":77,"
                        + "\"properties\":{\"uuid\":\"Turin\",\"tags\":[\"vip\",true,null]}}");

        // When
        JsonNode masked = Masks.json(event);

        // Then
        assertThat(masked)
                .hasToString(
                        "{\"uuid\":\"u-1\",\"eventName\":\"pe1_order\",\"email\":\"•••\",\"objectId\":\"••• number\","
                                + "\"properties\":{\"uuid\":\"•••\",\"tags\":[\"•••\",\"••• boolean\",null]}}");
    }

    @Test
    void shouldHideAddressesWithinMessages() {
        assertThat(Masks.text("No contact with 'ada+x@mail.example.com', nor (bob@b.org)."))
                .isEqualTo("No contact with <e-mail>', nor (<e-mail>).");
    }
}
