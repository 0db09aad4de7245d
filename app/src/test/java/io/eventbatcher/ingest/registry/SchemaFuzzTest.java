package io.eventbatcher.ingest.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.events.BehavioralEvent;
import io.eventbatcher.events.MarketingEventUpdate;
import io.eventbatcher.events.MarketingEventUpsert;
import io.eventbatcher.fixtures.LongRuns;
import io.eventbatcher.ingest.Decoded;
import io.eventbatcher.ingest.Ingest;
import io.eventbatcher.ingest.OriginNamer;
import io.eventbatcher.record.Origin;
import io.eventbatcher.record.SourceRecord;
import io.eventbatcher.route.Route;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class SchemaFuzzTest {
    private static final int CASES = LongRuns.either(4_000, 10_000);

    private static final List<String> WORDS = List.of(
            "type",
            "fields",
            "items",
            "values",
            "symbols",
            "size",
            "name",
            "namespace",
            "logicalType",
            "precision",
            "scale",
            "order",
            "default",
            "aliases",
            "doc",
            "record",
            "error",
            "enum",
            "array",
            "map",
            "fixed",
            "union",
            "null",
            "boolean",
            "int",
            "long",
            "float",
            "double",
            "bytes",
            "string",
            "decimal",
            "date",
            "uuid",
            "duration",
            "timestamp-millis",
            "local-timestamp-micros",
            "BehavioralEvent",
            "io.eventbatcher.events.BehavioralEvent",
            "Link",
            "a.b",
            "eventName",
            "uuid",
            "properties",
            "com.acme-corp",
            "descending",
            "");

    private static final String OTHERS = """
            {"type":"record","name":"BehavioralEvent","namespace":"com.acme","doc":"d","aliases":["Event"],"fields":[
             {"name":"uuid","type":[{"type":"fixed","name":"Uuid","size":16,"logicalType":"uuid"},"null","string"]},
             {"name":"eventName","type":"string","default":"pe1_a","order":"ignore"},
             {"name":"objectId","type":{"type":"bytes","logicalType":"decimal","precision":9,"scale":2}},
             {"name":"occurredAt","type":{"type":"long","logicalType":"timestamp-micros"}},
             {"name":"kind","type":{"type":"enum","name":"Kind","symbols":["A","B"],"default":"A"}},
             {"name":"chain","type":["null",{"type":"record","name":"Link","fields":[
               {"name":"next","type":["null","Link"]},
               {"name":"days","type":{"type":"array","items":{"type":"int","logicalType":"date"}}}]}]},
             {"name":"properties","type":{"type":"map","values":["null","string","long","double","boolean"]}}]}\
            """;

    @Test
    void shouldGiveAnAnswerForEverySchemaAndEveryValueOfIt() {
        // Given
        long seed = Long.getLong("fuzz.seed", 20_261_128L);
        Random random = new Random(seed);
        JsonMutations mutations = new JsonMutations(random, WORDS);
        List<String> texts = List.of(
                OTHERS,
                BehavioralEvent.getClassSchema().toString(),
                MarketingEventUpsert.getClassSchema().toString(),
                MarketingEventUpdate.getClassSchema().toString());
        int readable = 0;

        for (int i = 0; i < CASES; i++) {
            String text = mutations.spoil(texts.get(random.nextInt(texts.size())));
            byte[] value = value(random);
            try {
                // When
                SchemaAnswer answer = parsed(text);
                Decoded decoded = decode(answer, value);

                // Then
                assertThat(decoded).isNotNull();
                readable += answer instanceof SchemaAnswer.Found ? 1 : 0;
            } catch (RuntimeException | Error thrown) {
                throw new AssertionError(
                        "Case " + i + " of seed " + seed + " (repeat with -Dfuzz.seed=" + seed + "): " + text, thrown);
            }
        }
        assertThat(readable).as("readable ones, seed %d", seed).isBetween(CASES / 20, CASES * 19 / 20);
    }

    private static SchemaAnswer parsed(String text) {
        try {
            return new SchemaAnswer.Found(new SchemaTexts().parse(text, "schema id 7"));
        } catch (NoSchemaException none) {
            assertThat(none.answer())
                    .isInstanceOfSatisfying(
                            SchemaAnswer.Unusable.class,
                            unusable -> assertThat(unusable.why())
                                    .startsWith("schema id 7")
                                    .hasSizeLessThan(2_000));
            return none.answer();
        }
    }

    private static Decoded decode(SchemaAnswer answer, byte[] value) {
        try (Ingest ingest = Ingest.of(Route.BEHAVIORAL, id -> answer, OriginNamer.of("cluster", Origin::topic))) {
            return ingest.decode(
                    new SourceRecord(new Origin("topic", 0, 1, 5), null, value, new RecordHeaders(), 0), null);
        }
    }

    private static byte[] value(Random random) {
        byte[] value = new byte[5 + random.nextInt(60)];
        for (int i = 5; i < value.length; i++) {
            // small numbers are lengths and branches that occur
            value[i] = (byte) (random.nextInt(4) == 0 ? random.nextInt() : random.nextInt(8));
        }
        value[4] = 7;
        return value;
    }
}
