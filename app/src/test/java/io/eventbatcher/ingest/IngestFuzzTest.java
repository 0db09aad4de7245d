package io.eventbatcher.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.eventbatcher.fixtures.AvroBytes;
import io.eventbatcher.fixtures.LongRuns;
import io.eventbatcher.record.Item;
import io.eventbatcher.record.Origin;
import io.eventbatcher.record.SourceRecord;
import io.eventbatcher.route.Route;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class IngestFuzzTest {
    private static final int CASES = LongRuns.either(40_000, 100_000);

    /** What a record may cost beside its own size: readers, buffers, messages. */
    private static final long BASE_BYTES = 2_000_000;

    private static final long BYTES_PER_BYTE = 100;

    private final AvroBytes avro = new AvroBytes();
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void shouldGiveEveryValueItsRightEndWithoutBelievingItsLengths() {
        // Given
        long seed = Long.getLong("fuzz.seed", 20_261_128);
        System.out.println("IngestFuzzTest: seed " + seed + "; repeat with -Dfuzz.seed=" + seed);
        FuzzCases cases = new FuzzCases(avro, new Random(seed));
        Map<Route, Ingest> ingests = new EnumMap<>(Route.class);
        for (Route route : Route.values()) {
            ingests.put(route, Ingest.of(route, avro, OriginNamer.of("cluster", Origin::topic)));
        }

        for (int i = 0; i < CASES; i++) {
            FuzzCases.Case fuzz = cases.next();
            byte[] key = i % 3 == 0 ? null : new byte[i % 3 - 1];
            SourceRecord source =
                    new SourceRecord(new Origin("topic", 0, i, 5), key, fuzz.value(), new RecordHeaders(), 0);
            long before = threads.getCurrentThreadAllocatedBytes();

            // When
            Decoded decoded = Objects.requireNonNull(ingests.get(fuzz.route())).decode(source, null);

            // Then
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            int length = fuzz.value() == null ? 0 : fuzz.value().length;
            if (!isRight(fuzz, decoded) || allocated > BASE_BYTES + BYTES_PER_BYTE * length) {
                assertThat(decoded)
                        .as("seed %d, case %d: %s, %d bytes, allocated %d", seed, i, fuzz.kind(), length, allocated)
                        .isNull();
            }
        }
    }

    private static boolean isRight(FuzzCases.Case fuzz, Decoded decoded) {
        return decoded.fold(
                accepted -> fuzz.mayPass() && Arrays.equals(fuzz.value(), source(accepted.item())),
                refused -> fuzz.reasons().contains(refused.reason())
                        && !refused.findings().isEmpty(),
                deferred -> false);
    }

    private static byte[] source(Item item) {
        byte[] value = item.source().value();
        return value == null ? new byte[0] : value;
    }
}
