package io.eventbatcher.ingest.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers the faults of one event. Allocates nothing for an event without faults. */
public final class Findings {
    /** Longer names are cut in a finding, because findings are a header of the dead letter. */
    private static final int SHOWN_CHARACTERS = 80;

    /** The range of ISO 8601 without a sign. */
    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

    private @Nullable List<String> findings;

    void add(String finding) {
        if (findings == null) {
            findings = new ArrayList<>();
        }
        findings.add(finding);
    }

    void required(String field, @Nullable String text) {
        if (isBlank(text)) {
            add(field + " is required, but " + (text == null ? "missing." : "blank."));
        }
    }

    void writable(String field, @Nullable Instant time) {
        if (time != null && !isWritable(time)) {
            add(field + " is outside the years 0 to 9999.");
        }
    }

    public List<String> list() {
        return findings == null ? List.of() : findings;
    }

    static boolean isWritable(Instant time) {
        return !time.isBefore(FIRST) && !time.isAfter(LAST);
    }

    static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    /** A name from the event, in quotes, cut, and without characters that would break a line. */
    static String quoted(String name) {
        int end = Math.min(name.length(), SHOWN_CHARACTERS);
        StringBuilder shown = new StringBuilder(end + 3).append('\'');
        for (int i = 0; i < end; i++) {
            char c = name.charAt(i);
            shown.append(Character.isISOControl(c) ? '?' : c);
        }
        return shown.append(end < name.length() ? "…'" : "'").toString();
    }
}
