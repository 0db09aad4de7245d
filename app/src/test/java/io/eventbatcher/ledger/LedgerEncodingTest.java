package io.eventbatcher.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerEncodingTest {
    @Test
    void shouldReadBackATally() {
        // Given
        Tally tally = new Tally(Long.MAX_VALUE, 1, 2, 3);

        // When
        Tally read = Tally.parse(tally.toBytes());

        // Then
        assertThat(read).isEqualTo(tally);
    }

    @Test
    void shouldSkipWhatALaterReleaseAppendsToATally() {
        assertThat(Tally.parse("{\"in\":4,\"out\":1,\"duplicates\":2,\"dead\":1,\"expired\":7}"))
                .isEqualTo(new Tally(4, 1, 2, 1));
    }

    @Test
    void shouldReadBackALossAndLeaveTheRestToOlderReleases() {
        // Given
        Tally tally = new Tally(4, 1, 2, 1, 7);

        // When
        Tally read = Tally.parse(tally.toBytes());

        // Then
        assertThat(read).isEqualTo(tally);
        assertThat(tally.toJson()).startsWith(new Tally(4, 1, 2, 1).toJson().replace("}", ","));
    }

    @Test
    void shouldReadBackAPositionBesideATally() {
        // Given
        Tally tally = new Tally(4, 1, 2, 1, 7);
        ReadPosition position = new ReadPosition(Uuid.randomUuid(), 12, 7, 30, 2);

        // When
        String json = position.appendTo(tally.toJson());

        // Then
        assertThat(ReadPosition.in(json)).hasValue(position);
        assertThat(Tally.parse(json)).isEqualTo(tally);
        assertThat(ReadPosition.in(tally.toJson())).isEmpty();
    }

    @Test
    void shouldReadBackABookmark() {
        // Given
        BitSet ahead = new BitSet();
        ahead.set(3, 900);
        OffsetMetadata bookmark = new OffsetMetadata(new Tally(4, 1, 2, 1), ahead);

        // When
        OffsetMetadata read = OffsetMetadata.parse(bookmark.toJson());

        // Then
        assertThat(read).isEqualTo(bookmark);
        assertThat(Tally.parse(bookmark.toJson())).isEqualTo(bookmark.tally());
    }

    @Test
    void shouldReadATallyAsABookmarkWithNothingAhead() {
        // Given
        Tally tally = new Tally(4, 1, 2, 1);

        // When
        OffsetMetadata read = OffsetMetadata.parse(tally.toJson());

        // Then
        assertThat(read).isEqualTo(new OffsetMetadata(tally, new BitSet()));
        assertThat(read.toJson()).isEqualTo(tally.toJson());
    }

    @Test
    void shouldFitIntoTheMetadataOfAnOffset() {
        // Given
        BitSet ahead = new BitSet();
        ahead.set(0, OffsetMetadata.MOST_AHEAD);
        long most = Long.MAX_VALUE;

        // When
        String json = new OffsetMetadata(new Tally(most, most, most, most), ahead).toJson();

        // Then
        assertThat(json).hasSizeLessThan(4_096);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"in\":1}", "null", "{\"in\":-1,\"out\":1,\"duplicates\":2,\"dead\":1}"})
    void shouldRefuseWhatIsNoTally(String text) {
        assertThatThrownBy(() -> Tally.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldCountWhatStillWaits() {
        assertThat(new Tally(10, 4, 3, 2).plus(new Tally(1, 0, 0, 0)).waiting()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void shouldReadBackAnAccount(Account.Stage stage) {
        // Given
        Account account = new Account(stage, "hubspot.behavioral-events", 12);

        // When
        Account read = Account.parse(new String(account.toBytes(), StandardCharsets.UTF_8));

        // Then
        assertThat(read).isEqualTo(account);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ingest/topic", "ingest/topic/x", "other/topic/1", "ingest/a/b/1"})
    void shouldRefuseWhatIsNoAccount(String text) {
        assertThatThrownBy(() -> Account.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
