package io.eventbatcher.replay.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.eventbatcher.deadletter.DeadLetterId;
import io.eventbatcher.replay.resolution.LetterTable;
import io.eventbatcher.replay.scan.ByteSearch;
import java.io.IOException;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the items of receipts. Most receipts have no replay, and a look at their bytes tells. */
final class ReceiptItems {
    private static final JsonFactory JSON = new JsonFactory();
    private static final byte[] REPLAY_ID = "\"replayId\"".getBytes(UTF_8);
    private static final int MOST_LIVES = 100;
    /** The version of a uuid that is made of a name, as ids of letters are. */
    private static final int OF_A_NAME = 3;

    private ReceiptItems() {}

    /**
     * An item that HubSpot took.
     *
     * @param replayId null for an event that came from its source topic
     */
    record Item(
            String uuid,
            String identity,
            String topic,
            int partition,
            long offset,
            @Nullable String replayId,
            int request) {
        /**
         * The letter that the replay was of: the replay's id for a run of ours. A replay by hand has any id, perhaps that of a different
         * letter, and ends the last letter of its event that was replayed.
         */
        @Nullable
        UUID letter(LetterTable letters) {
            UUID given = replayId == null
                    ? null
                    : DeadLetterId.parse(replayId).filter(letters::contains).orElse(null);
            UUID last = null;
            for (int replays = 0; replays < MOST_LIVES; replays++) {
                UUID id = DeadLetterId.of(topic, partition, offset, replays);
                if (id.equals(given)) {
                    return id;
                }
                if (letters.contains(id)) {
                    last = id;
                }
            }
            // an id that somebody has put into a letter's header is made of no name
            if (given != null && given.version() != OF_A_NAME) {
                return given;
            }
            return last;
        }
    }

    /** Calls back for each item of a replay. A value of another form has none. */
    static void ofReplays(byte[] receipt, Consumer<Item> visitor) {
        if (ByteSearch.contains(receipt, REPLAY_ID)) {
            all(receipt, item -> {
                if (item.replayId() != null) {
                    visitor.accept(item);
                }
            });
        }
    }

    /** Calls back for each item. */
    static void all(byte[] receipt, Consumer<Item> visitor) {
        try (JsonParser json = JSON.createParser(receipt)) {
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.START_ARRAY && "items".equals(json.currentName())) {
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        visitor.accept(item(json));
                    }
                }
            }
        } catch (IOException foreign) {
            // not a receipt of ours
        }
    }

    private static Item item(JsonParser json) throws IOException {
        String uuid = "";
        String identity = "";
        String topic = "";
        int partition = -1;
        long offset = -1;
        String replayId = null;
        int request = -1;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "uuid" -> uuid = Objects.requireNonNullElse(json.getText(), "");
                case "identity" -> identity = Objects.requireNonNullElse(json.getText(), "");
                case "topic" -> topic = Objects.requireNonNullElse(json.getText(), "");
                case "partition" -> partition = json.getValueAsInt(-1);
                case "offset" -> offset = json.getValueAsLong(-1);
                case "replayId" -> replayId = json.getText();
                case "request" -> request = json.getValueAsInt(-1);
                default -> json.skipChildren();
            }
        }
        return new Item(uuid, identity, topic, partition, offset, replayId, request);
    }
}
