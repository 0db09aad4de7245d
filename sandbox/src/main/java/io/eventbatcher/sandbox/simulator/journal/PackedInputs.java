package io.eventbatcher.sandbox.simulator.journal;

import io.eventbatcher.sandbox.simulator.api.Input;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The inputs of one request in one array: about 45 bytes for an event with a uuid, where objects would take some 300. */
final class PackedInputs {
    /** Stands for the event name of the input before, as neighbours mostly share a name. */
    private static final String SAME = "\u0000";

    private PackedInputs() {}

    interface Reader {
        void input(String identity, String eventName, String tracked);
    }

    static byte[] pack(List<? extends Input> inputs) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(48 * inputs.size());
        String previous = "";
        for (Input input : inputs) {
            write(input.identity(), out);
            write(input.eventName().equals(previous) ? SAME : input.eventName(), out);
            write(input.tracked(), out);
            previous = input.eventName();
        }
        return out.toByteArray();
    }

    static void unpack(byte[] packed, Reader reader) {
        ByteBuffer in = ByteBuffer.wrap(packed);
        String eventName = "";
        while (in.hasRemaining()) {
            String identity = read(in);
            String changed = read(in);
            eventName = changed.equals(SAME) ? eventName : changed;
            reader.input(identity, eventName, read(in));
        }
    }

    /** The length in groups of seven bits, then UTF-8. */
    private static void write(String text, ByteArrayOutputStream out) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int rest = bytes.length;
        while (rest > 0x7f) {
            out.write((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
        out.write(bytes, 0, bytes.length);
    }

    private static String read(ByteBuffer in) {
        int length = 0;
        int shift = 0;
        byte group;
        do {
            group = in.get();
            length |= (group & 0x7f) << shift;
            shift += 7;
        } while (group < 0);
        byte[] text = new byte[length];
        in.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }
}
