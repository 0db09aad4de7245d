package io.eventbatcher.replay.scan;

/** Looks for bytes within the bytes of a record, because most records are not worth parsing. */
public final class ByteSearch {
    private ByteSearch() {}

    /** @param wanted at least one byte */
    public static boolean contains(byte[] bytes, byte[] wanted) {
        int last = bytes.length - wanted.length;
        byte first = wanted[0];
        for (int at = 0; at <= last; at++) {
            if (bytes[at] == first) {
                int same = 1;
                while (same < wanted.length && bytes[at + same] == wanted[same]) {
                    same++;
                }
                if (same == wanted.length) {
                    return true;
                }
            }
        }
        return false;
    }
}
