package io.eventbatcher.sandbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.deadletter.Reason;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** What is true of every dead letter. */
final class DeadLetterAssert {
    private static final List<String> OURS =
            Stream.of(DeadLetterHeader.values()).map(DeadLetterHeader::key).toList();

    private DeadLetterAssert() {}

    /** Key, value and the producer's headers byte for byte and in their order, and behind them nothing but ours. */
    static void assertDied(ConsumerRecord<byte[], byte[]> letter, Outgoing original, Reason reason) {
        assertThat(letter.key()).isEqualTo(original.key());
        assertThat(letter.value()).isEqualTo(original.value());
        Header[] headers = letter.headers().toArray();
        int own = original.headers().size();
        assertThat(headers).hasSizeGreaterThanOrEqualTo(own);
        for (int i = 0; i < own; i++) {
            assertThat(headers[i].key()).isEqualTo(original.headers().get(i).key());
            assertThat(headers[i].value()).isEqualTo(original.headers().get(i).value());
        }
        assertThat(Arrays.stream(headers).skip(own).map(Header::key))
                .isSubsetOf(OURS)
                .doesNotHaveDuplicates();
        assertThat(DeadLetterHeader.REASON.in(letter.headers())).hasValue(reason.label());
    }
}
