package io.eventbatcher.ingest.conversion;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.UUID;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;

/** Numbers as plain decimal digits, without exponents. */
final class Digits {
    static final String OF_FLOATING =
            "the shortest decimal digits that mean the same number, without exponent or trailing zeros; NaN and the infinities"
                    + " are refused";
    static final String OF_DECIMAL = "decimal digits at its scale, as in `129.90`; more than 1,000 are refused";

    /** HubSpot takes 1,024 characters at most; a few bytes could ask for millions of zeros. */
    private static final int MOST_DIGITS = 1_000;

    private static final int MOST_BITS = (int) (MOST_DIGITS * 3.3219281);
    private static final int UUID_BYTES = 16;
    private static final Conversions.BigDecimalConversion BIG_DECIMAL = new Conversions.BigDecimalConversion();

    private Digits() {}

    static String ofFloat(Decoder in) throws IOException {
        float number = in.readFloat();
        return ofFloating(Float.toString(number), Float.isFinite(number));
    }

    static String ofDouble(Decoder in) throws IOException {
        double number = in.readDouble();
        return ofFloating(Double.toString(number), Double.isFinite(number));
    }

    /** Java's text has the shortest digits, but exponents; a negative zero is zero. */
    private static String ofFloating(String java, boolean finite) throws UnfitValueException {
        if (!finite) {
            throw UnfitValueException.because("is " + java + ", which is no number");
        }
        BigDecimal number = new BigDecimal(java);
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    static ValueReader ofDecimal(Schema written) {
        int scale = ((LogicalTypes.Decimal) Objects.requireNonNull(Logical.type(written))).getScale();
        if (written.getType() == Schema.Type.BYTES) {
            return in -> plain(in.readBytes(null), scale);
        }
        byte[] fixed = new byte[written.getFixedSize()];
        return in -> {
            in.readFixed(fixed);
            return plain(ByteBuffer.wrap(fixed), scale);
        };
    }

    private static String plain(ByteBuffer unscaled, int scale) throws UnfitValueException {
        byte[] bytes = new byte[unscaled.remaining()];
        unscaled.get(bytes);
        if (bytes.length == 0) {
            throw UnfitValueException.because("is a decimal of no bytes");
        }
        return plain(new BigDecimal(new BigInteger(bytes), scale));
    }

    static String ofBigDecimal(Decoder in) throws IOException {
        return plain(BIG_DECIMAL.fromBytes(in.readBytes(null), null, null));
    }

    private static String plain(BigDecimal number) throws UnfitValueException {
        if (number.unscaledValue().bitLength() > MOST_BITS || Math.abs((long) number.scale()) > MOST_DIGITS) {
            throw UnfitValueException.because("is a decimal of more than 1,000 digits");
        }
        return number.toPlainString();
    }

    static String ofUuid(Decoder in) throws IOException {
        byte[] bytes = new byte[UUID_BYTES];
        in.readFixed(bytes);
        ByteBuffer bits = ByteBuffer.wrap(bytes);
        return new UUID(bits.getLong(), bits.getLong()).toString();
    }
}
