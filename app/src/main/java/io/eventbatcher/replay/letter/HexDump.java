package io.eventbatcher.replay.letter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Bytes as people look at them: offset, sixteen bytes in hexadecimal, and the characters of ASCII. */
public final class HexDump {
    private static final int PER_LINE = 16;
    private static final int MOST_LINES = 32;

    private HexDump() {}

    public static List<String> of(byte[] bytes) {
        List<String> lines = new ArrayList<>();
        for (int from = 0; from < bytes.length && lines.size() < MOST_LINES; from += PER_LINE) {
            StringBuilder hex = new StringBuilder();
            StringBuilder ascii = new StringBuilder();
            for (int at = from; at < from + PER_LINE; at++) {
                boolean there = at < bytes.length;
                hex.append(there ? String.format(Locale.ROOT, "%02x ", bytes[at]) : "   ");
                ascii.append(!there ? "" : bytes[at] >= ' ' && bytes[at] < 127 ? (char) bytes[at] : '.');
            }
            lines.add(String.format(Locale.ROOT, "%08x  %s %s", from, hex, ascii));
        }
        int shown = lines.size() * PER_LINE;
        if (shown < bytes.length) {
            int more = bytes.length - shown;
            lines.add(String.format(Locale.ROOT, "… and %,d byte%s more", more, more == 1 ? "" : "s"));
        }
        return lines;
    }
}
