package io.eventbatcher.delivery.lane;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventbatcher.delivery.Bench;
import io.eventbatcher.record.Item;
import io.eventbatcher.record.UnreadableRecordException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MergeTest {
    @Test
    void shouldLetLaterFieldsWinAndKeepTheOthers() {
        // When
        String merged = merge("{\"a\":1,\"b\":{\"x\":1}}", "{\"b\":{\"y\":2},\"c\":null}");

        // Then
        assertThat(merged).isEqualTo("{\"a\":1,\"b\":{\"y\":2},\"c\":null}");
    }

    @Test
    void shouldMergeCustomPropertiesByName() {
        // When
        String merged = merge(
                "{\"customProperties\":[{\"name\":\"p\",\"value\":\"1\"},{\"name\":\"q\",\"value\":\"1\"}]}",
                "{\"customProperties\":[]}",
                "{\"customProperties\":[{\"name\":\"p\",\"value\":\"3\"}]}");

        // Then
        assertThat(merged)
                .isEqualTo(
                        "{\"customProperties\":[{\"name\":\"p\",\"value\":\"3\"},{\"name\":\"q\",\"value\":\"1\"}]}");
    }

    @Test
    void shouldChangeNoValue() {
        // When
        String merged = merge("{\"a\":12345678901234567890.10,\"t\":\"+49 ä 😀 \\u0000\"}", "{\"b\":1}");

        // Then
        assertThat(merged).isEqualTo("{\"a\":12345678901234567890.10,\"t\":\"+49 ä 😀 \\u0000\",\"b\":1}");
    }

    @Test
    void shouldSayWhichItemIsNoJson() {
        // When, then
        assertThatThrownBy(() -> merge("{}", "[]"))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessageContaining("uuid of e");
    }

    private static String merge(String... inputs) {
        List<Item> items =
                Stream.of(inputs).map(json -> Bench.event("e", "i", json)).toList();
        return new String(MergedInput.Merge.json(items), UTF_8);
    }
}
