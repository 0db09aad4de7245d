package io.eventbatcher.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberConversionsTest extends ProducerValues {
    @Test
    void shouldSendADecimalAsPlainDigits() {
        assertThat(property(PRICE, unscaled("12990"))).isEqualTo("129.90");
        assertThat(property(PRICE, unscaled("-5"))).isEqualTo("-0.05");
        assertThat(json("objectId", PRICE.replace(":2}", ":0}"), unscaled("12345")))
                .contains("\"objectId\":\"12345\"");
    }

    @Test
    void shouldSendADecimalOfFixedSizeAsPlainDigits() {
        // Given
        ByteBuffer padded = ByteBuffer.allocate(8).putLong(12345);

        // When
        String json = json("objectId", ID, new GenericData.Fixed(schema(ID), padded.array()));

        // Then
        assertThat(json).contains("\"objectId\":\"12345\"");
    }

    @Test
    void shouldSendABigDecimalAsPlainDigits() {
        // Given
        Schema bigDecimal = LogicalTypes.bigDecimal().addToSchema(Schema.create(Schema.Type.BYTES));
        ByteBuffer bytes = new Conversions.BigDecimalConversion()
                .toBytes(new BigDecimal("1E+3"), bigDecimal, bigDecimal.getLogicalType());

        // When
        String value = property(bigDecimal.toString(), bytes);

        // Then
        assertThat(value).isEqualTo("1000");
    }

    @Test
    void shouldRefuseADecimalWhoseDigitsHaveNoBound() {
        // Given: four bytes that claim two billion zeros
        Schema bigDecimal = LogicalTypes.bigDecimal().addToSchema(Schema.create(Schema.Type.BYTES));
        ByteBuffer bomb = new Conversions.BigDecimalConversion()
                .toBytes(
                        new BigDecimal(BigInteger.ONE, Integer.MIN_VALUE + 1), bigDecimal, bigDecimal.getLogicalType());
        String wide = "{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":2000000000,\"scale\":2000000000}";

        // When
        String scale = refused("properties", map(bigDecimal.toString()), Map.of("total", bomb));
        String ofSchema = refused("objectId", wide, unscaled("1"));
        String digits = refused("objectId", PRICE, ByteBuffer.wrap(ones(500_000)));

        // Then
        assertThat(scale).isEqualTo("properties 'total' is a decimal of more than 1,000 digits.");
        assertThat(ofSchema).isEqualTo("objectId is a decimal of more than 1,000 digits.");
        assertThat(digits).isEqualTo("objectId is a decimal of more than 1,000 digits.");
        assertThat(refused("objectId", PRICE, ByteBuffer.allocate(0))).contains("objectId", "no bytes");
    }

    @ParameterizedTest
    @CsvSource({
        "1.0E10, 10000000000",
        "2.0, 2",
        "100.0, 100",
        "-0.0, 0",
        "1.0E-7, 0.0000001",
        "0.30000000000000004, 0.30000000000000004",
        "9007199254740993.0, 9007199254740992",
    })
    void shouldWriteADoubleAsPlainDigits(double written, String sent) {
        assertThat(property("\"double\"", written)).isEqualTo(sent);
    }

    @Test
    void shouldRefuseWhatIsNoNumber() {
        for (double none : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertThat(refused("properties", map("\"double\""), Map.of("ratio", none)))
                    .isEqualTo("properties 'ratio' is " + none + ", which is no number.");
        }
        assertThat(refused("properties", map("\"float\""), Map.of("ratio", Float.NaN)))
                .isEqualTo("properties 'ratio' is NaN, which is no number.");
    }
}
