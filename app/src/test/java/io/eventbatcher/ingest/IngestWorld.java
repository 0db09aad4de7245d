package io.eventbatcher.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.fixtures.AvroBytes;
import io.eventbatcher.record.Item;
import io.eventbatcher.record.Origin;
import io.eventbatcher.record.SourceRecord;
import io.eventbatcher.route.Route;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Ingest of single values, with the schemas of a registry in memory. */
final class IngestWorld {
    static final long RECORDED = Instant.parse("2026-11-20T08:15:30.250Z").toEpochMilli();

    final AvroBytes avro = new AvroBytes();
    final OriginNamer namer = OriginNamer.of("cluster", origin -> "id-of-" + origin.topic());

    Item accepted(Route route, byte[] value) {
        Decoded decoded = decode(route, value, new RecordHeaders());
        assertThat(decoded).isInstanceOf(Decoded.Accepted.class);
        return ((Decoded.Accepted) decoded).item();
    }

    Decoded.Refused refused(Route route, byte[] value) {
        Decoded decoded = decode(route, value, new RecordHeaders());
        assertThat(decoded).isInstanceOf(Decoded.Refused.class);
        return (Decoded.Refused) decoded;
    }

    Decoded decode(Route route, byte[] value, Headers headers) {
        return Ingest.of(route, avro, namer)
                .decode(new SourceRecord(new Origin("topic", 3, 14, RECORDED), null, value, headers, 0), null);
    }

    static SourceRecord source(byte[] value, long timestamp) {
        return new SourceRecord(new Origin("topic", 3, 14, timestamp), null, value, new RecordHeaders(), 0);
    }

    static String json(Item item) {
        return new String(item.json(), StandardCharsets.UTF_8);
    }
}
