package io.eventbatcher.replay.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventbatcher.deadletter.DeadLetterId;
import io.eventbatcher.replay.scan.ByteSearch;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The forms that a value may have in the Avro of a producer: text, a uuid of 16 bytes, a whole number. */
final class Needles {
    private static final int CASE = 0x20;
    private static final String NUMBER = "[0-9]{1,18}";

    private final byte[] text;
    private final List<byte[]> binary = new ArrayList<>();

    Needles(EventQuery query) {
        String value = withoutZeros(query.text());
        this.text = small(value.getBytes(UTF_8));
        DeadLetterId.parse(value)
                .ifPresent(uuid -> binary.add(ByteBuffer.allocate(2 * Long.BYTES)
                        .putLong(uuid.getMostSignificantBits())
                        .putLong(uuid.getLeastSignificantBits())
                        .array()));
        if (value.matches(NUMBER)) {
            binary.add(zigzag(Long.parseLong(value)));
        }
    }

    boolean in(byte[] value) {
        return containText(value, text) || binary.stream().anyMatch(form -> ByteSearch.contains(value, form));
    }

    /** HubSpot takes 007 and 7 for one object. */
    static String withoutZeros(String text) {
        return text.matches("0+[0-9]+") ? text.replaceFirst("^0+(?=.)", "") : text;
    }

    /** Avro's form of a whole number. */
    private static byte[] zigzag(long number) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        long rest = number << 1;
        while ((rest & ~0x7FL) != 0) {
            bytes.write((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        bytes.write((int) rest);
        return bytes.toByteArray();
    }

    /**
     * True if the bytes hold the wanted ones, where letters of ASCII may be large or small.
     *
     * @param wanted in small letters
     */
    static boolean containText(byte[] bytes, byte[] wanted) {
        int last = bytes.length - wanted.length;
        for (int at = 0; at <= last; at++) {
            int same = 0;
            while (same < wanted.length && small(bytes[at + same]) == wanted[same]) {
                same++;
            }
            if (same == wanted.length) {
                return true;
            }
        }
        return false;
    }

    private static byte[] small(byte[] letters) {
        byte[] small = new byte[letters.length];
        for (int at = 0; at < letters.length; at++) {
            small[at] = small(letters[at]);
        }
        return small;
    }

    private static byte small(byte letter) {
        return letter >= 'A' && letter <= 'Z' ? (byte) (letter | CASE) : letter;
    }
}
