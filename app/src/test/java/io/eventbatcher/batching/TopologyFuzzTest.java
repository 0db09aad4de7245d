package io.eventbatcher.batching;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.ingest.FuzzCases;
import io.eventbatcher.ingest.IngestPolicy;
import io.eventbatcher.ingest.registry.ProbePolicy;
import io.eventbatcher.ledger.Tally;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopologyFuzzTest {
    private static final int CASES = 5_000;
    private static final IngestPolicy NEVER_HALTS = new IngestPolicy(ProbePolicy.DEFAULT, 0, Duration.ofSeconds(10), 1);

    @Test
    void shouldGoOnWhateverComesAndLoseNothing(@TempDir Path stateDir) {
        long seed = Long.getLong("fuzz.seed", 20_261_128);
        System.out.println("TopologyFuzzTest: seed " + seed + "; repeat with -Dfuzz.seed=" + seed);
        try (Flow flow = new Flow(stateDir, "", NEVER_HALTS)) {
            // Given
            FuzzCases cases = new FuzzCases(flow.avro, new Random(seed));
            List<FuzzCases.Case> sent = new ArrayList<>();

            // When
            for (int i = 0; i < CASES; i++) {
                FuzzCases.Case fuzz = cases.next();
                sent.add(fuzz);
                byte[] key = i % 3 == 0 ? null : new byte[i % 3 - 1];
                RecordHeaders headers = new RecordHeaders();
                headers.add("case", Integer.toString(i).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                flow.send(fuzz.route(), new TestRecord<>(key, fuzz.value(), headers, Flow.RECORDED));
            }

            // Then
            List<TestRecord<byte[], byte[]>> dead = flow.deadLetters();
            for (TestRecord<byte[], byte[]> letter : dead) {
                int number = Integer.parseInt(new String(
                        letter.headers().lastHeader("case").value(), java.nio.charset.StandardCharsets.US_ASCII));
                FuzzCases.Case fuzz = sent.get(number);
                assertThat(letter.value()).as("seed %d, case %d", seed, number).isEqualTo(fuzz.value());
                String reason = Flow.header(letter, DeadLetterHeader.REASON);
                // mutated events share the uuid of the sound one
                assertThat((reason.equals("uuid-conflict") && fuzz.mayPass())
                                || fuzz.reasons().stream()
                                        .anyMatch(allowed -> allowed.label().equals(reason)))
                        .as("seed %d, case %d: %s died as %s", seed, number, fuzz.kind(), reason)
                        .isTrue();
            }
            Tally ingest = flow.ledger().entrySet().stream()
                    .filter(entry -> entry.getKey().startsWith("ingest/"))
                    .map(java.util.Map.Entry::getValue)
                    .reduce(Tally.ZERO, Tally::plus);
            assertThat(ingest.in()).isEqualTo(CASES);
            assertThat(ingest.waiting()).isZero();
        }
    }
}
