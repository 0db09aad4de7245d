package io.eventbatcher.ingest.conversion;

import java.io.IOException;
import java.time.Instant;
import org.apache.avro.io.Decoder;

/** Units in which time since 1970-01-01 UTC is written. HubSpot counts milliseconds; smaller parts are cut off. */
enum Epoch {
    DAYS {
        @Override
        long millis(Decoder in) throws IOException {
            return in.readInt() * MILLIS_OF_DAY;
        }
    },
    MILLIS {
        @Override
        long millis(Decoder in) throws IOException {
            return in.readLong();
        }
    },
    MICROS {
        @Override
        long millis(Decoder in) throws IOException {
            return Math.floorDiv(in.readLong(), 1_000L);
        }
    },
    NANOS {
        @Override
        long millis(Decoder in) throws IOException {
            return Math.floorDiv(in.readLong(), 1_000_000L);
        }
    };

    private static final long MILLIS_OF_DAY = 86_400_000L;

    abstract long millis(Decoder in) throws IOException;

    Cell asTime() {
        return asTime("the millisecond in which it lies");
    }

    Cell asTime(String words) {
        return Cell.taken(words, in -> Instant.ofEpochMilli(millis(in)));
    }

    Cell asText() {
        return asText("milliseconds since 1970-01-01 UTC, in digits");
    }

    Cell asText(String words) {
        return Cell.taken(words, in -> String.valueOf(millis(in)));
    }
}
